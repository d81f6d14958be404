import { sql } from 'kysely'
import pg from 'pg'
import type { Actor, Role } from '#kernel/actor.ts'
import { type Desk, openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'

/** What goes to one recipient; the rest is a letter by e-office, fully electronic, between agencies. */
export type Send = {
  to?: string
  scope?: 'INTERNAL' | 'BETWEEN' | 'EXTERNAL'
  mode?: 'ELECTRONIC' | 'HYBRID' | 'PAPER'
  copies?: number
  channel?: 'EOFFICE' | 'EMAIL' | 'PORTAL' | 'SPECIALISED'
  purpose?: string
}
export type Paper = {
  numbered?: boolean
  onPaper?: boolean
  replaces?: string
  /** Written and signed outside the system; its scan was sealed. */
  byHand?: boolean
}

/** A small province with a document factory, for the tests of figures: real rows, released by the function that releases. */
export type Province = {
  pool: Pool
  agencies: Record<'committee' | 'finance' | 'health' | 'justice' | 'commune' | 'ministry', string>
  /** One division of each agency, as recipient of internal documents. */
  divisions: Record<string, string>
  actor(agency: string, ...roles: Role[]): Promise<Actor>
  desk(actor: Actor, at?: string): Desk
  /** Releases one document at an instant; returns its id. */
  release(agency: string, sends: Send[], at: string, paper?: Paper): Promise<string>
  deliveries(outgoing: string): Promise<string[]>
  /** The sender sends paper after all. */
  addPaper(agency: string, delivery: string, copies: number, at: string): Promise<void>
  /** Moves a delivery or a document along its life, as the crossing functions do. */
  move(what: 'delivery' | 'outgoing', id: string, state: string, at: string): Promise<void>
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

const agencySql = `insert into organisation.agency (parent, name, short_name, symbol, organ_id, level, kind, place, reachable)
  values ($1, $2, $2, $3, $4, $5, $6, 'Thanh Giang', $7) returning id`

async function agenciesOf(owner: pg.Client): Promise<Province['agencies']> {
  let code = 0
  const add = async (parent: string | null, name: string, symbol: string, level: string, reachable = true) => {
    code += 1
    const { rows } = await owner.query(agencySql, [parent, name, symbol, `H99.${code}`, level, 'STATE', reachable])
    return rows[0].id as string
  }
  const ministry = await add(null, 'Bộ Tài chính', 'BTC', 'CENTRAL', false)
  const committee = await add(null, 'UBND tỉnh', 'UBND', 'PROVINCE')
  const finance = await add(committee, 'Sở Tài chính', 'STC', 'PROVINCE')
  const health = await add(committee, 'Sở Y tế', 'SYT', 'PROVINCE')
  const justice = await add(committee, 'Sở Tư pháp', 'STP', 'PROVINCE')
  const commune = await add(committee, 'UBND xã Suối Trai', 'UBND', 'COMMUNE')
  return { ministry, committee, finance, health, justice, commune }
}

async function divisionsOf(owner: pg.Client, agencies: readonly string[]): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  for (const agency of agencies) {
    const sql = `insert into organisation.division (agency, name, symbol) values ($1, 'Văn phòng', 'VP') returning id`
    made[agency] = (await owner.query(sql, [agency])).rows[0].id
  }
  return made
}

const crossing = `
  create function public.test_move(p_what text, p_id uuid, p_state text) returns void language plpgsql security definer set search_path = '' as $$
  begin
    if p_what = 'delivery' then
      update documents.delivery set state = p_state, failure = case when p_state = 'FAILED' then 'no-answer' end, changed_at = app.now()
        where id = p_id;
    else
      update documents.outgoing set state = p_state, changed_at = app.now() where id = p_id;
    end if;
  end $$;
  grant create on schema public to lt_crossing;
  alter function public.test_move owner to lt_crossing;
  grant execute on function public.test_move to lt_app`

async function postOf(owner: pg.Client, agency: string, roles: readonly Role[]): Promise<{ person: string; post: string }> {
  const { rows } = await owner.query(
    `with p as (insert into organisation.person (full_name, sort_key) values ('Nguyễn Thị Thử', 'thu') returning id)
    insert into organisation.post (person, agency, position, roles) select id, $1, 'Chuyên viên', $2 from p returning id as post, person`,
    [agency, roles],
  )
  return rows[0]
}

const draftSql = `insert into documents.outgoing (agency, internal, numbered, state, kind, subject, drafter, signed_at, sealed_at, year,
    code_number, code_notation, promulgation_date, replaces, signed_by, source)
  select $1, $2, $3, case when $3 then 'SEALED' else 'SIGNED' end, 'CV', 'Thử', $4, $5, $5,
    case when $3 then extract(year from $5::timestamptz)::int end,
    case when $3 then (select count(*) + 1 from documents.outgoing)::int end, case when $3 then 'STC-NS' end,
    case when $3 then $5::date end, $6, case when $7 then 'hand' else 'digital' end, case when $7 then 'HAND' else 'EDITOR' end
  returning id`
const recipientSql = `insert into documents.outgoing_recipient (outgoing, agency, ordinal, recipient_kind, recipient_agency, recipient_division,
    recipient_name, purpose, mode, paper_copies, paper_basis, channel)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

async function draft(owner: pg.Client, maker: Actor, sends: Send[], at: string, paper: Paper): Promise<string> {
  const internal = sends.every(({ scope }) => scope === 'INTERNAL')
  const values = [maker.agency, internal, paper.numbered ?? true, maker.post, at, paper.replaces ?? null, paper.byHand ?? false]
  const id = (await owner.query(draftSql, values)).rows[0].id as string
  if (paper.onPaper) {
    await owner.query(
      `insert into documents.outgoing_file (outgoing, agency, role, name, media_type, size, on_paper)
        values ($1, $2, 'ATTACHMENT', 'Phụ lục', 'application/pdf', 0, true)`,
      [id, maker.agency],
    )
  }
  for (const [at, send] of sends.entries()) {
    const { scope = 'BETWEEN', mode = 'ELECTRONIC', channel = 'EOFFICE', purpose = 'FOR_HANDLING' } = send
    const kind = { INTERNAL: 'DIVISION', BETWEEN: 'AGENCY', EXTERNAL: 'OUTSIDE' }[scope]
    const copies = mode === 'ELECTRONIC' ? 0 : (send.copies ?? 1)
    const division = kind === 'DIVISION' ? (send.to ?? null) : null
    await owner.query(recipientSql, [
      ...[id, maker.agency, at, kind, kind === 'AGENCY' ? send.to : null, division, `Nơi nhận ${at}`],
      ...[purpose, mode, copies, copies > 0 ? 'Bản vẽ khổ lớn' : null, channel],
    ])
  }
  return id
}

/** Makes the province in a fresh test database. */
export async function province(ownerUrl: string): Promise<Province> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const pool = openPool(roleUrl(ownerUrl, 'lt_seed'), 6)
  await owner.query(crossing)
  await owner.query(`insert into documents.kind (code, name, abbreviation, template, ordinal, outgoing, basis)
    values ('CV', 'Công văn', 'CV', 'letter', 9, true, 'NĐ 30/2020') on conflict do nothing`)
  const agencies = await agenciesOf(owner)
  const divisions = await divisionsOf(owner, Object.values(agencies))
  const clerks = new Map<string, Actor>()
  const actor = async (agency: string, ...roles: Role[]): Promise<Actor> => ({
    ...(await postOf(owner, agency, roles)),
    ...{ name: 'Nguyễn Thị Thử', position: 'Chuyên viên', agency, division: null, roles, agencies: [agency], onBehalfOf: null },
  })
  const clerkOf = async (agency: string) => {
    const clerk = clerks.get(agency) ?? (await actor(agency, 'recordsClerk'))
    clerks.set(agency, clerk)
    return clerk
  }
  const desk = (who: Actor, at?: string) => openDesk(pool, who, { seedNow: at ?? null })
  const query: Province['query'] = async (text, values = []) => (await owner.query(text, values)).rows
  return {
    ...{ pool, agencies, divisions, actor, desk, query },
    async release(agency, sends, at, paper = {}) {
      const clerk = await clerkOf(agency)
      const id = await draft(owner, clerk, sends, at, paper)
      await desk(clerk, at).work(({ tx }) => sql`select documents.release(${id}, ${clerk.post}, null)`.execute(tx))
      return id
    },
    async deliveries(outgoing) {
      const rows = await query('select id from documents.delivery where outgoing = $1 order by ordinal', [outgoing])
      return rows.map(({ id }) => String(id))
    },
    async addPaper(agency, delivery, copies, at) {
      await desk(await clerkOf(agency), at).work(({ tx }) =>
        sql`update documents.delivery set paper_copies = ${copies}, paper_basis = 'Nơi nhận yêu cầu', changed_at = app.now()
          where id = ${delivery}`.execute(tx),
      )
    },
    async move(what, id, state, at) {
      const clerk = await clerkOf(agencies.committee)
      await desk(clerk, at).work(({ tx }) => sql`select public.test_move(${what}, ${id}, ${state})`.execute(tx))
    },
    async close() {
      await pool.destroy()
      await owner.end()
    },
  }
}
