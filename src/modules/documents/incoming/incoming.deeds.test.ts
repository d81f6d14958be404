import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/vietnamese.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { answerExtension, askExtension, create, direct, issue, register, sign, submit } from '../index.ts'
import { stepWords } from './course.side.tsx'
import { IncomingDeeds } from './incoming.deeds.tsx'
import { incomingPage } from './incoming.load.ts'
import { incomingList } from './list.sql.ts'

let province: TestProvince
let id: string
const pin = '12345678'
const leader = () => province.as('thinh.ngohuu')
const doer = () => province.as('duong.buitung')

beforeAll(async () => {
  province = await testProvince()
  const drafter = province.as('anh.nguyenthi')
  const draft = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, draft, { steps: [] }))
  await sign(province.as('an.levan'), [draft], pin)
  await issue(province.as('na.lethu'), [draft], pin)
  const clerk = province.as('hoa.dothi')
  id = (await clerk.work((work) => incomingList(work, {})))[0]?.id ?? ''
  await clerk.work((work) => register(work, id, { submitTo: province.actor('thinh.ngohuu').post }))
})
afterAll(() => province.close())

/** The deeds that the page offers to somebody, as they are drawn. */
async function deedsOf(desk: ReturnType<typeof leader>): Promise<string> {
  const shown = await incomingPage(desk, id)
  const typed = { values: {}, errors: {} }
  const Stub = createRoutesStub([{ path: '*', Component: () => createElement(IncomingDeeds, { shown, typed }) }])
  return renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'] }))
}

test('every step that the code or the database writes into the history of an incoming document has its words', () => {
  const root = join(import.meta.dirname, '../../../..')
  const written = (files: readonly string[], found: RegExp) =>
    files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(found)].map((hit) => hit[1] ?? ''))
  const acts = globSync('src/modules/documents/{incoming,assignments,duplicates}/*.ts', { cwd: root })
  const byCode = written(acts, /(?:remember|move)\(work,[^{]*\{ name: '(\w+)'/g)
  const inserts = written(
    globSync('db/migrations/*.sql', { cwd: root }),
    /insert into documents\.incoming_history ((?:(?!insert into|;)[\s\S])+)/g,
  )
  const byDatabase = inserts.flatMap((text) => [...text.matchAll(/'([a-z]\w+)'/g)].map((hit) => hit[1] ?? ''))
  const steps = new Set([...byCode, ...byDatabase])
  expect([...steps].filter((step) => stepWords[step] === undefined)).toEqual([])
  expect(steps.size).toBeGreaterThan(15)
})

test('whoever gave the work is offered both answers while more time is asked for, and nobody else ever', async () => {
  const today = await leader().work(async ({ clock }) => clock.today)
  const lead = { role: 'LEAD' as const, division: null, post: province.actor('duong.buitung').post }
  await leader().work((work) => direct(work, id, { body: 'Giao', dueOn: addDays(today, 2), assignments: [lead] }))
  expect(await deedsOf(leader())).not.toContain('Gia hạn')
  const assignment = (await incomingPage(leader(), id)).assignments[0]?.id ?? ''
  const asked = { until: addDays(today, 9), reason: 'Chờ số liệu', code: null }
  await doer().work((work) => askExtension(work, assignment, asked))
  expect(await deedsOf(leader())).toMatch(/Chờ số liệu.*value="refuseExtension".*value="grantExtension"/s)
  expect(await deedsOf(doer())).not.toContain('value="grantExtension"')
  const extension = (await incomingPage(leader(), id)).extensions[0]?.id ?? ''
  await leader().work((work) => answerExtension(work, extension, { granted: true, reason: '' }))
  expect(await deedsOf(leader())).not.toContain('value="grantExtension"')
})
