import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { PostCard } from '../people/person-card.sql.ts'

export type HeldPost = Omit<PostCard, 'agencyName' | 'divisionName'> & { person: string }

/** One post that has not ended, held until the commit. */
export const livePost = (tx: Tx, id: string): Promise<HeldPost | undefined> =>
  tx
    .selectFrom('organisation.post')
    .select([
      'id',
      'person',
      'agency',
      'division',
      'position',
      sql<Role[]>`roles`.as('roles'),
      'head',
      'effective_from as effectiveFrom',
      'effective_to as effectiveTo',
    ])
    .where('id', '=', id)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', sql<string>`app.today()`)]))
    .forUpdate()
    .executeTakeFirst()

/** A post whether it has ended or not; `ended` from its last day on, or when its person has left. */
export async function endedPost(
  tx: Tx,
  id: string,
): Promise<{ id: string; person: string; agency: string; roles: Role[]; ended: boolean } | undefined> {
  const { rows } = await sql<{ id: string; person: string; agency: string; roles: Role[]; ended: boolean }>`
    select o.id, o.person, o.agency, o.roles, p.left_on is not null or coalesce(o.effective_to <= app.today(), false) as ended
    from organisation.post o join organisation.person p on p.id = o.person where o.id = ${id} for update of o`.execute(tx)
  return rows[0]
}

/** Every post that a person holds or held, the latest first. */
export const postsEver = (
  tx: Tx,
  person: string,
): Promise<{ id: string; agency: string; agencyName: string; position: string; roles: Role[]; ended: boolean }[]> =>
  tx
    .selectFrom('organisation.post as o')
    .innerJoin('organisation.person as p', 'p.id', 'o.person')
    .innerJoin('organisation.agency as a', 'a.id', 'o.agency')
    .select(['o.id', 'o.agency', 'a.name as agencyName', 'o.position', sql<Role[]>`o.roles`.as('roles')])
    .select(sql<boolean>`p.left_on is not null or coalesce(o.effective_to <= app.today(), false)`.as('ended'))
    .where('o.person', '=', person)
    .orderBy('o.id', 'desc')
    .execute()

/** The first day on which both a post and its agency were there; null when there is no such post. */
export async function postSince(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await sql<{ since: string }>`
    select greatest(o.effective_from, a.effective_from) as since
    from organisation.post o join organisation.agency a on a.id = o.agency where o.id = ${id}`.execute(tx)
  return rows[0]?.since ?? null
}

/** The day of the last thing that its holder did in a post; null when nothing was done. */
export async function lastDeedIn(tx: Tx, { agency, id }: Pick<HeldPost, 'agency' | 'id'>): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select platform.last_deed(${agency}, ${id}) as day`.execute(tx)
  return rows[0]?.day ?? null
}

/** The last day of a post, and who takes over on the day after; null when nobody does, or it has been done. */
export const setPostEnd = (tx: Tx, id: string, last: string, successor: string | null) =>
  tx.updateTable('organisation.post').set({ effective_to: last, successor }).where('id', '=', id).execute()

/** Posts that have ended and still wait to be handed over, marked as handed over by this statement. */
export async function takeEndedPosts(tx: Tx): Promise<{ id: string; person: string; agency: string; successor: string }[]> {
  const { rows } = await sql<{ id: string; person: string; agency: string; successor: string }>`
    update organisation.post set handed_over_at = app.now() where id in (
      select id from organisation.post where successor is not null and handed_over_at is null and effective_to < app.today()
      order by effective_to limit 100 for update skip locked)
    returning id, person, agency, successor`.execute(tx)
  return rows
}

export const updatePost = (
  tx: Tx,
  id: string,
  { position, roles, head }: { position: string; roles: readonly Role[]; head: boolean },
) =>
  tx
    .updateTable('organisation.post')
    .set({ position, roles: [...roles], head })
    .where('id', '=', id)
    .execute()

/** Whether the person already holds the same post: agency, division and position. */
export async function holdsSame(
  tx: Tx,
  person: string,
  post: Pick<HeldPost, 'agency' | 'division' | 'position'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation.post')
    .select('id')
    .where('person', '=', person)
    .where('agency', '=', post.agency)
    .where('division', 'is not distinct from', post.division)
    .where('position', '=', post.position)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', sql<string>`app.today()`)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Administrators of the province who can sign in now and go on after today. */
export async function provinceAdministrators(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct o.person) as count from organisation.post o
    join organisation.account a on a.person = o.person and a.locked_at is null
    where 'systemAdmin' = any (o.roles) and o.effective_from <= app.today()
      and (o.effective_to is null or o.effective_to > app.today())`.execute(tx)
  return rows[0]?.count ?? 0
}
