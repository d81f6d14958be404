import { type Insertable, type Selectable, sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { OrganisationAgency } from '#platform/db/schema.gen.ts'
import type { Agency, Division } from './agency.ts'

const agencyOf = (row: Selectable<OrganisationAgency>): Agency => ({
  id: row.id,
  parent: row.parent,
  name: row.name,
  shortName: row.short_name,
  symbol: row.symbol,
  organId: row.organ_id,
  code13: row.code13,
  level: row.level as Agency['level'],
  kind: row.kind as Agency['kind'],
  place: row.place,
  hasSeal: row.has_seal,
  sealedBy: row.sealed_by,
  reachable: row.reachable,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
})

export async function agencyById(tx: Tx, id: string): Promise<Agency | undefined> {
  const row = await tx.selectFrom('organisation.agency').selectAll().where('id', '=', id).executeTakeFirst()
  return row && agencyOf(row)
}

export async function agencyByOrganId(tx: Tx, organId: string): Promise<Agency | undefined> {
  const row = await tx
    .selectFrom('organisation.agency')
    .selectAll()
    .where('organ_id', '=', organId)
    .where('effective_to', 'is', null)
    .executeTakeFirst()
  return row && agencyOf(row)
}

/** Every agency in force on a day, sorted as people read. */
export async function agenciesOn(tx: Tx, day: string): Promise<Agency[]> {
  const rows = await tx
    .selectFrom('organisation.agency')
    .selectAll()
    .where('effective_from', '<=', day)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', day)]))
    .orderBy(sql`array_position(array['CENTRAL','PROVINCE','DISTRICT','COMMUNE','HAMLET'], level)`)
    .orderBy('name')
    .execute()
  return rows.map(agencyOf)
}

export type NewAgency = Omit<Agency, 'id' | 'effectiveFrom' | 'effectiveTo'> & {
  effectiveFrom?: string
  effectiveTo?: string | null
}

/** The columns that a new agency and a corrected one are written with. */
export const columnsOf = (agency: NewAgency) => ({
  parent: agency.parent,
  name: agency.name,
  short_name: agency.shortName,
  symbol: agency.symbol,
  organ_id: agency.organId,
  code13: agency.code13,
  level: agency.level,
  kind: agency.kind,
  place: agency.place,
  has_seal: agency.hasSeal,
  sealed_by: agency.sealedBy,
  reachable: agency.reachable,
  ...(agency.effectiveFrom ? { effective_from: agency.effectiveFrom } : {}),
})

export async function insertAgency(tx: Tx, agency: NewAgency): Promise<string> {
  const values: Insertable<OrganisationAgency> = { ...columnsOf(agency), effective_to: agency.effectiveTo ?? null }
  return (await tx.insertInto('organisation.agency').values(values).returning('id').executeTakeFirstOrThrow()).id
}

export async function insertDivision(tx: Tx, division: Omit<Division, 'id'>): Promise<string> {
  return (await tx.insertInto('organisation.division').values(division).returning('id').executeTakeFirstOrThrow()).id
}

export async function divisionsOf(tx: Tx, agency: string): Promise<Division[]> {
  return tx
    .selectFrom('organisation.division')
    .select(['id', 'agency', 'name', 'symbol'])
    .where('agency', '=', agency)
    .where('effective_to', 'is', null)
    .orderBy('name')
    .execute()
}
