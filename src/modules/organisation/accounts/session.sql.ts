import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Pool, Tx } from '#platform/db/desk.ts'

export type NewSession = { tokenHash: Buffer; person: string; post: string; endsAt: Date; address: string; program: string }

export const insertSession = (tx: Tx, { tokenHash, person, post, endsAt, address, program }: NewSession) =>
  tx
    .insertInto('organisation.session')
    .values({ token_hash: tokenHash, person, post, ends_at: endsAt, address, program })
    .execute()

export const endSession = (tx: Tx, tokenHash: Buffer) =>
  tx
    .updateTable('organisation.session')
    .set({ ended_at: sql`clock_timestamp()` })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()

export type SessionRow = {
  person: string
  name: string
  post: string
  position: string
  agency: string
  division: string | null
  roles: Role[]
  onBehalfOf: string | null
  mandate: string[] | null
}

/**
 * Who a session's token stands for, in one statement: person, post in force today, roles and division (those of the post
 * acted for, while its delegation runs; then the own ones again), and for inspectors the agencies of their running inspections.
 */
export async function sessionRow(pool: Pool, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    with live as (
      select s.person, s.post, s.on_behalf_of from organisation.session s
      where s.token_hash = ${tokenHash} and s.ended_at is null and s.ends_at > clock_timestamp()
        and exists (select from organisation.account a where a.person = s.person and a.locked_at is null)
    ), seen as (
      update organisation.session s set seen_at = clock_timestamp()
      where s.token_hash = ${tokenHash} and s.seen_at < clock_timestamp() - interval '1 minute'
    )
    select p.id as person, p.full_name as name, o.id as post, o.position, o.agency,
      case when f.id is null then o.division else f.division end as division,
      coalesce(f.roles, o.roles) as roles, f.id as "onBehalfOf",
      case when f.id is null and o.roles && array['inspector'] then organisation.mandate(o.id) end as mandate
    from live l
    join organisation.person p on p.id = l.person
    join organisation.post o on o.id = l.post and o.effective_from <= app.today() and (o.effective_to is null or o.effective_to >= app.today())
    left join organisation.post f on f.id = l.on_behalf_of
      and exists (select from organisation.acting(l.person) x where x.from_post = f.id and x.to_post = o.id)`.execute(pool)
  return rows[0]
}

/** Every session of a person ends, but for the one given. Returns how many ended. */
export async function endSessionsOf(tx: Tx, person: string, but: Buffer | null = null): Promise<number> {
  const ended = await tx
    .updateTable('organisation.session')
    .set({ ended_at: sql`clock_timestamp()` })
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .$if(but !== null, (query) => query.where('token_hash', '!=', but ?? Buffer.alloc(0)))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

/** Moves a session to another post, or to acting for one. False when it is no longer open. */
export async function seatSession(tx: Tx, tokenHash: Buffer, post: string, onBehalfOf: string | null): Promise<boolean> {
  const moved = await tx
    .updateTable('organisation.session')
    .set({ post, on_behalf_of: onBehalfOf })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

/** A session as its owner sees it; `id` is the hash of its token in hexadecimal, which opens nothing. */
export type OpenSession = { id: string; madeAt: Date; seenAt: Date; address: string; program: string }

export const openSessionsOf = (tx: Tx, person: string): Promise<OpenSession[]> =>
  tx
    .selectFrom('organisation.session')
    .select([sql<string>`encode(token_hash, 'hex')`.as('id'), 'made_at as madeAt', 'seen_at as seenAt', 'address', 'program'])
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', sql<Date>`clock_timestamp()`)
    .orderBy('seen_at', 'desc')
    .execute()
