import type { Actor } from '#kernel/actor.ts'
import { personSortKey } from '#kernel/vietnamese.ts'
import { insertAccount, insertAgency, insertDivision, insertPerson, insertPost } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { agencies, people } from './people.ts'

export type Seated = { actors: Map<string, Actor>; agencies: Map<string, string> }

async function agenciesOf({ tx }: Work): Promise<{ ids: Map<string, string>; divisions: Map<string, string> }> {
  const ids = new Map<string, string>()
  const divisions = new Map<string, string>()
  for (const { code, parent, divisions: inside, ...agency } of agencies) {
    const id = await insertAgency(tx, {
      parent: parent ? (ids.get(parent) ?? null) : null,
      name: agency.name,
      shortName: agency.shortName,
      symbol: agency.symbol,
      organId: code,
      code13: null,
      level: agency.level,
      kind: 'STATE',
      place: 'Thanh Giang',
      hasSeal: true,
      sealedBy: null,
      reachable: agency.reachable ?? true,
    })
    ids.set(code, id)
    for (const one of inside) divisions.set(`${code}/${one.symbol}`, await insertDivision(tx, { agency: id, ...one }))
  }
  return { ids, divisions }
}

/** Agencies, divisions, people in their posts, accounts without password (a demonstration is entered by choosing a person). */
export async function seatPeople(work: Work): Promise<Seated> {
  const { ids, divisions } = await agenciesOf(work)
  const actors = new Map<string, Actor>()
  for (const one of people) {
    const agency = ids.get(one.agency)
    if (!agency) throw new Error(`unknown agency ${one.agency}`)
    const division = one.division ? (divisions.get(`${one.agency}/${one.division}`) ?? null) : null
    const person = await insertPerson(work.tx, { fullName: one.name, sortKey: personSortKey(one.name) })
    const { roles, position } = one
    const post = await insertPost(work.tx, { person, agency, division, position, roles, head: one.head ?? false })
    await insertAccount(work.tx, person, one.login, null)
    actors.set(one.login, {
      person,
      name: one.name,
      post,
      position,
      agency,
      division,
      roles,
      agencies: [agency],
      onBehalfOf: null,
    })
  }
  return { actors, agencies: ids }
}
