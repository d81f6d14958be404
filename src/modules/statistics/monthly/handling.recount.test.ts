import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type Province, province } from '../exchange/exchange.testing.ts'
import { foldAll } from '../exchange/fold.ts'
import { mismatches } from '../exchange/report.sql.ts'
import { foldHandling, handlingIn } from './handling.sql.ts'
import { type Handling, handlingNames, handlingSum, noHandling } from './handling.ts'

let database: TestDatabase
let land: Province
let observer: Actor
let book = ''
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  observer = await land.actor(land.agencies.health, 'ictDepartment')
  const rows = await land.query(`insert into documents.book (agency, direction, name) values ($1, 'IN', 'Sổ đến') returning id`, [
    land.agencies.health,
  ])
  book = String(rows[0]?.id)
})
afterAll(async () => {
  await land.close()
  await database.close()
})

type Fact = Record<string, string | number | boolean | null>
const issuedSql = `select o.id, o.state, o.source, o.signed_by, o.sealed_at is not null as sealed, o.numbered,
    r.numbered as version_of, array_agg(case when d.state = 'RECALLED' then '-' when d.electronic and d.state not in ('WAITING', 'FAILED')
      then 'E' when d.paper_copies > 0 then 'P' else '-' end) as gone
  from documents.outgoing o join documents.delivery d on d.outgoing = o.id left join documents.outgoing r on r.id = o.replaces
  where extract(year from o.issued_at at time zone 'Asia/Ho_Chi_Minh') = $1 group by o.id, r.numbered`
const receivedSql = `select i.id, i.state, i.electronic, i.purpose, o.signed_by as answer, i.answered_by is not null as answered,
    exists (select from documents.assignment a where a.incoming = i.id and a.role = 'LEAD' and a.state <> 'HANDED_BACK') as led
  from documents.incoming i left join documents.outgoing o on o.id = i.answered_by
  where extract(year from i.arrival_date) = $1`

/** The sheet of one issued document, from its facts, without the help of the database's sums. */
function issued(fact: Fact): Handling {
  const gone = (fact.gone as unknown as string[]).filter((one) => one !== '-')
  const live = fact.state !== 'RECALLED' && !(fact.numbered === false && fact.version_of === false)
  if (!live) return noHandling()
  const person = fact.signed_by === 'digital'
  const facts = {
    created: fact.source !== 'HAND',
    walked: person,
    went: gone.length > 0 && gone.every((one) => one === 'E'),
    signed: person && (fact.sealed === true || fact.numbered === false),
  }
  const whole = Object.values(facts).every(Boolean)
  const flags = { issued: true, ...facts, signed_person: person, signed_agency: fact.sealed === true, whole }
  return { ...noHandling(), ...Object.fromEntries(Object.entries(flags).map(([key, yes]) => [key, Number(yes)])) }
}

function received(fact: Fact): Handling {
  const state = String(fact.state)
  if (['VOIDED', 'REFUSED', 'RECALLED'].includes(state)) return noHandling()
  const given = ['ASSIGNED', 'IN_PROGRESS', 'FINISHED'].includes(state)
  const due = given || (state !== 'NOTED' && fact.purpose !== 'INFORMATION')
  const processed = state === 'FINISHED' && fact.led === true && (fact.answered === false || fact.answer === 'digital')
  const flags = {
    received: true,
    received_e: fact.electronic === true,
    received_p: fact.electronic !== true,
    to_process: due,
    processed,
  }
  return { ...noHandling(), ...Object.fromEntries(Object.entries(flags).map(([key, yes]) => [key, Number(yes)])) }
}

async function counted(year: number): Promise<Handling> {
  const [out, into] = [await land.query(issuedSql, [year]), await land.query(receivedSql, [year])]
  return handlingSum([...out.map((row) => issued(row as Fact)), ...into.map((row) => received(row as Fact))])
}

const shown = (sheet: Handling) => Object.fromEntries(handlingNames.map((name) => [name, sheet[name]]))
const reported = async (from: string, to: string, at: Date | null = null): Promise<Handling> =>
  handlingSum(await land.desk(observer).work((work) => handlingIn(work, { from, to }, at)))

const step = fc.record({
  act: fc.constantFrom(
    ...(['release', 'release', 'schedule', 'version', 'recall', 'recall document', 'paper', 'fail', 'fold'] as const),
    ...(['register', 'register', 'entry', 'lead', 'note', 'finish', 'answer', 'void', 'refuse'] as const),
  ),
  mode: fc.constantFrom('ELECTRONIC', 'ELECTRONIC', 'HYBRID', 'PAPER'),
  purpose: fc.constantFrom('FOR_HANDLING', 'INFORMATION'),
  byHand: fc.boolean(),
  pick: fc.nat(10_000),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
type Year = { year: number; now: number; sent: string[]; schedules: string[]; number: number }

const at = ({ now }: Year) => new Date(now).toISOString()
const one = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % Math.max(1, items.length)]

async function sending(world: Year, { act, mode, purpose, byHand, pick }: Step) {
  const { finance, health, commune } = land.agencies
  if (act === 'release') {
    const sends = [{ to: health, mode, purpose }, { to: commune }]
    world.sent.push(await land.release(finance, sends, at(world), { byHand }))
    return
  }
  const replaces = act === 'version' ? one(world.schedules, pick) : undefined
  const sends = [{ scope: 'INTERNAL' as const, to: land.divisions[finance] ?? '' }]
  world.schedules.push(await land.release(finance, sends, at(world), { numbered: false, ...(replaces ? { replaces } : {}) }))
}

async function changing(world: Year, { act, pick }: Step) {
  const document = one([...world.sent, ...world.schedules], pick)
  if (!document) return
  if (act === 'recall document') return land.move('outgoing', document, 'RECALLED', at(world))
  const delivery = one(await land.deliveries(document), pick) ?? ''
  if (act === 'paper') return land.addPaper(land.agencies.finance, delivery, 1, at(world))
  return land.move('delivery', delivery, act === 'recall' ? 'RECALLED' : 'FAILED', at(world))
}

const entrySql = `insert into documents.incoming (agency, state, issuing_agency, kind, subject, subject_folded, electronic, paper, purpose,
    arrived_at, book, year, arrival_number, arrival_date)
  values ($1, 'REGISTERED', 'Bộ', 'CV', 'Thử', 'thu', false, true, $2, $3::timestamptz, $4, $5, $6, $3::timestamptz::date)`

async function receiving(world: Year, { act, purpose, pick }: Step) {
  const { health } = land.agencies
  world.number += 1
  if (act === 'entry') return land.query(entrySql, [health, purpose, at(world), book, world.year, world.number])
  const here = (states: string[]) =>
    land.query(
      `select id from documents.incoming where agency = $1 and state = any ($2)
      and extract(year from arrived_at at time zone 'Asia/Ho_Chi_Minh') = $3 order by id`,
      [health, states, world.year],
    )
  const from = { register: ['ARRIVED'], lead: ['REGISTERED'], note: ['REGISTERED'], void: ['REGISTERED'], refuse: ['REGISTERED'] }
  const found = one(await here(from[act as 'lead'] ?? ['ASSIGNED', 'REGISTERED']), pick)
  if (!found) return
  const set = (change: string, values: unknown[] = []) =>
    land.query(`update documents.incoming set ${change} where id = $1`, [found.id, ...values])
  if (act === 'register') {
    const change = `state = 'REGISTERED', book = $2, year = $3, arrival_number = $4, arrival_date = $5::timestamptz::date`
    return set(change, [book, world.year, world.number, at(world)])
  }
  if (act === 'lead') {
    await land.query(
      `insert into documents.assignment (incoming, agency, role, post, given_by) values ($1, $2, 'LEAD', $3, $3)`,
      [found.id, health, observer.post],
    )
    return set(`state = 'ASSIGNED'`)
  }
  if (act === 'answer') return set(`state = 'FINISHED', answered_by = $2`, [one(world.sent, pick) ?? null])
  return set(`state = '${{ note: 'NOTED', void: 'VOIDED', refuse: 'REFUSED', finish: 'FINISHED' }[act as 'note']}'`)
}

async function play(world: Year, one: Step) {
  world.now = Math.min(world.now + ((one.pick % 9) + 1) * 86_400_000, Date.parse(`${world.year}-12-30T00:00:00Z`))
  if (one.act === 'fold') return land.desk(observer).work((work) => foldHandling(work, 1 + (one.pick % 4)))
  if (['release', 'schedule', 'version'].includes(one.act)) return sending(world, one)
  return ['recall', 'recall document', 'paper', 'fail'].includes(one.act) ? changing(world, one) : receiving(world, one)
}

// Chance may leave a measure out: this course meets every one.
const met: Step[] = (['release', 'register', 'lead', 'finish', 'entry'] as const).map((act) => ({
  ...{ act, mode: 'ELECTRONIC', purpose: 'FOR_HANDLING', byHand: false, pick: 0 },
}))

let run = 2001
let seen = noHandling()
test('random traffic: what was received, handled and signed is the recount at every moment, folded or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      run += 1
      const world: Year = { year: run, now: Date.parse(`${run}-01-02T08:00:00+07:00`), sent: [], schedules: [], number: 0 }
      for (const one of steps) await play(world, one)
      const expected = await counted(run)
      expect(shown(await reported(`${run}-01-01`, `${run}-12-31`))).toEqual(shown(expected))
      expect(shown(await reported(`${run}-01-01`, `${run}-12-30`))).toEqual(shown(expected))
      await foldAll((act) => land.desk(observer).work(act))
      expect(shown(await reported(`${run}-01-01`, `${run}-12-31`))).toEqual(shown(expected))
      expect(shown(await reported(`${run}-01-01`, `${run}-12-31`, new Date('2999-01-01')))).toEqual(shown(expected))
      expect(await land.desk(observer).work(mismatches)).toBe(0)
      seen = handlingSum([seen, expected])
    }),
    { numRuns: 16, endOnFailure: true, examples: [[met]] },
  )
  // Every measure was met, or the traffic proves nothing about it.
  for (const name of handlingNames) expect(seen[name], name).toBeGreaterThan(0)
  await land.query(`update statistics.handled set whole = 0, changed_at = now() where whole = 1`)
  expect(await land.desk(observer).work(mismatches)).toBeGreaterThan(0)
}, 300_000)
