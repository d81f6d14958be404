import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Signer } from '../signer.ts'
import { certify } from './certify.ts'
import { fillNumber } from './fill.ts'
import { judgePdf } from './judge.ts'
import { coveredBytes, openRevision, signaturesOf } from './read.ts'
import { seal } from './seal.ts'
import { judge, preparedLetter, type TestAuthority, testAuthority } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
const issued = { number: '05', day: '20', month: '11', year: '2026' }

let authority: TestAuthority
let person: Signer
let agency: Signer
type Step = 'prepared' | 'signed' | 'numbered' | 'sealed'
const nothing = new Uint8Array()
const steps: Record<Step, Uint8Array> = { prepared: nothing, signed: nothing, numbered: nothing, sealed: nothing }
const fileOf = (step: Step) => join(authority.folder, `${step}.pdf`)

beforeAll(async () => {
  authority = testAuthority()
  person = authority.issue('Ngô Hữu Thịnh')
  agency = authority.issue('Sở Tài chính', { algorithm: 'ECDSA-P256-SHA256' })
  steps.prepared = await preparedLetter()
  steps.signed = await certify(steps.prepared, {
    field: 'person',
    signer: person,
    at,
    name: 'Ngô Hữu Thịnh',
    position: 'Phó Giám đốc',
  })
  steps.numbered = await fillNumber(steps.signed, issued)
  steps.sealed = await seal(steps.numbered, { field: 'agency', signer: agency, at, name: 'Sở Tài chính' })
  for (const step of Object.keys(steps) as Step[]) writeFileSync(fileOf(step), steps[step])
  const store = join(authority.folder, 'nss')
  mkdirSync(store)
  writeFileSync(join(authority.folder, 'root.der'), authority.root)
  execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password'])
  execFileSync('certutil', ['-A', '-d', `sql:${store}`, '-n', 'root', '-t', 'CT,C,C', '-i', join(authority.folder, 'root.der')])
  writeFileSync(join(authority.folder, 'history.js'), 'print(new PDFDocument(scriptArgs[0]).validateChangeHistory())')
})
afterAll(() => authority.remove())

const text = (step: Step) =>
  execFileSync('pdftotext', ['-layout', fileOf(step), '-'], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
const signatures = (step: Step) => judge('pdfsig', ['-no-ocsp', '-nssdir', join(authority.folder, 'nss'), fileOf(step)]).said
const times = (said: string, what: string) => said.split(what).length - 1

test('every step only appends: the earlier file is the beginning of the later one', () => {
  const order = [steps.prepared, steps.signed, steps.numbered, steps.sealed]
  for (const [index, file] of order.slice(1).entries()) {
    const before = order[index] ?? new Uint8Array()
    expect(file.length).toBeGreaterThan(before.length)
    expect(Buffer.compare(file.subarray(0, before.length), before)).toBe(0)
  }
})

test('qpdf finds no fault, and MuPDF sees every revision obey the one before', () => {
  for (const step of Object.keys(steps) as Step[]) {
    const checked = judge('qpdf', ['--check', fileOf(step)])
    expect(checked.said).not.toContain('WARNING')
    expect(checked.status).toBe(0)
    expect(judge('mutool', ['run', join(authority.folder, 'history.js'), fileOf(step)]).said.trim()).toBe('0')
  }
})

test('number and date appear between signature and seal', () => {
  expect(text('signed')).toMatch(/Số:\s+\/STC-VP/)
  expect(text('numbered').replace(/ +/g, ' ')).toContain('Số: 05/STC-VP')
  expect(text('sealed').replace(/ +/g, ' ')).toContain('Thanh Giang, ngày 20 tháng 11 năm 2026')
})

test('pdfsig: both signatures valid and trusted, the last covers the whole file', () => {
  const signed = signatures('signed')
  expect(times(signed, 'Signature is Valid.')).toBe(1)
  expect(times(signed, 'Total document signed')).toBe(1)
  const sealed = signatures('sealed')
  expect(times(sealed, 'Signature is Valid.')).toBe(2)
  expect(times(sealed, 'Certificate is Trusted.')).toBe(2)
  expect(sealed.indexOf('Total document signed')).toBeGreaterThan(sealed.indexOf('agency'))
  expect(sealed).toContain('ETSI.CAdES.detached')
  expect(sealed).toContain('Nov 20 2026 10:00:00')
})

test('openssl verifies both as CAdES, without a signing time among the attributes', async () => {
  const revision = await openRevision(steps.sealed)
  if (!revision) throw new Error('unreadable')
  const [root, content, cms] = ['root.pem', 'covered.bin', 'signature.der'].map((name) => join(authority.folder, name)) as [
    string,
    string,
    string,
  ]
  execFileSync('openssl', ['x509', '-inform', 'DER', '-in', join(authority.folder, 'root.der'), '-out', root])
  const found = signaturesOf(revision)
  expect(found.map(({ field }) => field)).toEqual(['person', 'agency'])
  for (const claimed of found) {
    writeFileSync(content, coveredBytes(steps.sealed, claimed) ?? new Uint8Array())
    writeFileSync(cms, claimed.contents)
    const args = [
      '-inform',
      'DER',
      '-in',
      cms,
      '-content',
      content,
      '-binary',
      '-CAfile',
      root,
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ]
    expect(judge('openssl', ['cms', '-verify', '-cades', ...args]).said).toContain('Verification successful')
    expect(judge('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', cms]).said).not.toContain('signingTime')
  }
})

test('our own judgement names signer, time and cover; without the root nothing is known', async () => {
  const judged = await judgePdf(steps.sealed, { anchors: [authority.root], at: null })
  expect(judged.verdict).toBe('valid')
  expect(
    judged.signatures.map(({ field, signer, issuer, signedAt, coversWholeFile, integrity }) => ({
      field,
      signer,
      issuer,
      signedAt,
      coversWholeFile,
      integrity,
    })),
  ).toEqual([
    {
      field: 'person',
      signer: 'Ngô Hữu Thịnh',
      issuer: 'Thử Issuing',
      signedAt: at,
      coversWholeFile: false,
      integrity: 'intact',
    },
    { field: 'agency', signer: 'Sở Tài chính', issuer: 'Thử Issuing', signedAt: at, coversWholeFile: true, integrity: 'intact' },
  ])
  const alone = await judgePdf(steps.sealed, { anchors: [], at: null })
  expect(alone.verdict).toBe('indeterminate')
  expect(alone.signatures.map(({ integrity, reasons }) => [integrity, reasons])).toEqual([
    ['intact', ['untrusted-chain']],
    ['intact', ['untrusted-chain']],
  ])
})

test('each step has its own verdict: nothing signed, signed, numbered but not sealed, sealed', async () => {
  const verdicts = []
  for (const step of Object.values(steps)) verdicts.push(await judgePdf(step, { anchors: [authority.root], at: null }))
  expect(verdicts.map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
    ['indeterminate', ['no-signature']],
    ['valid', []],
    ['indeterminate', ['not-covered-by-signature']],
    ['valid', []],
  ])
})

test('every byte counts: one flipped byte anywhere that is covered breaks it, for pdfsig and for us', async () => {
  const revision = await openRevision(steps.sealed)
  const [first] = revision ? signaturesOf(revision) : []
  const before = first?.range[1] ?? 0
  for (const place of [200, Math.floor(before / 2), before - 40, steps.sealed.length - 12]) {
    const flipped = Buffer.from(steps.sealed)
    flipped[place] = (flipped[place] ?? 0) ^ 1
    const judged = await judgePdf(flipped, { anchors: [authority.root], at: null })
    expect(judged.verdict, `byte ${place}`).not.toBe('valid')
  }
  const flipped = Buffer.from(steps.sealed)
  flipped[Math.floor(before / 2)] = (flipped[Math.floor(before / 2)] ?? 0) ^ 1
  const file = join(authority.folder, 'flipped.pdf')
  writeFileSync(file, flipped)
  expect((await judgePdf(flipped, { anchors: [authority.root], at: null })).signatures.map(({ integrity }) => integrity)).toEqual(
    ['broken', 'broken'],
  )
  expect(times(judge('pdfsig', ['-nocert', file]).said, 'Digest Mismatch')).toBe(2)
})

test('a signature image of one’s own is shown instead of the drawn one', async () => {
  const image = readFileSync(new URL('../../../platform/pdf/testing/signature.png', import.meta.url))
  const signed = await certify(steps.prepared, { signer: person, image, at, name: 'Ngô Hữu Thịnh' })
  const file = join(authority.folder, 'image.pdf')
  writeFileSync(file, signed)
  expect(judge('pdfimages', ['-list', file]).said).toMatch(/smask/)
  expect(judge('pdftotext', [file, '-']).said).not.toContain('Ký số')
  expect((await judgePdf(signed, { anchors: [authority.root], at: null })).verdict).toBe('valid')
  const broken = certify(steps.prepared, { signer: person, image: new Uint8Array([1, 2, 3]), at, name: 'Ngô Hữu Thịnh' })
  await expect(broken).rejects.toMatchObject({ code: 'unreadable-file', about: 'image' })
})

test('steps out of order are refused', async () => {
  const signing = { at, name: 'Ngô Hữu Thịnh', signer: person }
  await expect(certify(steps.signed, signing)).rejects.toMatchObject({ code: 'bad-input', about: 'already-signed' })
  await expect(fillNumber(steps.numbered, issued)).rejects.toMatchObject({ code: 'bad-input', about: 'number' })
  await expect(seal(steps.sealed, { ...signing, signer: agency })).rejects.toMatchObject({ code: 'bad-input', about: 'agency' })
  await expect(fillNumber(steps.signed, { ...issued, number: '№5' })).rejects.toMatchObject({
    code: 'bad-input',
    about: 'number',
  })
  await expect(certify(new Uint8Array([1, 2, 3]), signing)).rejects.toMatchObject({ code: 'unreadable-file' })
})

test('a number longer than its place is narrowed, not cut', async () => {
  const numbered = await fillNumber(steps.signed, { ...issued, number: '12345678' })
  const file = join(authority.folder, 'long.pdf')
  writeFileSync(file, numbered)
  expect(judge('pdftotext', ['-layout', file, '-']).said.replace(/ +/g, ' ')).toContain('Số: 12345678/STC-VP')
})
