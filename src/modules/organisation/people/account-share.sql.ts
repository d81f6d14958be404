import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'

/** How many people of an agency are in posts on a day, and how many of them have an account that is not locked. */
export type AccountShare = { agency: string; people: number; accounts: number }

/** Of all agencies with anybody in a post: everybody counts once in each agency. */
export async function accountShares(tx: Tx, day: string): Promise<AccountShare[]> {
  const { rows } = await sql<AccountShare>`
    select o.agency, count(distinct o.person)::int as people, (count(distinct o.person) filter (where c.person is not null))::int as accounts
    from organisation.post o
    left join organisation.account c on c.person = o.person and c.locked_at is null
    where o.effective_from <= ${day} and (o.effective_to is null or o.effective_to >= ${day})
    group by o.agency`.execute(tx)
  return rows
}
