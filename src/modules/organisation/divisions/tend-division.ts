import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { insertDivision } from '../agencies/agency.sql.ts'
import { mayAdminister } from '../people/person.policy.ts'
import { divisionById, divisionHasPeople, divisionNameTaken, setDivisionEnd, updateDivision } from './division.sql.ts'

type Named = { name: string; symbol: string }

/** Adds a division to an agency. Returns its id. @throws Refused not-allowed | already-there divisionName */
export async function addDivision(work: Work, agency: string, { name, symbol }: Named): Promise<string> {
  if (!mayAdminister(agency, work.actor)) throw new Refused('not-allowed', 'division')
  if (await divisionNameTaken(work.tx, agency, name, null)) throw new Refused('already-there', 'name')
  const id = await insertDivision(work.tx, { agency, name, symbol })
  await note(work, 'division.add', id)
  return id
}

async function tended(work: Work, id: string): Promise<string> {
  const division = await divisionById(work.tx, id)
  if (!division || division.ended) throw new Refused('not-found', 'division')
  if (!mayAdminister(division.agency, work.actor)) throw new Refused('not-allowed', 'division')
  return division.agency
}

/** @throws Refused not-found | not-allowed | already-there name */
export async function editDivision(work: Work, id: string, { name, symbol }: Named): Promise<void> {
  const agency = await tended(work, id)
  if (await divisionNameTaken(work.tx, agency, name, id)) throw new Refused('already-there', 'name')
  await updateDivision(work.tx, id, { name, symbol })
  await note(work, 'division.edit', id)
}

/** Ends a division with today; its people must have moved before. @throws Refused not-found | not-allowed | in-use division */
export async function endDivision(work: Work, id: string): Promise<void> {
  await tended(work, id)
  if (await divisionHasPeople(work.tx, id)) throw new Refused('in-use', 'division')
  await setDivisionEnd(work.tx, id)
  await note(work, 'division.end', id)
}
