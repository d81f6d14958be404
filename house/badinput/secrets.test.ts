import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { draftFor } from '../../src/modules/documents/documents.testing.ts'
import { campaign } from './campaign.testing.ts'

const at = campaign()
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: at.province.ownerUrl })
  await owner.connect()
})
afterAll(() => owner.end())

const secret = 'Nội dung\nTỐI MẬT\nhết'
const stamp = 'TỐI MẬT'
const stamped = () => ({ name: 'a.pdf', content: Buffer.from(letterPdf(secret)).toString('base64') })
const plain = () => ({ name: 'a.pdf', content: Buffer.from(letterPdf('Nội dung')).toString('base64') })
const out = (nth: number, what = '') => `/outgoing/${at.made.ids.outgoing?.[nth]}${what}`
const come = (nth: number, what = '') => `/incoming/${at.made.ids.incoming?.at(nth)}${what}`
const work = (what: string) => `/assignments/${codes.lead}/${what}`
const draft = (over: object) => ({ ...draftFor(at.province, ['H99'], { version: 1 }), ...over })
const entry = { kind: 'OFFICIAL_LETTER', issuingAgency: 'Bộ Thử', codeNumber: '7', codeNotation: 'BT', subject: 'thử' }
const recipient = () => draftFor(at.province, ['H99']).recipients[0]

type Door = [what: string, login: string, method: string, path: () => string, body: () => unknown]

// biome-ignore format: a table
const doors: Door[] = [
  ['subject of a new draft', 'anh.nguyenthi', 'POST', () => '/outgoing', () => draft({ subject: stamp })],
  ['text', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ content: contentFrom(secret) })],
  ['text in pieces', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ content: contentFrom('a\n**TỐI** MẬT\nb') })],
  ['an addressee', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ addressees: [stamp] })],
  ['a place', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ places: [stamp] })],
  ['a recipient', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ recipients: [{ ...recipient(), recipientName: stamp }] })],
  ['a basis of paper', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ recipients: [{ ...recipient(), mode: 'PAPER', paperCopies: 1, paperBasis: stamp }] })],
  ['a document beside it', 'anh.nguyenthi', 'PUT', () => out(0), () => draft({ related: [{ kind: 'INCOMING', id: at.made.ids.incoming?.[0], title: stamp }] })],
  ['an attachment', 'anh.nguyenthi', 'POST', () => out(0, '/attachments'), stamped],
  ['an attachment’s name', 'anh.nguyenthi', 'POST', () => out(0, '/attachments'), () => ({ ...plain(), name: `${stamp}.pdf` })],
  ['a paper’s name', 'anh.nguyenthi', 'POST', () => out(0, '/paper-attachments'), () => ({ name: stamp })],
  ['an uploaded text', 'anh.nguyenthi', 'PUT', () => out(0, '/upload'), stamped],
  ['the end of a draft', 'anh.nguyenthi', 'POST', () => out(0, '/cancellation'), () => ({ reason: secret })],
  ['an approval', 'toan.phamduc', 'POST', () => out(1, '/approval'), () => ({ comment: secret })],
  ['a return', 'toan.phamduc', 'POST', () => out(1, '/return'), () => ({ reason: secret })],
  ['a comment', 'toan.phamduc', 'POST', () => out(1, '/comments'), () => ({ comment: secret })],
  ['who signed by hand', 'na.lethu', 'POST', () => out(2, '/hand-signature'), () => ({ signerName: stamp, signedOn: '2026-01-05', scan: plain() })],
  ['the scan of what was signed by hand', 'na.lethu', 'POST', () => out(2, '/hand-signature'), () => ({ signerName: 'Lê Văn An', signedOn: '2026-01-05', scan: stamped() })],
  ['an inserted number', 'na.lethu', 'POST', () => out(3, '/inserted-number'), () => ({ year: 2026, after: 1, reason: secret })],
  ['paper sent later', 'na.lethu', 'POST', () => out(4, '/paper'), () => ({ delivery: at.made.ids.delivery?.[0], copies: 1, code: codes.paper_basis, remark: secret })],
  ['a recall', 'na.lethu', 'POST', () => out(4, '/recall'), () => ({ code: codes.recall, remark: secret })],
  ['the end of an internal document', 'yen.vuhai', 'POST', () => out(5, '/finish'), () => ({ outcome: secret })],
  ['a registration', 'na.lethu', 'POST', () => '/incoming', () => ({ ...entry, subject: stamp })],
  ['its grade', 'na.lethu', 'POST', () => '/incoming', () => ({ ...entry, classification: 'Tối mật' })],
  ['its issuer', 'na.lethu', 'POST', () => '/incoming', () => ({ ...entry, issuingAgency: stamp })],
  ['its signer', 'na.lethu', 'POST', () => '/incoming', () => ({ ...entry, signerName: stamp })],
  ['why it is entered twice', 'na.lethu', 'POST', () => '/incoming', () => ({ ...entry, duplicateReason: stamp })],
  ['its scan', 'na.lethu', 'POST', () => '/incoming', () => ({ ...entry, files: [stamped()] })],
  ['a refusal', 'na.lethu', 'POST', () => come(0, '/refusal'), () => ({ code: codes.refusal, text: secret })],
  ['a voided arrival', 'na.lethu', 'POST', () => come(1, '/void'), () => ({ reason: secret })],
  ['a proposal', 'na.lethu', 'POST', () => come(1, '/proposal'), () => ({ leader: at.province.actor('an.levan').post, body: secret })],
  ['a directive', 'an.levan', 'POST', () => come(1, '/direction'), () => ({ body: secret, assignments: [{ role: 'LEAD', division: null, post: at.province.actor('toan.phamduc').post }] })],
  ['a remark', 'an.levan', 'POST', () => come(1, '/remarks'), () => ({ body: secret })],
  ['a hand-back', 'toan.phamduc', 'POST', () => work('return'), () => ({ reason: secret })],
  ['an outcome', 'toan.phamduc', 'POST', () => work('completion'), () => ({ report: secret })],
  ['a book’s name', 'na.lethu', 'POST', () => '/books', () => ({ name: stamp, kinds: [] })],
  ['why a number is held', 'na.lethu', 'POST', () => `/books/${at.made.ids.book?.[0]}/held-numbers`, () => ({ reason: secret })],
]
const codes: Record<string, string> = {}

const refusals = async () =>
  (await owner.query<{ told: string }>(`select about || detail::text as told from platform.audit where verb = 'secret.refused'`))
    .rows

test('what some doors need: codes, an internal document that went out', async () => {
  const released = await at.server.ask(at.province.actor('anh.nguyenthi'), {
    method: 'POST',
    url: `/api/v1/documents${out(5)}/release`,
  })
  expect(released.status).toBe(200)
  for (const group of ['refusal', 'recall', 'paper_basis']) {
    const { body } = await at.server.ask(at.province.actor('na.lethu'), { url: `/api/v1/documents/reasons?group=${group}` })
    codes[group] = (JSON.parse(body) as { rows: { code: string }[] }).rows[0]?.code ?? ''
  }
  const { rows } = await owner.query<{ id: string }>(
    `select id from documents.assignment where role = 'LEAD' and id = any ($1)`,
    [at.made.ids.assignment],
  )
  codes.lead = rows[0]?.id ?? ''
  expect(Object.values(codes)).not.toContain('')
})

test.each(
  doors,
)('a grade of secret at the door of %s: refused, nothing stored but a line without content', async (_, ...door) => {
  const [login, method, path, body] = door
  const before = await at.stored.now()
  const told = (await refusals()).length
  const answer = await at.callApi(at.province.actor(login), method, `/api/v1/documents${path()}`, body())
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([409, 'secret-material'])
  expect(await at.stored.now()).toEqual(before)
  const lines = await refusals()
  expect(lines.length).toBe(told + 1)
  expect(lines.map((line) => line.told).join()).not.toMatch(/mật/i)
})

const form = 'application/x-www-form-urlencoded'
// biome-ignore format: a table
const pages: [what: string, login: string, url: () => string, fields: Record<string, string>][] = [
  ['the form of a draft', 'anh.nguyenthi', () => '/van-ban/di/moi', { intent: 'save', kind: 'OFFICIAL_LETTER', subject: stamp, text: 'a' }],
  ['saving by itself', 'anh.nguyenthi', () => '/van-ban/di/tu-luu', { kind: 'OFFICIAL_LETTER', subject: stamp, text: 'a' }],
  ['a comment', 'toan.phamduc', () => `/van-ban/di/${at.made.ids.outgoing?.[1]}`, { intent: 'comment', words: secret }],
  ['a directive', 'an.levan', () => `/van-ban/den/${at.made.ids.incoming?.[1]}`, { intent: 'remark', remark: secret }],
  ['a phrase to keep', 'an.levan', () => `/van-ban/den/${at.made.ids.incoming?.[1]}`, { intent: 'keepPhrase', newPhrase: stamp }],
  ['a refusal', 'na.lethu', () => `/van-ban/den/${at.made.ids.incoming?.[0]}`, { intent: 'refuse', refusalCode: 'OTHER', refusalReason: secret }],
  ['a number held', 'na.lethu', () => `/so-van-ban/${at.made.ids.book?.[0]}`, { intent: 'reserve', reason: secret }],
  ['a new book', 'na.lethu', () => '/so-van-ban', { name: stamp, direction: 'OUT' }],
]

test.each(
  pages,
)('a grade of secret on the page of %s: refused in words, nothing stored but a line without content', async (_, ...door) => {
  const [login, url, fields] = door
  // Looking at an arrival judges its signature once; that is no content.
  await at.server.ask(at.province.actor(login), { url: url() })
  const before = await at.stored.now()
  const told = (await refusals()).length
  const body = new URLSearchParams(fields).toString()
  const answer = await at.server.ask(at.province.actor(login), { method: 'POST', url: url(), body, type: form })
  expect(answer.status).toBe(409)
  expect(answer.body).toContain('không nhận tài liệu mật')
  expect(await at.stored.now()).toEqual(before)
  expect((await refusals()).length).toBe(told + 1)
})

test('what is looked for is kept nowhere', async () => {
  const before = await at.stored.now()
  for (const url of [`/tra-cuu?q=${encodeURIComponent(stamp)}`, `/api/v1/documents/search?find=${encodeURIComponent(stamp)}`])
    expect((await at.server.ask(at.province.actor('na.lethu'), { url })).status).toBe(200)
  expect(await at.stored.now()).toEqual(before)
  const { rows } = await owner.query('select 1 from platform.audit where detail::text like $1', ['%MẬT%'])
  expect(rows).toEqual([])
})
