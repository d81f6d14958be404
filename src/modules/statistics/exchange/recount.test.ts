import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { type Channel, type CountedDocument, type DeliveryFacts, measure, type Purpose } from './definition.ts'
import { type Province, province, type Send } from './exchange.testing.ts'
import { type Measures, measureNames, type Scope, scopes } from './measures.ts'
import { type AgencyFigures, figuresOf, foldSome, mismatches } from './report.sql.ts'

let database: TestDatabase
let land: Province
let observer: Actor
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  observer = await land.actor(land.agencies.health, 'ictDepartment')
})
afterAll(async () => {
  await land.close()
  await database.close()
})

type Fact = {
  outgoing: string
  agency: string
  numbered: boolean
  replaces: string | null
  document_state: string
  scope: Scope
  sub_scope: Scope | null
  state: string
  electronic: boolean
  electronic_complete: boolean
  paper_copies: number
  channel: Channel | null
  purpose: Purpose
  day: string
}
const factSql = `select d.outgoing, d.agency, o.numbered, o.replaces, o.state as document_state, d.scope, d.sub_scope, d.state, d.electronic,
    d.electronic_complete, d.paper_copies, d.channel, d.purpose,
    to_char(d.sent_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day
  from documents.delivery d join documents.outgoing o on o.id = d.outgoing
  where extract(year from d.sent_at at time zone 'Asia/Ho_Chi_Minh') = $1`

function factsOf(fact: Fact): DeliveryFacts {
  const lives = fact.document_state !== 'RECALLED' && fact.state !== 'RECALLED'
  const electronic = lives && fact.electronic && fact.state !== 'WAITING' && fact.state !== 'FAILED'
  const outcome = lives && (fact.state === 'FAILED' || fact.state === 'REFUSED') ? fact.state : null
  return {
    electronic,
    electronicComplete: electronic && fact.electronic_complete,
    paper: lives && fact.paper_copies > 0,
    paperCopies: lives ? fact.paper_copies : 0,
    channel: electronic ? fact.channel : null,
    purpose: fact.purpose,
    outcome,
  }
}

/** All figures of a year from its facts, document by document, without the help of the database's sums. */
function counted(facts: readonly Fact[]): string[] {
  const byId = new Map(facts.map((fact) => [fact.outgoing, fact]))
  const identityOf = (fact: Fact): string => {
    const before = fact.numbered || fact.replaces === null ? undefined : byId.get(fact.replaces)
    return before && !before.numbered ? identityOf(before) : fact.outgoing
  }
  const groups = Map.groupBy(
    facts.flatMap((fact) =>
      [fact.scope, 'ALL' as const, ...(fact.sub_scope ? [fact.sub_scope] : [])].map((scope) => ({ fact, scope })),
    ),
    ({ fact, scope }) => `${identityOf(fact)} ${scope}`,
  )
  const items = [...groups.values()].map((group) => {
    const month = group
      .map(({ fact }) => fact.day)
      .toSorted()[0]
      ?.slice(0, 7)
    const one: CountedDocument = {
      numbered: group.every(({ fact }) => fact.numbered),
      deliveries: group.map(({ fact }) => factsOf(fact)),
    }
    return { key: `${group[0]?.fact.agency} ${group[0]?.scope} ${month}`, one }
  })
  const cells = Map.groupBy(items, ({ key }) => key)
  return [...cells]
    .map(([key, list]) => written(key, measure(list.map(({ one }) => one))))
    .filter(something)
    .toSorted()
}

const written = (key: string, sheet: Measures) => `${key}: ${measureNames.map((name) => `${name} ${sheet[name]}`).join(', ')}`
const something = (line: string) => / [1-9]/.test(line.slice(line.indexOf(':')))

async function reported(year: number, at: Date | null): Promise<string[]> {
  const asked = { scopes, from: `${year}-01-01`, to: `${year}-12-31`, at }
  const rows = await land.desk(observer).work((work) => figuresOf(work, asked))
  return rows.map((row: AgencyFigures) => written(`${row.agency} ${row.scope} ${row.month.slice(0, 7)}`, row)).toSorted()
}

const send = fc.record({
  to: fc.constantFrom('committee', 'finance', 'health', 'justice', 'commune', 'ministry'),
  scope: fc.constantFrom('BETWEEN', 'BETWEEN', 'BETWEEN', 'INTERNAL', 'EXTERNAL'),
  mode: fc.constantFrom('ELECTRONIC', 'ELECTRONIC', 'HYBRID', 'PAPER'),
  copies: fc.integer({ min: 1, max: 4 }),
  channel: fc.constantFrom('EOFFICE', 'EMAIL', 'PORTAL', 'SPECIALISED'),
  purpose: fc.constantFrom('FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS'),
})
const step = fc.record({
  act: fc.constantFrom(
    ...(['release', 'release', 'release', 'schedule', 'version', 'paper', 'paper', 'recall', 'recall document'] as const),
    ...(['refuse', 'fail', 'arrive', 'tree', 'fold', 'fold all'] as const),
  ),
  from: fc.constantFrom('finance', 'health', 'commune'),
  sends: fc.array(send, { minLength: 1, maxLength: 4 }),
  onPaper: fc.boolean(),
  pick: fc.nat(10_000),
  /** Hours until the next step: within a day, over nights, over months. */
  wait: fc.constantFrom(0, 1, 5, 14, 30, 24 * 17),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** One year of traffic: what was sent, and the instant now. */
type Year = { year: number; documents: string[]; schedules: string[]; now: number }
const yearOf = (year: number): Year => ({ year, documents: [], schedules: [], now: Date.parse(`${year}-01-02T08:00:00+07:00`) })
const at = ({ now }: Year) => new Date(now).toISOString()

function sendsOf(one: Step, from: string, internal: boolean): Send[] {
  const division = land.divisions[from] ?? ''
  return one.sends.map((send): Send => {
    const scope = internal ? 'INTERNAL' : (send.scope as 'BETWEEN')
    return { ...(send as Send), scope, to: scope === 'INTERNAL' ? division : land.agencies[send.to as 'health'] }
  })
}

async function release(year: Year, one: Step) {
  const from = land.agencies[one.from as 'finance']
  if (one.act === 'release') {
    year.documents.push(await land.release(from, sendsOf(one, from, false), at(year), { onPaper: one.onPaper }))
    return
  }
  const replaced = one.act === 'version' ? year.schedules[one.pick % Math.max(1, year.schedules.length)] : undefined
  const issuer = replaced
    ? String((await land.query('select agency from documents.outgoing where id = $1', [replaced]))[0]?.agency)
    : from
  const paper = { numbered: false, ...(replaced ? { replaces: replaced } : {}) }
  year.schedules.push(await land.release(issuer, sendsOf(one, issuer, true), at(year), paper))
  if (replaced) await land.move('outgoing', replaced, 'REPLACED', at(year))
}

async function change(year: Year, one: Step) {
  const all = [...year.documents, ...year.schedules]
  const document = all[one.pick % Math.max(1, all.length)]
  if (!document) return
  if (one.act === 'recall document') return land.move('outgoing', document, 'RECALLED', at(year))
  const deliveries = await land.deliveries(document)
  const delivery = deliveries[one.pick % deliveries.length] ?? ''
  const issuer = String((await land.query('select agency from documents.outgoing where id = $1', [document]))[0]?.agency)
  if (one.act === 'paper') return land.addPaper(issuer, delivery, 1 + (one.pick % 3), at(year))
  const state = { recall: 'RECALLED', refuse: 'REFUSED', fail: 'FAILED', arrive: 'ARRIVED' }[one.act as 'recall']
  return land.move('delivery', delivery, state, at(year))
}

async function act(year: Year, one: Step) {
  year.now = Math.min(year.now + one.wait * 3_600_000 + 1000, Date.parse(`${year.year}-12-30T00:00:00Z`) + one.pick)
  if (one.act === 'release' || one.act === 'schedule' || one.act === 'version') return release(year, one)
  if (one.act === 'fold' || one.act === 'fold all') {
    return land.desk(observer).work((work) => foldSome(work, one.act === 'fold' ? 1 + (one.pick % 5) : 100_000))
  }
  if (one.act !== 'tree') return change(year, one)
  const sql = `update organisation.agency set parent = case when parent = $1 then $2 else $1 end, level = 'COMMUNE', name = name || '.'
    where id = $3`
  return land.query(sql, [land.agencies.committee, land.agencies.justice, land.agencies.commune])
}

let run = 2001
let compared = 0
test('random traffic: at every moment the report is the recount, in every scope, folded or not, now and looking back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      run += 1
      const year = yearOf(run)
      const known: { at: Date; figures: string[] }[] = []
      for (const one of steps) {
        await act(year, one)
        const figures = counted((await land.query(factSql, [run])) as Fact[])
        known.push({ at: new Date(year.now), figures })
        expect(await reported(run, null)).toEqual(figures)
      }
      const looks = known.filter((one, place) => one.at < (known[place + 1]?.at ?? new Date('9999-01-01')))
      for (const { at, figures } of looks) expect(await reported(run, at)).toEqual(figures)
      await land.desk(observer).work((work) => foldSome(work, 100_000))
      for (const { at, figures } of looks) expect(await reported(run, new Date(at.getTime() + 999))).toEqual(figures)
      expect(await land.desk(observer).work(mismatches)).toBe(0)
      compared += looks.reduce((sum, { figures }) => sum + figures.length, 0)
    }),
    { numRuns: 25 },
  )
  expect(compared).toBeGreaterThan(200)
}, 300_000)
