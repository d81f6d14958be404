import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDF, PdfArray, type PdfDict, type PdfStream } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { array, dict, dictOf, name, number, numbers, stream, string } from '#platform/pdf/objects.ts'
import type { Signer } from '../signer.ts'
import { certify } from './certify.ts'
import { signAppended, signatureDict } from './embed.ts'
import { fieldsOf } from './field.ts'
import { fillNumber } from './fill.ts'
import { judgePdf } from './judge.ts'
import { endOf, openRevision, signaturesOf } from './read.ts'
import { seal } from './seal.ts'
import { judge, preparedLetter, type TestAuthority, testAuthority } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
const now = new Date('2026-11-21T00:00:00Z')

let authority: TestAuthority
let person: Signer
let agency: Signer
let prepared: Uint8Array = new Uint8Array()
let signed: Uint8Array = new Uint8Array()
let sealed: Uint8Array = new Uint8Array()

beforeAll(async () => {
  authority = testAuthority()
  person = authority.issue('Ngô Hữu Thịnh')
  agency = authority.issue('Sở Tài chính')
  prepared = await preparedLetter()
  signed = await certify(prepared, { signer: person, at, name: 'Ngô Hữu Thịnh' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  sealed = await seal(numbered, { signer: agency, at, name: 'Sở Tài chính' })
  writeFileSync(join(authority.folder, 'history.js'), 'print(new PDFDocument(scriptArgs[0]).validateChangeHistory())')
})
afterAll(() => authority.remove())

/** A forger's revision: what he does to the open file is appended to it. */
async function forged(bytes: Uint8Array, act: (pdf: PDF) => void): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  act(pdf)
  return pdf.save({ incremental: true })
}

function fieldDict(pdf: PDF, said: string): PdfDict {
  const field = fieldsOf(pdf.context).find((one) => one.name === said)
  if (!field) throw new Error(said)
  return field.dict
}

function formOf(pdf: PDF): PdfDict {
  const form = dictOf(pdf.context, pdf.context.catalog.getDict().get('AcroForm'))
  if (!form) throw new Error('no form')
  return form
}

function firstPage(pdf: PDF): PdfDict {
  const page = dictOf(pdf.context, pdf.context.pages.getPages()[0])
  if (!page) throw new Error('no page')
  return page
}

function addNote(pdf: PDF, entries: Parameters<typeof dict>[0] = { Subtype: name('Text') }) {
  const note = pdf.context.register(
    dict({ Type: name('Annot'), Rect: numbers(50, 50, 90, 90), Contents: string('đã duyệt'), ...entries }),
  )
  const annotations = firstPage(pdf).getArray('Annots', (ref) => pdf.context.resolve(ref))
  annotations?.push(note)
  return note
}

const text = (content: string) => stream({ Type: name('XObject'), Subtype: name('Form'), BBox: numbers(0, 0, 27, 16) }, content)
const verdict = async (bytes: Uint8Array) => judgePdf(bytes, { anchors: [authority.root], at: now })

const forgeries: [string, (pdf: PDF) => void][] = [
  ['number changed', (pdf) => fieldDict(pdf, 'number').set('V', string('06'))],
  ['number drawn otherwise', (pdf) => fieldDict(pdf, 'number').set('AP', dict({ N: pdf.context.register(text('q Q')) }))],
  ['year made writable', (pdf) => fieldDict(pdf, 'year').set('Ff', number(0))],
  ['annotation added', (pdf) => void addNote(pdf)],
  ['signature moved', (pdf) => fieldDict(pdf, 'person').set('Rect', numbers(0, 0, 100, 100))],
  ['number moved', (pdf) => fieldDict(pdf, 'number').set('Rect', numbers(0, 0, 27, 16))],
  ['signature’s picture changed', (pdf) => fieldDict(pdf, 'person').set('AP', dict({ N: pdf.context.register(text('q Q')) }))],
  [
    'picture put into an unsigned field',
    (pdf) => fieldDict(pdf, 'archive1').set('AP', dict({ N: pdf.context.register(text('q Q')) })),
  ],
  ['signature removed', (pdf) => void fieldDict(pdf, 'person').delete('V')],
  ['label changed', (pdf) => fieldDict(pdf, 'agency').set('TU', string('Người ký'))],
  ['page content replaced', (pdf) => firstPage(pdf).set('Contents', pdf.context.register(stream({}, 'BT ET')))],
  ['page turned', (pdf) => firstPage(pdf).set('Rotate', number(90))],
  [
    'page content rewritten in place',
    (pdf) => (firstPage(pdf).get('Contents', (ref) => pdf.context.resolve(ref)) as PdfStream).setData(Buffer.from('BT ET')),
  ],
  ['annotations hidden', (pdf) => firstPage(pdf).set('Annots', array())],
  ['certification taken away', (pdf) => void pdf.context.catalog.getDict().delete('Perms')],
  [
    'catalogue action added',
    (pdf) => pdf.context.catalog.getDict().set('OpenAction', dict({ S: name('JavaScript'), JS: string('1') })),
  ],
  ['appearances asked for', (pdf) => formOf(pdf).set('NeedAppearances', name('true'))],
  ['fields taken off the form', (pdf) => formOf(pdf).set('Fields', array())],
  [
    'font of the fields exchanged',
    (pdf) => dictOf(pdf.context, dictOf(pdf.context, formOf(pdf).get('DR'))?.get('Font'))?.set('LtRoman', dict({})),
  ],
  [
    'field added',
    (pdf) =>
      void formOf(pdf)
        .getArray('Fields')
        ?.push(addNote(pdf, { Subtype: name('Widget'), FT: name('Tx'), T: string('more') })),
  ],
  [
    'visible signature field added',
    (pdf) =>
      void formOf(pdf)
        .getArray('Fields')
        ?.push(addNote(pdf, { Subtype: name('Widget'), FT: name('Sig'), T: string('more') })),
  ],
]

test.for(forgeries)('after the seal, %s: invalid', async ([, act]) => {
  const judged = await verdict(await forged(sealed, act))
  expect(judged.verdict).toBe('invalid')
  expect(judged.reasons).toContain('changed-after-signing')
})

test('page, annotation and catalogue are closed by the first signature already, number and date are not', async () => {
  for (const [what, act] of forgeries.slice(3, 4))
    expect((await verdict(await forged(signed, act))).verdict, what).toBe('invalid')
  const numbered = await fillNumber(signed, { number: '07', day: '01', month: '01', year: '2027' })
  expect((await verdict(numbered)).signatures.map((one) => one.verdict)).toEqual(['valid'])
})

test('MuPDF agrees that the number may not change after the seal', async () => {
  const file = join(authority.folder, 'forged.pdf')
  writeFileSync(file, await forged(sealed, (pdf) => fieldDict(pdf, 'number').set('V', string('06'))))
  expect(judge('mutool', ['run', join(authority.folder, 'history.js'), file]).said.trim()).not.toBe('0')
})

test('what a forger changed between signature and seal spoils the signature, not the seal', async () => {
  const changed = await forged(signed, (pdf) => void addNote(pdf))
  const judged = await verdict(await seal(changed, { signer: agency, at, name: 'Sở Tài chính' }))
  expect(judged.signatures.map((one) => [one.field, one.verdict])).toEqual([
    ['person', 'invalid'],
    ['agency', 'valid'],
  ])
  expect(judged.verdict).toBe('invalid')
})

test('an object that only a searching reader would find is no valid file', async () => {
  const revision = await openRevision(sealed)
  const page = revision?.context.pages.getPages()[0]
  const content = page && dictOf(revision.context, page)?.getRef('Contents')
  const evil = `\n${content?.objectNumber} 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n`
  const tail =
    Buffer.from(sealed)
      .toString('latin1', sealed.length - 60)
      .match(/startxref\s+\d+\s+%%EOF\s*$/)?.[0] ?? ''
  const judged = await verdict(Buffer.concat([sealed, Buffer.from(evil + tail, 'latin1')]))
  expect(judged.verdict).not.toBe('valid')
  expect(judged.reasons).toContain('ambiguous-structure')
})

test('bytes behind the last signature leave a doubt; validation data alone does not', async () => {
  const doubtful = await verdict(Buffer.concat([sealed, Buffer.from('\n')]))
  expect([doubtful.verdict, doubtful.reasons]).toEqual(['indeterminate', ['not-covered-by-signature']])
  const lasting = await forged(sealed, (pdf) => {
    const certificates = array(...agency.chain.map((der) => pdf.context.register(stream({}, der))))
    pdf.context.catalog.getDict().set('DSS', dict({ Certs: certificates }))
  })
  expect((await verdict(lasting)).verdict).toBe('valid')
  for (const other of [array(), dict({ Certs: dict({}) }), dict({ Certs: array(dict({})) })]) {
    const judged = await verdict(await forged(lasting, (pdf) => pdf.context.catalog.getDict().set('DSS', other)))
    expect(judged.verdict).not.toBe('valid')
  }
})

test('a range that leaves out more than the signature is no range', async () => {
  const revision = await openRevision(signed)
  const [claimed] = revision ? signaturesOf(revision) : []
  const [, from = 0, next = 0, rest = 0] = claimed?.range ?? []
  const said = `[0 ${from} ${next} ${rest}]`
  for (const range of [
    `[0 ${from - 8} ${next} ${rest}]`,
    `[0 ${from} ${next + 1} ${rest - 1}]`,
    `[8 ${from - 8} ${next} ${rest}]`,
    `[0 ${from} ${next} ${rest - 1}]`,
  ]) {
    const at = Buffer.from(signed).lastIndexOf(said)
    const changed = Buffer.from(signed)
    changed.write(range.padEnd(said.length + 4), at, 'latin1')
    const judged = await verdict(changed)
    expect(judged.verdict, range).toBe('invalid')
  }
})

test('a file cut back to an earlier signature is that earlier file', async () => {
  const revision = await openRevision(sealed)
  const [first] = revision ? signaturesOf(revision) : []
  const cut = sealed.subarray(0, first ? endOf(first) : 0)
  expect(Buffer.compare(cut, signed)).toBe(0)
  expect((await verdict(cut)).signatures.map(({ field }) => field)).toEqual(['person'])
})

test('certificates: run out, not begun, of the wrong use, another authority’s, signed outside their time', async () => {
  const other = testAuthority('Khác')
  const cases: [Signer, string, Date?][] = [
    [authority.issue('Hết hạn', { to: '20261120120000Z' }), 'certificate-expired'],
    [authority.issue('Sai mục đích', { usage: 'wrong' }), 'wrong-usage'],
    [other.issue('Người lạ'), 'untrusted-chain'],
    [authority.issue('Ký sớm', { from: '20261120100000Z' }), 'signed-outside-validity'],
    [authority.issue('Chưa đến', { from: '20300101000000Z' }), 'certificate-not-yet-valid', new Date('2026-11-21T00:00:00Z')],
  ]
  for (const [signer, reason, when = new Date('2026-11-21T00:00:00Z')] of cases) {
    const file = await certify(prepared, { signer, at, name: 'Người ký' })
    const judged = await judgePdf(file, { anchors: [authority.root], at: when })
    expect(judged.reasons).toContain(reason)
    expect(judged.verdict).not.toBe('valid')
    expect(judged.signatures[0]?.integrity).toBe('intact')
  }
  other.remove()
})

test('a revoked certificate: who claims to have signed after it is refused, who claims before it must be able to prove it', async () => {
  const revoked = authority.issue('Bị thu hồi')
  const crls = authority.revoke('Bị thu hồi')
  const later = new Date(Date.now() + 86_400_000)
  const trust = { anchors: [authority.root], at: later, crls }
  const before = await certify(prepared, { signer: revoked, at, name: 'Bị thu hồi' })
  const open = await judgePdf(before, trust)
  expect([open.verdict, open.reasons]).toEqual(['indeterminate', ['revoked-without-proof']])
  expect(open.signatures[0]?.revocation).toMatchObject({ status: 'revoked', source: 'crl', revokedAt: expect.any(Date) })
  const after = await judgePdf(await certify(prepared, { signer: revoked, at: later, name: 'Bị thu hồi' }), trust)
  expect([after.verdict, after.reasons]).toEqual(['invalid', ['certificate-revoked']])
  const others = await judgePdf(sealed, trust)
  expect([others.verdict, others.signatures[0]?.notes, others.signatures[0]?.revocation.status]).toEqual(['valid', [], 'good'])
  // The list says when: before that day it was not revoked yet.
  expect((await judgePdf(before, { ...trust, at: now })).verdict).toBe('valid')
})

test('another certificate put beside the signature is not taken for the signer’s', async () => {
  // Same key, another certificate of it: the signature holds, the binding to the certificate does not.
  const twin: Signer = { ...person, chain: [...agency.chain.slice(0, 1), ...person.chain.slice(1)] }
  const file = await certify(prepared, { signer: twin, at, name: 'Sở Tài chính' })
  expect((await verdict(file)).verdict).toBe('invalid')
})

test('an approval without certification: pages stay closed, a further signature may be added', async () => {
  const pdf = await PDF.load(prepared)
  const value = signatureDict({ signer: person, at, name: 'Ngô Hữu Thịnh' })
  fieldDict(pdf, 'person').set('V', pdf.context.register(value))
  const approved = await signAppended(pdf, person)
  expect((await verdict(approved)).verdict).toBe('valid')
  expect((await verdict(await forged(approved, (one) => firstPage(one).set('Rotate', number(90))))).verdict).toBe('invalid')
  const second = await PDF.load(approved)
  const added = signatureDict({ signer: agency, at, name: 'Sở Tài chính' })
  const widget = addNote(second, {
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: string('second'),
    V: second.context.register(added),
  })
  const fields = formOf(second).getArray('Fields')
  if (fields instanceof PdfArray) fields.push(widget)
  expect((await verdict(await signAppended(second, agency))).verdict).toBe('valid')
})

test('garbage is not judged and never thrown', async () => {
  const inputs = [
    new Uint8Array(),
    Buffer.from('%PDF-1.7'),
    Buffer.alloc(5000, 0x41),
    sealed.subarray(0, 30_000),
    sealed.subarray(1000),
    Buffer.from(sealed).fill(0, 100, 90_000),
  ]
  for (const input of inputs) expect((await verdict(input)).verdict).not.toBe('valid')
  let seed = 7
  for (let round = 0; round < 30; round++) {
    const bytes = Buffer.from(sealed)
    for (let change = 0; change < 20; change++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      bytes[seed % bytes.length] = seed & 0xff
    }
    expect((await verdict(bytes)).verdict).not.toBe('valid')
  }
})
