import type { Actor } from '#kernel/actor.ts'
import { personSortKey } from '#kernel/vietnamese.ts'
import { insertAccount, insertAgency, insertDivision, insertPerson, insertPost } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { insertSuccession } from '../src/modules/organisation/agencies/tree.sql.ts'
import type { DemoAgency, DemoPerson, DescribedProvince } from './province.ts'

/** An agency as the demonstration's acts need it: whom to ask for what. Actors are keys of `Seated.actors`. */
export type Body = {
  id: string
  described: DemoAgency
  divisions: Map<string, string>
  clerk: string | null
  chief: string | null
  head: string | null
  leaders: string[]
  /** Heads of divisions and specialists. */
  staff: string[]
}

/** `actors` by login; a second post of the same person is `login@code`. `bodies` by code. */
export type Seated = { actors: Map<string, Actor>; bodies: Map<string, Body> }

async function found({ tx }: Work, bodies: Map<string, Body>, one: DemoAgency): Promise<Body> {
  const idOf = (code: string | null) => (code ? (bodies.get(code)?.id ?? null) : null)
  const id = await insertAgency(tx, {
    parent: idOf(one.parent),
    name: one.name,
    shortName: one.short,
    symbol: one.symbol,
    organId: one.code,
    code13: null,
    level: one.level,
    kind: one.kind,
    place: 'Thanh Giang',
    hasSeal: one.sealed_by === null && one.level !== 'HAMLET',
    sealedBy: idOf(one.sealed_by),
    reachable: !one.unreachable,
    ...(one.from ? { effectiveFrom: one.from } : {}),
    effectiveTo: one.until,
  })
  const divisions = new Map<string, string>()
  for (const [symbol, name] of Object.entries(one.divisions))
    divisions.set(symbol, await insertDivision(tx, { agency: id, name, symbol }))
  return { id, described: one, divisions, clerk: null, chief: null, head: null, leaders: [], staff: [] }
}

function seat(body: Body, key: string, { roles, head }: DemoPerson): void {
  if (roles.includes('recordsClerk')) body.clerk ??= key
  if (roles.includes('chiefOfOffice')) body.chief ??= key
  if (roles.includes('agencyLeader')) body.leaders.push(key)
  if (head) body.head = key
  if (roles.includes('headOfDivision') || roles.includes('specialist')) body.staff.push(key)
}

async function seatOne(work: Work, one: DemoPerson, { actors, bodies }: Seated): Promise<void> {
  const body = bodies.get(one.at)
  if (!body) throw new Error(`unknown agency ${one.at}`)
  const known = actors.get(one.login)
  const person = known?.person ?? (await insertPerson(work.tx, { fullName: one.name, sortKey: personSortKey(one.name) }))
  const { position } = one
  const division = one.in ? (body.divisions.get(one.in) ?? null) : null
  const post = await insertPost(work.tx, { person, agency: body.id, division, position, roles: one.roles, head: one.head })
  if (!known) await insertAccount(work.tx, person, one.login, null)
  const key = known ? `${one.login}@${one.at}` : one.login
  const who = { person, name: one.name, post, position, agency: body.id, division }
  actors.set(key, { ...who, roles: one.roles, agencies: [body.id], onBehalfOf: null })
  seat(body, key, one)
}

/** Agencies, divisions, people in their posts, accounts without password (a demonstration is entered by choosing a person). */
export async function seatPeople(work: Work, { agencies, people, successions }: DescribedProvince): Promise<Seated> {
  const seated: Seated = { actors: new Map(), bodies: new Map() }
  for (const one of agencies) seated.bodies.set(one.code, await found(work, seated.bodies, one))
  for (const { from, to, kind, on } of successions) {
    const [predecessor, successor] = [seated.bodies.get(from)?.id, seated.bodies.get(to)?.id]
    if (predecessor && successor) await insertSuccession(work.tx, { predecessor, successor, kind, after: dayBefore(on) })
  }
  for (const one of people) await seatOne(work, one, seated)
  return seated
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
