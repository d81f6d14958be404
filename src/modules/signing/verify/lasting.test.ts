import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signDetached } from '../pdf/cms.ts'
import { sealAppended, signatureDict } from '../pdf/embed.ts'
import { openField } from '../pdf/field.ts'
import { judgePdf } from '../pdf/judge.ts'
import { preparedLetter, type TestAuthority, testAuthority } from '../pdf/testing.ts'
import type { Signer } from '../signer.ts'
import { issueWith, ocspAnswer, withDocumentStamp, withStamp, withValidationData } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
const tenYearsOn = new Date('2036-11-20T03:00:00Z')
const soon = new Date(Date.now() + 600_000)

let authority: TestAuthority
let person: Signer
let crls: Uint8Array[]
let prepared: Uint8Array
const stampBy = (name: string) => (digest: Uint8Array) => authority.stamp(name, digest)

/** The letter, signed in its first field; `stamp` puts a token over the signature. */
async function signed(signer: Signer, stamp?: (digest: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const pdf = await PDF.load(prepared)
  const value = signatureDict({ signer, at, name: 'Ngô Hữu Thịnh' })
  openField(pdf, 'person').dict.set('V', pdf.context.register(value))
  return sealAppended(pdf, async (digest) => {
    const cms = await signDetached(digest, signer)
    return stamp ? withStamp(cms, stamp) : cms
  })
}

const judge = (file: Uint8Array, when = soon, more: { crls?: Uint8Array[]; ocsps?: Uint8Array[] } = {}) =>
  judgePdf(file, { anchors: [authority.root], at: when, ...more })

beforeAll(async () => {
  authority = testAuthority()
  person = authority.issue('Ngô Hữu Thịnh', { to: '20281231000000Z' })
  authority.issue('Dấu 2028', { usage: 'stamp', to: '20281231000000Z' })
  authority.issue('Dấu 2040', { usage: 'stamp' })
  authority.issue('Người khác')
  crls = authority.revoke('Người khác')
  prepared = await preparedLetter()
})
afterAll(() => authority.remove())

const material = () => ({
  certificates: person.chain,
  crls: [crls[0] ?? new Uint8Array()],
  ocsps: ['Ngô Hữu Thịnh', 'Dấu 2028'].map((name) => ocspAnswer(authority, name)),
})

test('the four levels are recognised, and what they prove holds ten years on only at the last', async () => {
  const basic = await signed(person)
  const stamped = await signed(person, stampBy('Dấu 2028'))
  const lasting = await withValidationData(stamped, material())
  const archived = await withDocumentStamp(lasting, 'archive1', stampBy('Dấu 2040'))
  const files = { basic, stamped, lasting, archived }
  const [now, then] = [[] as unknown[], [] as unknown[]]
  for (const file of Object.values(files)) {
    const [judged, later] = [await judge(file), await judge(file, tenYearsOn)]
    now.push([judged.verdict, judged.signatures[0]?.level, judged.signatures[0]?.timeSource])
    then.push([later.verdict, later.reasons])
  }
  expect(now).toEqual([
    ['valid', 'B-B', 'claimed'],
    ['valid', 'B-T', 'signature-timestamp'],
    ['valid', 'B-LT', 'signature-timestamp'],
    ['valid', 'B-LTA', 'signature-timestamp'],
  ])
  expect(then).toEqual([
    ['indeterminate', ['certificate-expired']],
    ['indeterminate', ['certificate-expired']],
    ['indeterminate', ['certificate-expired']],
    ['valid', []],
  ])
  const [signature, archive] = (await judge(archived, tenYearsOn)).signatures
  expect(signature).toMatchObject({ revocation: { status: 'good', source: 'ocsp' }, algorithm: 'RSA-2048-SHA256', claimedAt: at })
  expect(archive).toMatchObject({ kind: 'timestamp', timeSource: 'document-timestamp', level: null, coversWholeFile: true })
})

test('a time-stamp over another signature is broken; one of an unknown authority proves nothing', async () => {
  const wrong = await signed(person, () => authority.stamp('Dấu 2028', createHash('sha256').update('khác').digest()))
  expect(await judge(wrong)).toMatchObject({ verdict: 'indeterminate', reasons: ['timestamp-broken'] })
  const noStamper = await signed(person, (digest) => {
    const other = testAuthority('Lạ')
    other.issue('Dấu lạ', { usage: 'stamp' })
    const token = other.stamp('Dấu lạ', digest)
    other.remove()
    return token
  })
  const judged = await judge(noStamper)
  expect(judged).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B', timeSource: 'claimed' }] })
  expect(judged.signatures[0]?.notes).toContain('timestamp-untrusted')
  expect((await judge(noStamper, tenYearsOn)).verdict).toBe('indeterminate')
})

test('revoked after the proven time: still valid with the time-stamp, open without it', async () => {
  const lost = authority.issue('Mất khóa')
  const [bare, stamped] = [await signed(lost), await signed(lost, stampBy('Dấu 2028'))]
  await pause(1_100)
  const lists = authority.revoke('Mất khóa')
  expect(await judge(stamped, soon, { crls: lists })).toMatchObject({ verdict: 'valid', reasons: [] })
  expect(await judge(bare, soon, { crls: lists })).toMatchObject({ verdict: 'indeterminate', reasons: ['revoked-without-proof'] })
  const answers = [ocspAnswer(authority, 'Mất khóa')]
  const answered = await judge(bare, soon, { ocsps: answers })
  expect(answered).toMatchObject({ reasons: ['revoked-without-proof'], signatures: [{ revocation: { source: 'ocsp' } }] })
  const late = await signed(lost, stampBy('Dấu 2028'))
  expect((await judge(late, soon, { crls: lists })).verdict).toBe('indeterminate')
})

test('an answer is heard from the issuer or whom it named for that, from nobody else', async () => {
  const file = await signed(person)
  issueWith(authority, 'Trả lời', 'extendedKeyUsage = OCSPSigning\n')
  issueWith(authority, 'Mạo danh', 'extendedKeyUsage = emailProtection\n')
  const status = async (by?: string) => {
    const judged = await judge(file, soon, { ocsps: [ocspAnswer(authority, 'Ngô Hữu Thịnh', by)], crls: crls.slice(0, 1) })
    return judged.signatures[0]?.revocation.status
  }
  expect([await status(), await status('Trả lời'), await status('Mạo danh')]).toEqual(['good', 'good', 'unknown'])
  expect((await judge(file, soon, { ocsps: [new Uint8Array([1, 2, 3])], crls: [new Uint8Array([0x30, 0])] })).verdict).toBe(
    'valid',
  )
})
