import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boxCounts } from '#documents'
import type { Actor } from '#kernel/actor.ts'
import { sealAudit } from '#platform/audit/seal.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool, openPreparedPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { mismatchesIn } from '#statistics'
import { seed } from './seed.ts'
import { textOf } from './sources.ts'

let database: TestDatabase
let pool: Pool
let client: pg.Client
let folder: string
const told: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'lt-demo-'))
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const seeding = openPreparedPool(roleUrl(database.ownerUrl, 'lt_seed'))
  const vault = { files: openFiles(folder), keySecret: new Uint8Array(32).fill(7) }
  await seed({ pool: seeding, vault, tell: (sentence) => told.push(sentence), scale: 0.02 })
  await seeding.destroy()
}, 300_000)
afterAll(async () => {
  await Promise.all([pool.destroy(), client.end()])
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => (await client.query(text, values)).rows as Row[]

async function actorOf(login: string): Promise<Actor> {
  const [row] = await rows<Omit<Actor, 'agencies' | 'onBehalfOf'>>(
    `select p.id as person, p.full_name as name, o.id as post, o.position, o.agency, o.division, o.roles
     from organisation.account c join organisation.person p on p.id = c.person join organisation.post o on o.person = p.id
     where c.login = $1 order by o.id limit 1`,
    [login],
  )
  if (!row) throw new Error(`no ${login}`)
  return { ...row, agencies: [row.agency], onBehalfOf: null }
}

test('the figures equal their recount', async () => {
  const watcher = await actorOf('bach.huynhgia')
  expect(await openDesk(pool, watcher).work(({ tx }) => mismatchesIn(tx))).toBe(0)
})

test('whatever went out under a digital signature bears the instant of its seal, as the monthly figures count it', async () => {
  const [issued] = await rows<{ all: number; sealed: number }>(
    `select count(*)::int as all, count(sealed_at)::int as sealed from documents.outgoing
     where issued_at is not null and numbered and signed_by = 'digital'`,
  )
  expect(issued?.all).toBeGreaterThan(5)
  expect(issued?.sealed).toBe(issued?.all)
})

test('the chain of the audit is whole', async () => {
  const key = generateKeyPairSync('ed25519').privateKey
  while ((await sealAudit(pool, key)) > 0);
  expect(await verifyAudit(pool, key)).toMatchObject({ whole: true, unsealed: { rows: 0 } })
}, 120_000)

test('along a book numbers have no gap and dates never fall, and nothing happens after now', async () => {
  const falls = await rows(`select 1 from documents.number a join documents.number b
    on b.book = a.book and b.year = a.year and b.number = a.number + 1 where b.given_on < a.given_on`)
  expect(falls).toEqual([])
  const future = await rows(`select verb, at from platform.audit where at > clock_timestamp() limit 3`)
  expect(future).toEqual([])
})

test('whoever is met first finds work in every box', async () => {
  const found = async (login: string) => {
    const actor = await actorOf(login)
    const counts = await openDesk(pool, actor).work(boxCounts)
    return Object.entries(counts).flatMap(([box, count]) => (count > 0 ? [box] : []))
  }
  expect(await found('na.lethu')).toEqual(expect.arrayContaining(['toReceive', 'toRegister', 'toIssue', 'sendFaults']))
  expect(await found('an.levan')).toEqual(expect.arrayContaining(['toSign', 'toDirect']))
  expect(await found('yen.vuhai')).toEqual(expect.arrayContaining(['toSort', 'toReview']))
  expect(await found('toan.phamduc')).toEqual(expect.arrayContaining(['toAssign', 'toReview']))
  expect(await found('anh.nguyenthi')).toEqual(expect.arrayContaining(['toDo', 'returned', 'drafts']))
  expect(await found('thinh.ngohuu')).toEqual(expect.arrayContaining(['toSign', 'toDirect']))
  expect(await found('minh.tranquang')).toEqual(expect.arrayContaining(['toSign', 'toDirect']))
  expect(await found('hoa.dothi')).toEqual(expect.arrayContaining(['toIssue', 'toReceive']))
  expect(await found('hang.vothu')).toEqual(expect.arrayContaining(['toSort', 'toReview']))
  expect(await found('son.caoxuan')).toEqual(expect.arrayContaining(['toAssign', 'toReview']))
  expect(await found('kim.hoangthi')).toEqual(expect.arrayContaining(['toReceive', 'recallAsked']))
  expect(await found('tuan.dovan')).toEqual(expect.arrayContaining(['toSign']))
})

test('every turn of a document is met: recalled, replaced, by hand, uploaded, with files, failed, paper later, side by side', async () => {
  const states = await rows<{ state: string }>('select distinct state from documents.outgoing')
  expect(states.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['RECALLED', 'RECALL_REQUESTED', 'REPLACED', 'RETURNED']),
  )
  const answers = await rows<{ answer: string }>(
    `select distinct recall_answer as answer from documents.incoming where recall_answer is not null order by 1`,
  )
  expect(answers.map(({ answer }) => answer)).toEqual(['15', '16'])
  const [facts] = await rows<Record<string, number>>(`select
    (select count(*)::int from documents.outgoing where source = 'HAND' and state = 'ISSUED') as "byHand",
    (select count(*)::int from documents.outgoing where source = 'UPLOAD' and state = 'ISSUED') as uploaded,
    (select count(*)::int from documents.outgoing_file where role = 'ATTACHMENT') as attached,
    (select count(*)::int from documents.delivery where state = 'FAILED' and not paper) as failed,
    (select count(*)::int from documents.delivery where state = 'REFUSED') as refused`)
  for (const [what, count] of Object.entries(facts ?? {})) expect([what, count > 0]).toEqual([what, true])
  const late = await rows(`select 1 from documents.incoming
    where state in ('ARRIVED', 'REGISTERED', 'TO_DIRECT', 'ASSIGNED', 'IN_PROGRESS') and due_on < current_date`)
  expect(late.length).toBeLessThan(40)
})

test('the chairman is away: his deputy signs for him today, and nobody was told behind his back', async () => {
  const away = await rows(`select f.position as "from", t.position as "to", d.kind, d.reason from organisation.delegation d
    join organisation.post f on f.id = d.from_post join organisation.post t on t.id = d.to_post
    where d.effective_from <= clock_timestamp() and d.effective_to > clock_timestamp() and f.person = d.made_by`)
  expect(away).toEqual([{ from: 'Chủ tịch', to: 'Phó Chủ tịch', kind: 'FOR_HEAD', reason: 'Chủ tịch đi công tác' }])
})

test('hamlets belong to their communes, have no seal and no channel, and nothing was sent to them', async () => {
  const hamlets = await rows<Record<string, unknown>>(`select p.level as above, a.has_seal as seal, a.reachable,
      (select count(*)::int from documents.delivery d where d.recipient_agency = a.id) as sent
    from organisation.agency a join organisation.agency p on p.id = a.parent where a.level = 'HAMLET'`)
  expect(hamlets).toHaveLength(3)
  for (const one of hamlets) expect(one).toEqual({ above: 'COMMUNE', seal: false, reachable: false, sent: 0 })
})

test('the five texts came in with what they state, were answered, and bind the province by its own roadmap', async () => {
  const texts = await rows<{ symbol: string; state: string; files: number }>(`select
      concat_ws('/', nullif(i.code_number, ''), nullif(i.code_notation, '')) as symbol, i.state,
      (select count(*)::int from documents.incoming_file f where f.incoming = i.id) as files
    from documents.incoming i where i.delivery is null and i.issuing_agency like 'Ủy ban nhân dân tỉnh %' order by i.arrived_at`)
  expect(texts.map(({ symbol }) => symbol)).toEqual(['', '15/CT-UBND', '168/QĐ-UBND', '', '1486/QĐ-UBND'])
  expect(texts.map(({ files }) => files)).toEqual([1, 2, 1, 2, 1])
  expect(new Set(texts.map(({ state }) => state))).toEqual(new Set(['FINISHED']))
  const reports = await rows<{ name: string }>(
    `select name from documents.incoming_file where kind = 'PRESS_REPORT' order by name`,
  )
  expect(reports).toEqual([{ name: 'bai-bao-S1.pdf' }, { name: 'bai-bao-S3.pdf' }])
  const adopted = await rows<{ roadmap: string; basis: string }>(
    `select roadmap, legal_basis as basis from statistics.adoption where status = 'in_force' and province like '%Thanh Giang'`,
  )
  expect(adopted).toEqual([{ roadmap: 'DEMO-2026', basis: expect.stringMatching(/^Quyết định \d+\/QĐ-UBND ngày/) }])
})

test('a source text loses what its web page left in it, and nothing else', () => {
  const press = textOf({ id: 'S1', file: 'S1.txt' })
  expect(press).not.toContain('Đọc nhiều')
  expect(press).not.toContain('Thời tiết')
  expect(press).toContain('Chỉ thị số 15/CT-UBND')
})

test('a second seeding leaves everything as it is', async () => {
  const seeding = openPool(roleUrl(database.ownerUrl, 'lt_seed'))
  const count = () => rows('select count(*) from documents.outgoing')
  const before = await count()
  const vault = { files: openFiles(folder), keySecret: new Uint8Array(32).fill(7) }
  await seed({ pool: seeding, vault, tell: (sentence) => told.push(sentence) })
  await seeding.destroy()
  expect(await count()).toEqual(before)
})
