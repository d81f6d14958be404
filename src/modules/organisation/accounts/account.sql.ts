import { sql } from 'kysely'
import type { Role } from '#kernel/actor.ts'
import type { Pool, Tx } from '#platform/db/desk.ts'

export type Account = {
  person: string
  passwordHash: string | null
  locked: boolean
  failedTries: number
  triesSince: Date | null
}

export async function accountByLogin(tx: Tx, login: string): Promise<Account | undefined> {
  const row = await tx
    .selectFrom('organisation.account')
    .select(['person', 'password_hash', 'locked_at', 'failed_tries', 'tries_since'])
    .where('login', '=', login.trim().toLowerCase())
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      person: row.person,
      passwordHash: row.password_hash,
      locked: row.locked_at !== null,
      failedTries: row.failed_tries,
      triesSince: row.tries_since,
    }
  )
}

export const recordTry = (tx: Tx, person: string, failed: number, since: Date | null) =>
  tx.updateTable('organisation.account').set({ failed_tries: failed, tries_since: since }).where('person', '=', person).execute()

/** The posts a person holds on a day (yyyy-mm-dd), the one with most duties first. */
export async function postsOf(tx: Tx, person: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('organisation.post')
    .select('id')
    .where('person', '=', person)
    .where('effective_from', '<=', day)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', day)]))
    .orderBy(sql`cardinality(roles)`, 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

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
 * Who a session's token stands for, in one statement: person, post in force today, roles (those of the post acted for,
 * while its delegation runs), and for inspectors and the department in charge of ICT every agency of the installation.
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
    select p.id as person, p.full_name as name, o.id as post, o.position, o.agency, o.division,
      coalesce(f.roles, o.roles) as roles, f.id as "onBehalfOf",
      case when o.roles && array['inspector'] then (select array_agg(a.id) from organisation.agency a) end as mandate
    from live l
    join organisation.person p on p.id = l.person
    join organisation.post o on o.id = l.post and o.effective_from <= app.today() and (o.effective_to is null or o.effective_to >= app.today())
    left join organisation.post f on f.id = l.on_behalf_of`.execute(pool)
  return rows[0]
}

export async function accountOf(tx: Tx, person: string): Promise<{ login: string; locked: boolean } | undefined> {
  const row = await tx
    .selectFrom('organisation.account')
    .select(['login', 'locked_at'])
    .where('person', '=', person)
    .executeTakeFirst()
  return row && { login: row.login, locked: row.locked_at !== null }
}

/** The people of a demonstration who may be entered, with their agency, as the sign-in page lists them. */
export const peopleToBecome = (tx: Tx) =>
  tx
    .selectFrom('organisation.account as c')
    .innerJoin('organisation.person as p', 'p.id', 'c.person')
    .innerJoin('organisation.post as o', 'o.person', 'p.id')
    .innerJoin('organisation.agency as a', 'a.id', 'o.agency')
    .select(['p.id', 'p.full_name as name', 'o.position', 'a.name as agency', 'o.roles'])
    .where('c.locked_at', 'is', null)
    .where('o.effective_to', 'is', null)
    .orderBy('a.organ_id')
    .orderBy('o.id')
    .execute()
