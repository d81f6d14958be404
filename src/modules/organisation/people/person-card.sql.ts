import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Tended } from './person.policy.ts'

/** A post as the pages of administration show it; days are yyyy-mm-dd. */
export type PostCard = {
  id: string
  agency: string
  agencyName: string
  division: string | null
  divisionName: string | null
  position: string
  roles: Role[]
  head: boolean
  effectiveFrom: string
  effectiveTo: string | null
}

/** A person with posts and account, as administrators see it. `roles` and `agencies` are those of the posts held today. */
export type PersonCard = Tended & {
  name: string
  email: string | null
  phone: string | null
  leftOn: string | null
  /** Null: the person has no account yet. */
  login: string | null
  locked: boolean
  hasPassword: boolean
  /** Posts held today or later, the earliest first. */
  posts: PostCard[]
}

export const postsToCome = (tx: Tx, person: string): Promise<PostCard[]> =>
  tx
    .selectFrom('organisation.post as o')
    .innerJoin('organisation.agency as a', 'a.id', 'o.agency')
    .leftJoin('organisation.division as d', 'd.id', 'o.division')
    .select([
      'o.id',
      'o.agency',
      'a.name as agencyName',
      'o.division',
      'd.name as divisionName',
      'o.position',
      sql<Role[]>`o.roles`.as('roles'),
      'o.head',
      'o.effective_from as effectiveFrom',
      'o.effective_to as effectiveTo',
    ])
    .where('o.person', '=', person)
    .where((eb) => eb.or([eb('o.effective_to', 'is', null), eb('o.effective_to', '>=', sql<string>`app.today()`)]))
    .orderBy('o.effective_from')
    .orderBy('o.id')
    .execute()

/** Everything about one person that decides and shows administration. */
export async function personCard(tx: Tx, person: string): Promise<PersonCard | undefined> {
  const row = await tx
    .selectFrom('organisation.person as p')
    .leftJoin('organisation.account as c', 'c.person', 'p.id')
    .select([
      'p.full_name as name',
      'p.email',
      'p.phone',
      'p.left_on as leftOn',
      'c.login',
      sql<boolean>`c.locked_at is not null`.as('locked'),
      sql<boolean>`c.password_hash is not null`.as('hasPassword'),
    ])
    .where('p.id', '=', person)
    .executeTakeFirst()
  if (!row) return undefined
  const posts = await postsToCome(tx, person)
  const agencies = [...new Set(posts.map((post) => post.agency))]
  return { ...row, person, posts, agencies, roles: [...new Set(posts.flatMap((post) => post.roles))] }
}
