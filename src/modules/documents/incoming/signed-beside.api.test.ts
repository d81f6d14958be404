import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskContext } from '#platform/http/contexts.ts'
import { typesetLetter } from '#platform/pdf/letter.testing.ts'
import { anchorsInUse, importAnchors, importList, removeAnchor } from '#signing'
import { type TestAuthority, testAuthority } from '../../signing/pdf/testing.ts'
import { apiOver, type Call, sent } from '../api.testing.ts'
import { type TestProvince, testProvince } from '../documents.testing.ts'
import { loader as pageOf } from './incoming.page.tsx'
import { judgeArrivalsAgain } from './judge-again.ts'

const sender = 'Kho bạc Nhà nước khu vực XIV'
const person = 'Trần Văn Kho'
let province: TestProvince
let call: Call
let close: () => Promise<void>
let authority: TestAuthority
let owner: pg.Client

const file = (name: string) => join(authority.folder, name)
const admin = () => province.as('bach.huynhgia')

beforeAll(async () => {
  province = await testProvince()
  ;({ call, close } = await apiOver(province))
  owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  authority = testAuthority()
  for (const name of [sender, person]) authority.issue(name)
  await admin().work(async (work) => {
    await importAnchors(work, authority.root)
    await importAnchors(work, readFileSync(file('Thử Issuing.pem')))
  })
})
afterAll(async () => {
  await Promise.all([close(), owner.end()])
  await province.close()
  authority.remove()
})

let letters = 0
let entries = 0
/** A letter that nobody else sends. */
const letter = () => {
  letters += 1
  const words = `Kính gửi quý cơ quan bản đối chiếu số ${letters}.\nTrân trọng.`
  const facts = { parentAgency: null, agency: sender, notation: 'KBNN', addressees: ['Sở Tài chính'] }
  return typesetLetter(words, facts).pdf
}

/** What openssl, which shares no code with ours, makes of a file. */
function cms(content: Uint8Array, who: readonly string[], ...options: string[]): Uint8Array {
  const signers = who.flatMap((name) => ['-signer', file(`${name}.pem`), '-inkey', file(`${name}.key`)])
  const made = ['cms', '-sign', '-binary', '-cades', '-outform', 'DER', '-certfile', file('Thử Issuing.pem')]
  return execFileSync('openssl', [...made, ...signers, ...options], { input: content, stdio: 'pipe' })
}

function xml(content: Uint8Array, who: string): Uint8Array {
  const [dsig, exclusive] = ['http://www.w3.org/2000/09/xmldsig#', 'http://www.w3.org/2001/10/xml-exc-c14n#']
  const digest = createHash('sha256').update(content).digest('base64')
  const info =
    `<ds:SignedInfo xmlns:ds="${dsig}"><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>` +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>' +
    '<ds:Reference URI="van-ban.pdf"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>' +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  const value = sign('sha256', Buffer.from(info), createPrivateKey(readFileSync(file(`${who}.key`)))).toString('base64')
  const certificates = [who, 'Thử Issuing']
    .map((name) => new X509Certificate(readFileSync(file(`${name}.pem`))).raw.toString('base64'))
    .map((der) => `<ds:X509Certificate>${der}</ds:X509Certificate>`)
    .join('')
  return Buffer.from(
    `<ds:Signature xmlns:ds="${dsig}">${info}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>${certificates}</ds:X509Data></ds:KeyInfo></ds:Signature>`,
  )
}

type Shown = {
  id: string
  code: string
  verdict: string
  files: { id: string; name: string; signature: string | null; mediaType: string }[]
  replacesPaper: { replacesPaper: boolean; reasons: string[] } | null
  history: { step: string; reason: string }[]
}
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
const entry = (files: ReturnType<typeof sent>[], over: object = {}) => ({
  ...{ kind: 'OFFICIAL_LETTER', issuingAgency: sender, codeNumber: String(entries + 900), codeNotation: 'KBNN', paper: false },
  ...{ subject: `Đối chiếu số liệu lần ${letters}`, promulgationDate: today() },
  ...over,
  files,
})
function entered(files: ReturnType<typeof sent>[], login = 'na.lethu') {
  entries += 1
  return call<Shown>(login, 'POST', '/incoming', entry(files))
}
const shown = async (id: string, login = 'na.lethu') => (await call<Shown>(login, 'GET', `/incoming/${id}`)).body

test('a file and the CMS beside it are one pair: judged together, both handed out, and to nobody else', async () => {
  const pdf = letter()
  const beside = cms(pdf, [person, sender])
  const { status, body } = await entered([sent('van-ban.pdf.p7s', beside), sent('van-ban.pdf', pdf)])
  expect(status).toBe(201)
  const doc = await shown(body.id)
  expect(doc).toMatchObject({
    verdict: 'valid',
    files: [{ name: 'van-ban.pdf', signature: 'van-ban.pdf.p7s', mediaType: 'application/pdf' }],
    replacesPaper: { replacesPaper: true, reasons: [] },
  })
  const at = `/incoming/${body.id}/files/${doc.files[0]?.id}/signature`
  expect(Buffer.compare((await call('na.lethu', 'GET', at)).bytes, Buffer.from(beside))).toBe(0)
  for (const login of ['hoa.dothi', 'kim.hoangthi']) expect((await call(login, 'GET', at)).status).toBe(404)
  expect((await entered([sent('van-ban.pdf', letter())], 'an.levan')).status).toBe(403)
})

test('a file wrapped in its CMS comes out of it; an XML signature lies beside its file', async () => {
  const [wrapped, pdf] = [letter(), letter()]
  const inside = cms(wrapped, [person, sender], '-nodetach')
  const { body } = await entered([sent('cong-van.pdf.p7m', inside)])
  expect(await shown(body.id)).toMatchObject({
    verdict: 'valid',
    files: [{ name: 'cong-van.pdf', mediaType: 'application/pdf', signature: 'cong-van.pdf.p7m' }],
  })
  const other = await entered([sent('cong-van.pdf', pdf), sent('cong-van.xml', xml(pdf, sender))])
  expect(await shown(other.body.id)).toMatchObject({
    verdict: 'valid',
    replacesPaper: { replacesPaper: false, reasons: ['no-person', 'no-time'] },
  })
})

test('the signature of another file is told; one that comes alone, or a second one, is refused with what to do', async () => {
  const [pdf, other] = [letter(), letter()]
  const mixed = await entered([sent('a.pdf', pdf), sent('a.p7s', cms(other, [person, sender]))])
  expect(await shown(mixed.body.id)).toMatchObject({ verdict: 'invalid', replacesPaper: { reasons: ['not-valid'] } })
  const beside = cms(other, [sender])
  expect(await entered([sent('a.pdf.p7s', beside)])).toMatchObject({ status: 409, body: { code: 'signature-alone' } })
  const twice = [sent('b.pdf', other), sent('b.pdf.p7s', beside), sent('c.p7s', beside)]
  expect(await entered(twice)).toMatchObject({ status: 409, body: { code: 'signature-alone' } })
  const torn = sent('b.pdf.p7s', beside.subarray(0, 200))
  expect(await entered([sent('b.pdf', other), torn])).toMatchObject({ body: { code: 'unreadable-file' } })
})

test('a signature that comes later is put beside the file that waits, by the clerk alone, and never in the place of another', async () => {
  const pdf = letter()
  const { body } = await entered([sent('den-sau.pdf', pdf)])
  expect(await shown(body.id)).toMatchObject({ verdict: 'indeterminate', files: [{ signature: null }] })
  const put = (login: string, name: string) =>
    call<Shown>(login, 'PUT', `/incoming/${body.id}`, entry([sent(name, cms(pdf, [person, sender]))]))
  expect((await put('an.levan', 'den-sau.pdf.p7s')).status).toBe(403)
  expect((await put('hoa.dothi', 'den-sau.pdf.p7s')).status).toBe(404)
  expect((await put('na.lethu', 'den-sau.pdf.p7s')).status).toBe(200)
  expect(await shown(body.id)).toMatchObject({ verdict: 'valid', files: [{ signature: 'den-sau.pdf.p7s' }] })
  expect(await put('na.lethu', 'lan-hai.pdf.p7s')).toMatchObject({ body: { code: 'signature-alone' } })
})

/** What the page of the document says of its signatures. */
async function linesOf(id: string) {
  const context = new RouterContextProvider()
  context.set(deskContext, province.as('na.lethu'))
  const request = new Request(`http://localhost/van-ban/den/${id}`)
  const args = { context, params: { id }, request, url: new URL(request.url), pattern: '/van-ban/den/:id' }
  const { verdict } = await pageOf(args as Parameters<typeof pageOf>[0])
  return { about: verdict?.about ?? '', paper: verdict?.paper ?? '', lines: verdict?.lines ?? [] }
}
const settled = async () => {
  while ((await judgeArrivalsAgain(province.deskOf)) > 0);
}
const kept = async (id: string) =>
  (
    await owner.query<{ verdict: string }>(
      `select v.verdict from documents.file_verdict v join documents.incoming_file f on f.sha256 = v.sha256
       and coalesce(f.signature_sha256, '') = v.beside where f.incoming = $1 order by v.judged_at`,
      [id],
    )
  ).rows.map(({ verdict }) => verdict)

test('what becomes known of revocation and trust later is judged again, step by step; what was said before stays', async () => {
  const pdf = letter()
  const { body } = await entered([sent('thu-hoi.pdf', pdf), sent('thu-hoi.pdf.p7s', cms(pdf, [person, sender]))])
  const second = () => Math.floor(Date.now() / 1000)
  const signed = second()
  expect((await shown(body.id)).verdict).toBe('valid')
  await settled()
  await shown(body.id)
  expect(await kept(body.id)).toEqual(['valid'])

  // Both times are whole seconds: whoever signs in the second of the revocation says that it came after.
  await expect.poll(second).toBeGreaterThan(signed)
  const [, list = new Uint8Array()] = authority.revoke(person)
  await expect(province.as('na.lethu').work((work) => importList(work, list))).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await admin().work((work) => importList(work, list))).toBe(true)
  expect(await admin().work((work) => importList(work, list))).toBe(false)
  const importing = (bytes: Uint8Array) => admin().work((work) => importList(work, bytes))
  await expect(importing(list.subarray(0, 90))).rejects.toMatchObject({ code: 'unreadable-list' })
  await settled()
  const { rows } = await owner.query('select verdict, verdict_reasons, replaces_paper from documents.incoming where id = $1', [
    body.id,
  ])
  expect(rows).toEqual([{ verdict: 'indeterminate', verdict_reasons: ['revoked-without-proof'], replaces_paper: false }])
  const again = await shown(body.id)
  expect(again.history.filter(({ step }) => step === 'judgeAgain')).toEqual([
    expect.objectContaining({ reason: expect.stringMatching(/^từ hợp lệ thành chưa xác định: chứng thư đã bị thu hồi/) }),
  ])
  expect(await kept(body.id)).toEqual(['valid', 'indeterminate'])
  const { about, paper, lines } = await linesOf(body.id)
  expect(about).toMatch(/Đã kiểm lại \d\d\/\d\d\/\d{4} \d\d:\d\d: chưa xác định \(chứng thư đã bị thu hồi/)
  expect(paper).toBe('Chưa thay được bản giấy: chưa xác định được mọi chữ ký.')
  expect(lines.filter((line) => line.startsWith('Kiểm tra lần đầu'))).toHaveLength(1)

  for (const one of await admin().work(({ tx }) => anchorsInUse(tx)))
    if (one.subject.startsWith('Thử')) await admin().work((work) => removeAnchor(work, one.id))
  await settled()
  await expect(importing(list)).rejects.toMatchObject({ code: 'foreign-list' })
  expect((await shown(body.id)).history.filter(({ step }) => step === 'judgeAgain')).toHaveLength(1)
  expect(await kept(body.id)).toEqual(['valid', 'indeterminate', 'indeterminate'])
})
