import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anchorCertificates } from '#signing'
import { givenCode } from './checking/code.sql.ts'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'
import { create, issue, sign, submit } from './index.ts'
import { view } from './outgoing/view.sql.ts'

let province: TestProvince
let folder: string
let file: string
let bytes: Buffer
let root: Uint8Array
let address: string
const pin = '12345678'

/** An issued document as a recipient gets it: nothing below this line uses our own signing code. */
beforeAll(async () => {
  province = await testProvince()
  folder = mkdtempSync(join(tmpdir(), 'lt-judges-'))
  const [drafter, clerk] = [province.as('anh.nguyenthi'), province.as('na.lethu')]
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99', 'H99.13'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect(await issue(clerk, [id], pin)).toEqual([{ id, refused: null }])
  bytes = await clerk.work(async (work) => {
    const sealed = (await view(work, id)).files.find(({ role }) => role === 'SEALED')
    return province.vault.files.bytes(work.tx, sealed?.sha256 ?? '')
  })
  const code = (await clerk.work(({ tx }) => givenCode(tx, id))) ?? ''
  address = `http://127.0.0.1:8080/kiem-tra/${code.slice(0, 5)}-${code.slice(5, 10)}-${code.slice(10)}`
  root = (await clerk.work(({ tx }) => anchorCertificates(tx)))[0] ?? new Uint8Array()
  file = join(folder, 'sealed.pdf')
  writeFileSync(file, bytes)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await province.close()
})

const said = (command: string, ...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' })
  return { status, text: `${stdout}\n${stderr}` }
}

test('pdfsig: both signatures are valid, the last covers the whole file', () => {
  const { text } = said('pdfsig', '-nocert', file)
  expect(text.match(/Signature is Valid/g)).toHaveLength(2)
  const signatures = text.split('Signature #').slice(1)
  const whole = signatures.filter((one) => one.includes('Total document signed'))
  expect(whole.map((one) => /Signer Certificate Common Name: (.*)/.exec(one)?.[1])).toEqual(['Sở Tài chính'])
})

test('pdfsig under the root of the demonstration: both certificates are trusted for what they were used', () => {
  const store = join(folder, 'nss')
  mkdirSync(store)
  writeFileSync(join(folder, 'root.der'), root)
  execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password'])
  execFileSync('certutil', ['-A', '-d', `sql:${store}`, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.der')])
  const { text } = said('pdfsig', '-no-ocsp', '-nssdir', store, file)
  expect(text.match(/Certificate is Trusted/g)).toHaveLength(2)
})

test('ZXing: the QR code on the printed page, read from its picture, is the address where the document is checked', () => {
  const picture = join(folder, 'page')
  execFileSync('pdftoppm', ['-png', '-gray', '-r', '150', '-l', '1', '-singlefile', file, picture])
  expect(/^Text: +"?([^"\n]*)/m.exec(said('ZXingReader', '-format', 'QRCode', `${picture}.png`).text)?.[1]).toBe(address)
})

test('MuPDF: every revision obeys what the one before allowed; qpdf: nothing to complain of', () => {
  const script = join(folder, 'history.js')
  writeFileSync(script, 'print(new PDFDocument(scriptArgs[0]).validateChangeHistory())')
  expect(said('mutool', 'run', script, file).text.trim()).toBe('0')
  const checked = said('qpdf', '--check', file)
  expect(checked.status).toBe(0)
  expect(checked.text).not.toMatch(/warning/i)
})

type Objects = Record<string, { value?: Record<string, unknown>; stream?: unknown }>

/** The objects of the file as it stood at the end of one revision, read by qpdf. */
function objectsAt(end: number): Objects {
  const cut = join(folder, `${end}.pdf`)
  writeFileSync(cut, bytes.subarray(0, end))
  const json = execFileSync('qpdf', ['--json=2', '--json-key=qpdf', '--json-stream-data=none', cut], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return (JSON.parse(json) as { qpdf: [unknown, Objects] }).qpdf[1]
}

/** Where each revision ends: behind its startxref, %%EOF and line end (the mark alone may stand in compressed data). */
const revisionEnds = (): number[] =>
  [...bytes.toString('latin1').matchAll(/startxref\s+\d+\s+%%EOF[\r\n]*/g)].map((mark) => mark.index + mark[0].length)

/** What may change in a field that is filled or signed (the rules of ISO 32000-2 12.8.2.2 for DocMDP 2): value, appearance, flags. */
const fieldKeys = new Set(['/V', '/AP', '/AS', '/Ff', '/M', '/DA', '/MK'])
const isField = (value: Record<string, unknown> | undefined) => value !== undefined && '/FT' in value

function changesBetween(before: Objects, after: Objects): string[] {
  return Object.entries(after).flatMap(([name, object]) => {
    const old = before[name]
    // A new object counts only through what refers to it, and whatever refers to it must be allowed to change.
    if (name === 'trailer' || !old || JSON.stringify(old) === JSON.stringify(object)) return []
    const [was, is] = [old.value ?? {}, object.value ?? {}]
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
      (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
    )
    return isField(old.value)
      ? keys.filter((key) => !fieldKeys.has(key)).map((key) => `${name} field ${key}`)
      : keys.map((key) => `${name} ${key}`)
  })
}

test('an object diff of our own: after the first signature only values and appearances of prepared fields changed', () => {
  const ends = revisionEnds()
  const firstSigned = ends.findIndex((end) => bytes.subarray(0, end).includes('/ETSI.CAdES.detached'))
  expect(ends.length - firstSigned).toBeGreaterThanOrEqual(3)
  const revisions = ends.map(objectsAt)
  const changes = revisions
    .slice(firstSigned + 1)
    .flatMap((after, at) => changesBetween(revisions[firstSigned + at] ?? {}, after))
  // The form itself may say that it now holds signatures; nothing else of the document may move.
  expect(changes.filter((change) => !/\/(SigFlags|Perms)$/.test(change))).toEqual([])
})

test('the diff sees what it must: a changed page is named', () => {
  const [last = 0] = revisionEnds().slice(-1)
  const before = objectsAt(last)
  const [page] = Object.entries(before).filter(([, object]) => object.value?.['/Type'] === '/Page')
  if (!page) throw new Error('no page')
  const after = { ...before, [page[0]]: { value: { ...page[1].value, '/Contents': '999 0 R' } } }
  expect(changesBetween(before, after)).toEqual([`${page[0]} /Contents`])
})
