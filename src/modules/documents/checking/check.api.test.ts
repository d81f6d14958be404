import { execFileSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCheckCode } from '#kernel/check-code.ts'
import type { Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { openKey } from '#signing'
import { apiOver, type Call } from '../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { appendIssued, askRecall, create, issue, number, seal, sendBack, sign, submit } from '../index.ts'
import { leafHash } from '../ledger/merkle.ts'
import { isConsistent, rootFromPath } from '../ledger/proof.ts'
import { mainFile } from '../outgoing/file.sql.ts'
import { RecipientForm } from '../outgoing/outgoing.forms.ts'
import { judgeNext } from './judge-issued.ts'
import { lookUp } from './look-up.ts'

let province: TestProvince
let pool: Pool
let owner: pg.Client
let dataDir: string
let call: Call
let close: () => Promise<void>
const pin = '12345678'
const comment = 'góp ý riêng không ai ngoài được biết'

beforeAll(async () => {
  province = await testProvince()
  pool = openPool(roleUrl(province.ownerUrl, 'lt_app'), 4)
  owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  dataDir = await mkdtemp(join(tmpdir(), 'lt-check-'))
  ;({ call, close } = await apiOver(province))
})
afterAll(async () => {
  await close()
  await Promise.all([pool.destroy(), owner.end()])
  await province.close()
  await rm(dataDir, { recursive: true, force: true })
})

const clerk = () => province.as('na.lethu')
type Over = Parameters<typeof draftFor>[2]

async function signed(over: Over = {}): Promise<string> {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'], over)))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  expect((await call('na.lethu', 'POST', `/outgoing/${id}/comments`, { comment })).status).toBe(200)
  await sign(province.as('an.levan'), [id], pin)
  return id
}
async function issued(over: Over = {}): Promise<string> {
  const id = await signed(over)
  expect(await issue(clerk(), [id], pin)).toEqual([{ id, refused: null }])
  return id
}
const codeOf = async (id: string): Promise<string> =>
  (await owner.query<{ code: string }>('select code from documents.check_code where outgoing = $1', [id])).rows[0]?.code ?? ''

/** The work in the background, done now. */
async function settle() {
  await appendIssued({ pool, dataDir, deskOf: province.deskOf })
  while ((await judgeNext(province.deskOf)) > 0);
}

const asked = (code: string) => call<Record<string, unknown>>(null, 'GET', `/public/checks/${code}`)

test('who has the code is told exactly these things of an issued document, and nothing else', async () => {
  const id = await issued({ subject: 'công bố dự toán', dueOn: '2099-12-31', urgency: 'URGENT' })
  await settle()
  const code = await codeOf(id)
  const { status, body } = await asked(code)
  expect(status).toBe(200)
  expect(body).toEqual({
    code,
    outcome: 'genuine',
    kind: 'Công văn',
    symbol: expect.stringMatching(/^\d{2,}\/STC-/),
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    agency: 'Sở Tài chính',
    organId: 'H99.11',
    signedBy: 'digital',
    signer: 'Lê Văn An',
    position: 'Giám đốc',
    internal: false,
    subject: 'công bố dự toán',
    issuedAt: expect.any(String),
    standing: 'IN_FORCE',
    endedAt: null,
    replacedBy: null,
    verdict: { verdict: 'valid', reasons: [], at: expect.any(String) },
    files: [{ main: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), size: expect.any(Number) }],
  })
})

/** What stays inside, as words that must stand nowhere in the answer. */
test.each<[string, string | RegExp]>([
  ['the drafter', 'Nguyễn Thị Ánh'],
  ['the clerk', 'Lê Thu Na'],
  ['recipients and addressees', 'Ủy ban nhân dân tỉnh'],
  ['the text', 'Khó khăn, vướng mắc'],
  ['remarks', comment],
  ['the deadline', '2099-12-31'],
  ['urgency', 'URGENT'],
  ['names of files', '.pdf'],
  ['the reason of a recall', 'sai số liệu quý III'],
  ['identifiers of people, posts and rows', /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}/],
])('%s may not be told', async (_, word) => {
  const id = await issued({ dueOn: '2099-12-31', urgency: 'URGENT' })
  await clerk().work((work) => askRecall(work, id, { code: 'CONTENT_WRONG', remark: 'sai số liệu quý III' }))
  await settle()
  const code = await codeOf(id)
  const told = [await asked(code), await call(null, 'GET', `/public/log/proofs/${code}`)]
  expect(told.map((one) => one.status)).toEqual([200, 200])
  for (const { bytes } of told) {
    const text = bytes.toString('utf8')
    expect(typeof word === 'string' ? text.includes(word) : word.test(text)).toBe(false)
  }
})

test('the subject of an internal paper may not be told; that it is genuine is', async () => {
  const recipients = [
    RecipientForm.parse({
      recipientKind: 'PERSON',
      recipient: province.actor('yen.vuhai').post,
      recipientName: 'Vũ Hải Yến',
    }),
  ]
  const id = await issued({ internal: true, subject: 'chuyện trong nhà', recipients })
  await settle()
  const { body, bytes } = await asked(await codeOf(id))
  expect(body).toMatchObject({ outcome: 'genuine', internal: true, subject: null })
  expect(bytes.toString('utf8')).not.toContain('chuyện trong nhà')
})

test('nothing before its release: every earlier state is answered as a code that nobody has, also to its own people', async () => {
  const unknown = (await owner.query<{ code: string }>('select documents.new_check_code() as code')).rows[0]?.code ?? ''
  const answerTo = async (code: string) => {
    const { status, body } = await asked(code)
    return { status, ...body, about: null, request: null }
  }
  const nothing = await answerTo(unknown)
  expect(nothing).toMatchObject({ status: 404, code: 'not-found' })
  const id = await signed()
  const code = await codeOf(id)
  const inEveryDoor = async () => {
    expect(await answerTo(code)).toEqual(nothing)
    expect((await call(null, 'GET', `/public/log/proofs/${code}`)).status).toBe(404)
    await expect(clerk().work((work) => lookUp(work, code))).rejects.toMatchObject({ code: 'not-found' })
  }
  await inEveryDoor()
  await clerk().work((work) => number(work, id))
  await inEveryDoor()
  await seal(clerk(), await openKey(clerk(), { holder: 'agency', pin }), id)
  await inEveryDoor()
})

test('a slip of the pen is told as such, whether somebody has the code or not', async () => {
  const code = await codeOf(await issued())
  const slipped = `${code.startsWith('7') ? '8' : '7'}${code.slice(1)}`
  expect(await asked(slipped)).toMatchObject({ status: 400, body: { code: 'bad-input', about: 'code' } })
  expect(await asked('x'.repeat(60))).toMatchObject({ status: 400 })
  expect(await asked('%00')).toMatchObject({ status: 400 })
})

test('recalled, and replaced by what: the answer says so from that moment', async () => {
  const [recalled, replaced] = [await issued(), await issued()]
  await clerk().work((work) => askRecall(work, recalled, { code: 'CONTENT_WRONG', remark: 'sai' }))
  await settle()
  expect((await asked(await codeOf(recalled))).body).toMatchObject({
    outcome: 'ended',
    standing: 'RECALLED',
    endedAt: expect.any(String),
    replacedBy: null,
  })
  await issued({ replaces: replaced })
  await settle()
  const { rows } = await owner.query<{ day: string }>('select app.today()::text as day')
  expect((await asked(await codeOf(replaced))).body).toMatchObject({
    outcome: 'ended',
    standing: 'REPLACED',
    replacedBy: { symbol: expect.stringMatching(/\/STC-/), date: rows[0]?.day },
  })
})

test('the code is printed in the file that the person signs, and stays the same through a return and a new signature', async () => {
  const id = await signed()
  const code = await codeOf(id)
  const words = async () => {
    const bytes = await clerk().work(async (work) => province.vault.files.bytes(work.tx, await mainFile(work.tx, id, 'SIGNED')))
    const path = join(dataDir, 'signed.pdf')
    await writeFile(path, bytes)
    return execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })
  }
  const grouped = `${code.slice(0, 5)}-${code.slice(5, 10)}-${code.slice(10)}`
  expect(await words()).toContain(grouped)
  await clerk().work((work) => sendBack(work, id, { reason: 'sai thể thức', code: null }))
  const drafter = province.as('anh.nguyenthi')
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect(await codeOf(id)).toBe(code)
  expect(await words()).toContain(grouped)
})

test('codes of the database are read by the program, every one its own', async () => {
  const { rows } = await owner.query<{ code: string }>('select documents.new_check_code() as code from generate_series(1, 2000)')
  expect(rows.filter(({ code }) => readCheckCode(code) !== code)).toEqual([])
  expect(new Set(rows.map(({ code }) => code)).size).toBe(2000)
  await expect(owner.query(`update documents.check_code set code = '000000000000001' where true`)).rejects.toMatchObject({
    code: '23514',
  })
})

type Head = { size: number; root: string; at: string; key: string; signature: string }
const holds = ({ size, root, at, key, signature }: Head) =>
  verify(
    null,
    Buffer.from(`lienthong log v1\n${size}\n${root}\n${at}\n`),
    createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'hex')]),
      format: 'der',
      type: 'spki',
    }),
    Buffer.from(signature, 'base64'),
  )
const bytesOf = (path: readonly string[]) => path.map((one) => Buffer.from(one, 'hex'))

test('a stranger proves with what was handed out that the document stands in the log, and that the log only grew', async () => {
  const before = (await call<Head>(null, 'GET', '/public/log/head')).body
  const id = await issued()
  await settle()
  const code = await codeOf(id)
  const proof = (
    await call<{ leaf: string; hash: string; index: number; head: Head; path: string[] }>(
      null,
      'GET',
      `/public/log/proofs/${code}`,
    )
  ).body
  expect(JSON.parse(proof.leaf)).toMatchObject({ code, agency: 'H99.11', files: [expect.any(String)] })
  expect(leafHash(proof.leaf).toString('hex')).toBe(proof.hash)
  expect(holds(proof.head)).toBe(true)
  const at = { index: proof.index, size: proof.head.size }
  expect(rootFromPath(leafHash(proof.leaf), at, bytesOf(proof.path))?.toString('hex')).toBe(proof.head.root)
  expect(rootFromPath(leafHash(`${proof.leaf} `), at, bytesOf(proof.path))?.toString('hex')).not.toBe(proof.head.root)
  const grown = (
    await call<{ first: Head; second: Head; path: string[] }>(
      null,
      'GET',
      `/public/log/consistency?first=${before.size}&second=${proof.head.size}`,
    )
  ).body
  expect([holds(grown.first), holds(grown.second), grown.first.root]).toEqual([true, true, before.root])
  const tree = (head: Head) => ({ size: head.size, root: Buffer.from(head.root, 'hex') })
  expect(isConsistent(tree(grown.first), tree(grown.second), bytesOf(grown.path))).toBe(true)
  const byHash = await call<{ index: number }>(null, 'GET', `/public/log/inclusion?hash=${proof.hash}`)
  expect(byHash.body.index).toBe(proof.index)
  // Hashes that are no leaf's, sizes at which nothing was signed: nothing is told of either.
  expect((await call(null, 'GET', `/public/log/inclusion?hash=${'0'.repeat(64)}`)).status).toBe(404)
  expect((await call(null, 'GET', '/public/log/consistency?first=1&second=999999')).status).toBe(404)
})

test('the role of the public page may not read what it must not tell, nor anything before its release', async () => {
  const id = await signed()
  await owner.query('begin; set local role lt_public')
  const seen = await owner.query('select id from documents.outgoing where id = $1', [id])
  await owner.query('rollback')
  expect(seen.rows).toEqual([])
  for (const hidden of [
    'content, addressees from documents.outgoing',
    'places from documents.outgoing',
    'drafter from documents.outgoing',
    'recall_reason from documents.outgoing',
    'due_on, urgency from documents.outgoing',
    'name from documents.outgoing_file',
    'reason from documents.outgoing_history',
    '* from documents.outgoing_recipient',
    '* from documents.outgoing_comment',
    '* from documents.delivery',
    '* from documents.incoming',
    'signatures from documents.issued_verdict',
    '* from organisation.account',
    'email from organisation.person',
  ]) {
    await owner.query('begin; set local role lt_public')
    await expect(owner.query(`select ${hidden}`), hidden).rejects.toMatchObject({ code: '42501' })
    await owner.query('rollback')
  }
})
