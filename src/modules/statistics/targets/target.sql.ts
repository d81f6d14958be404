import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import { Adoption, Target } from '../exchange/targets.ts'

export type Roadmap = { id: string; province: string; title: string }

/** Writes a roadmap with its rows; what stands already is brought up to date. */
export async function saveRoadmap(tx: Tx, { id, province, title }: Roadmap, rows: readonly Target[]): Promise<void> {
  await sql`insert into statistics.roadmap (id, province, title) values (${id}, ${province}, ${title})
    on conflict (id) do update set province = excluded.province, title = excluded.title
    where (statistics.roadmap.province, statistics.roadmap.title) is distinct from (excluded.province, excluded.title)`.execute(
    tx,
  )
  const bodies = JSON.stringify(rows)
  await sql`insert into statistics.target (id, roadmap, ordinal, body)
    select row.body ->> 'id', ${id}, row.ordinal, row.body from jsonb_array_elements(${bodies}::jsonb) with ordinality row(body, ordinal)
    on conflict (id) do update set ordinal = excluded.ordinal, body = excluded.body
    where (statistics.target.ordinal, statistics.target.body) is distinct from (excluded.ordinal, excluded.body)`.execute(tx)
}

/** Binds a province by a roadmap, or changes from when until when it does. */
export async function saveAdoption(tx: Tx, adoption: Adoption): Promise<void> {
  const { province, roadmap, from, until, legal_basis, status } = adoption
  await sql`insert into statistics.adoption (province, roadmap, effective_from, effective_until, legal_basis, status)
    values (${province}, ${roadmap}, ${from}, ${until}, ${legal_basis}, ${status})
    on conflict (province, roadmap) do update set effective_from = excluded.effective_from,
      effective_until = excluded.effective_until, legal_basis = excluded.legal_basis, status = excluded.status`.execute(tx)
}

/** The same as the file of targets knows it from history: what stands already, and may have been ended since, stays. */
export async function rememberAdoption(tx: Tx, adoption: Adoption): Promise<void> {
  const { province, roadmap, from, until, legal_basis, status } = adoption
  await sql`insert into statistics.adoption (province, roadmap, effective_from, effective_until, legal_basis, status)
    values (${province}, ${roadmap}, ${from}, ${until}, ${legal_basis}, ${status}) on conflict do nothing`.execute(tx)
}

/** Roadmaps that have rows of that id; empty when there is none. */
export async function targetsOf(tx: Tx, roadmaps: readonly string[]): Promise<Target[]> {
  const { rows } = await sql<{ body: unknown }>`
    select body from statistics.target where roadmap = any (${roadmaps}::text[]) order by roadmap, ordinal`.execute(tx)
  return rows.map(({ body }) => Target.parse(body))
}

/** Every roadmap with its rows, in their order: those of the texts and those that provinces wrote themselves. */
export async function roadmapsKnown(tx: Tx): Promise<(Roadmap & { rows: Target[] })[]> {
  const { rows } = await sql<Roadmap & { rows: unknown[] }>`
    select r.id, r.province, r.title, array_agg(t.body order by t.ordinal) as rows
    from statistics.roadmap r join statistics.target t on t.roadmap = r.id group by r.id order by r.id`.execute(tx)
  return rows.map((row) => ({ ...row, rows: row.rows.map((body) => Target.parse(body)) }))
}

export async function adoptionsOf(tx: Tx, province: string): Promise<Adoption[]> {
  const { rows } = await sql<unknown>`
    select province, roadmap, effective_from as "from", effective_until as until, legal_basis, status
    from statistics.adoption where province = ${province} order by effective_from nulls first, roadmap`.execute(tx)
  return rows.map((row) => Adoption.parse(row))
}

/** The province that roadmaps bind here: as the set-up named it, else by the name of its People's Committee; null without either. */
export async function provinceOf(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ province: string | null }>`
    select coalesce(i.province, (
      select a.name from organisation.agency a where statistics.is_committee(a.id) order by a.effective_from, a.id limit 1
    )) as province
    from platform.installation i`.execute(tx)
  return rows[0]?.province ?? null
}
