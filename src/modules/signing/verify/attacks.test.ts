import { PDF, type PdfDict } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { array, dict, dictOf, name, number, numbers, stream, string } from '#platform/pdf/objects.ts'
import { certify } from '../pdf/certify.ts'
import { signDetached } from '../pdf/cms.ts'
import { signAppended, signatureDict } from '../pdf/embed.ts'
import { fieldsOf, openField } from '../pdf/field.ts'
import { fillNumber } from '../pdf/fill.ts'
import { judgePdf } from '../pdf/judge.ts'
import { seal } from '../pdf/seal.ts'
import { preparedLetter, type TestAuthority, testAuthority } from '../pdf/testing.ts'
import type { Signer } from '../signer.ts'
import { smallestPdf, withDocumentStamp, withValidationData } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
let authority: TestAuthority
let person: Signer
const bases = new Map<string, Uint8Array>()

beforeAll(async () => {
  authority = testAuthority()
  person = authority.issue('Ngô Hữu Thịnh')
  const agency = authority.issue('Sở Tài chính', { algorithm: 'ECDSA-P256-SHA256' })
  authority.issue('Dấu thời gian', { usage: 'stamp' })
  const small = await PDF.load(smallestPdf())
  const value = signatureDict({ signer: person, at, name: 'Ngô Hữu Thịnh' })
  openField(small, 'person').dict.set('V', small.context.register(value))
  bases.set('approved', await signAppended(small, person))
  const signed = await certify(await preparedLetter(), { signer: person, at, name: 'Ngô Hữu Thịnh' })
  bases.set('certified', signed)
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  const sealed = await seal(numbered, { signer: agency, at, name: 'Sở Tài chính' })
  bases.set('sealed', sealed)
  const lasting = await withValidationData(sealed, { certificates: person.chain })
  bases.set('archived', await withDocumentStamp(lasting, 'archive1', (digest) => authority.stamp('Dấu thời gian', digest)))
})
afterAll(() => authority.remove())

type Attack = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const binary = (text: string) => Buffer.from(text, 'latin1')
const catalog = (pdf: PDF) => pdf.context.catalog.getDict()
const page = (pdf: PDF): PdfDict => dictOf(pdf.context, pdf.context.pages.getPages()[0]) ?? dict({})
const form = (content: string) => stream({ Type: name('XObject'), Subtype: name('Form'), BBox: numbers(0, 0, 99, 99) }, content)

/** A forger's revision: what he does to the open file is appended to it. */
const later =
  (act: (pdf: PDF) => void): Attack =>
  async (bytes) => {
    const pdf = await PDF.load(bytes)
    act(pdf)
    return pdf.save({ incremental: true })
  }

/** The last occurrence of a text, replaced by one of the same length or another. */
const replaced =
  (was: RegExp, is: string): Attack =>
  (bytes) => {
    const found = [...latin(bytes).matchAll(new RegExp(was, 'g'))].at(-1)
    if (!found) throw new Error(`nothing to forge: ${was}`)
    return binary(latin(bytes).slice(0, found.index) + is + latin(bytes).slice(found.index + found[0].length))
  }

const annotation = (pdf: PDF, entries: Parameters<typeof dict>[0]) => {
  const made = dict({
    Type: name('Annot'),
    Rect: numbers(0, 0, 99, 99),
    AP: dict({ N: pdf.context.register(form('0 0 9 9 re f')) }),
  })
  for (const [key, value] of Object.entries(entries)) made.set(key, value)
  const list = [...(page(pdf).getArray('Annots', (ref) => pdf.context.resolve(ref)) ?? [])]
  page(pdf).set('Annots', array(...list, pdf.context.register(made)))
}

const range = /\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/

/** Signature wrapping: the signed second part moved back, the forger's own text between. */
const wrapped: Attack = (bytes) => {
  const text = latin(bytes)
  const found = [...text.matchAll(new RegExp(range, 'g'))].at(-1)
  const [next = 0, rest = 0] = [Number(found?.[2]), Number(found?.[3])]
  const evil = '\n7777 0 obj\n<< /Type /Catalog >>\nendobj\n'.padEnd(400)
  const moved = `${text.slice(0, next)}${evil}${text.slice(next)}`
  return binary(moved.replace(found?.[0] ?? '', (found?.[0] ?? '').replace(`${next} ${rest}`, `${next + evil.length} ${rest}`)))
}

const attacks: [kind: string, name: string, attack: Attack][] = [
  ['changed byte', 'first page', (bytes) => binary(latin(bytes).replace('%PDF-1.7', '%PDF-1.6'))],
  ['changed byte', 'in the middle', (bytes) => Buffer.from(bytes).fill('~', 300, 302)],
  ['truncated', 'last kilobyte', (bytes) => bytes.subarray(0, bytes.length - 1_000)],
  ['shifted', 'bytes before the file', (bytes) => Buffer.concat([binary('%!\n'), bytes])],
  [
    'shadow: replace',
    'page content exchanged',
    later((pdf) => page(pdf).set('Contents', pdf.context.register(stream({}, 'BT ET')))),
  ],
  [
    'shadow: replace',
    'another page tree',
    later((pdf) =>
      catalog(pdf).set('Pages', pdf.context.register(dict({ Type: name('Pages'), Kids: array(), Count: number(0) }))),
    ),
  ],
  ['shadow: hide', 'an annotation over the text', later((pdf) => annotation(pdf, { Subtype: name('Stamp') }))],
  [
    'shadow: hide',
    'a form field over the text',
    later((pdf) => annotation(pdf, { Subtype: name('Widget'), FT: name('Tx'), T: string('x') })),
  ],
  [
    'shadow: hide and replace',
    'resources exchanged',
    later((pdf) => page(pdf).set('Resources', dict({ XObject: dict({ X: pdf.context.register(form('')) }) }))),
  ],
  ['shadow: hide and replace', 'page cropped', later((pdf) => page(pdf).set('CropBox', numbers(0, 0, 50, 50)))],
  [
    'incremental saving',
    'scripts',
    later((pdf) => catalog(pdf).set('OpenAction', dict({ S: name('JavaScript'), JS: string('1') }))),
  ],
  [
    'incremental saving',
    'an embedded file',
    later((pdf) => catalog(pdf).set('Names', dict({ EmbeddedFiles: dict({ Names: array() }) }))),
  ],
  ['incremental saving', 'layers', later((pdf) => catalog(pdf).set('OCProperties', dict({ OCGs: array(), D: dict({}) })))],
  [
    'incremental saving',
    'no cross-reference',
    (bytes) => Buffer.concat([bytes, binary('\n4 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n')]),
  ],
  ['incremental saving', 'a trailer alone', (bytes) => Buffer.concat([bytes, binary('\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')])],
  ['moved widget', 'the signature’s field', later((pdf) => fieldsOf(pdf.context)[0]?.dict.set('Rect', numbers(1, 1, 300, 300)))],
  [
    'appearance',
    'another picture of the signature',
    later((pdf) =>
      fieldsOf(pdf.context)
        .find(({ dict: one }) => one.has('V'))
        ?.dict.set('AP', dict({ N: pdf.context.register(form('q Q')) })),
    ),
  ],
  ['signature wrapping', 'second part moved back', wrapped],
  ['universal forgery', 'no range', replaced(range, '/ByteRanje [0 0 0 0]')],
  ['universal forgery', 'range of nothing', replaced(range, '/ByteRange [0 0 0 0]')],
  ['universal forgery', 'negative range', replaced(range, '/ByteRange [0 -1 -1 -1]')],
  ['universal forgery', 'contents of nothing', replaced(/\/Contents\s*<[0-9a-fA-F]+>/, '/Contents <>')],
  ['universal forgery', 'contents null', replaced(/\/Contents\s*<[0-9a-fA-F]+>/, '/Contents null')],
  ['universal forgery', 'contents 0x00', replaced(/\/Contents\s*<[0-9a-fA-F]+>/, '/Contents <00>')],
  ['universal forgery', 'unknown form', replaced(/\/SubFilter\s*\/[A-Za-z0-9.]+/, '/SubFilter /None')],
  [
    'removed signature',
    'the field emptied',
    later(
      (pdf) =>
        void fieldsOf(pdf.context)
          .find(({ dict: one }) => one.has('V'))
          ?.dict.delete('V'),
    ),
  ],
  ['removed signature', 'the form taken away', later((pdf) => void catalog(pdf).delete('AcroForm'))],
  [
    'foreign signature',
    'another file’s CMS',
    async (bytes) => {
      const cms = Buffer.from(await signDetached(new Uint8Array(32), person)).toString('hex')
      return replaced(/\/Contents\s*<[0-9a-fA-F]+>/, `/Contents <${cms.padEnd(24_576, '0')}>`)(bytes)
    },
  ],
]

test('attacks: of every class on every shape of file, none is called valid', async () => {
  const rows: string[] = []
  const wrong: string[] = []
  for (const [shape, bytes] of bases) {
    const trust = { anchors: [authority.root], at: new Date('2035-01-01T00:00:00Z') }
    expect([shape, (await judgePdf(bytes, trust)).verdict]).toEqual([shape, 'valid'])
    for (const [kind, what, attack] of attacks) {
      const { verdict, reasons } = await judgePdf(await attack(bytes), trust)
      const row = `${kind.padEnd(24)} ${what.padEnd(32)} ${shape.padEnd(9)} ${verdict.padEnd(13)} ${reasons.join(', ')}`
      rows.push(row)
      if (verdict === 'valid' || reasons.length === 0) wrong.push(row)
    }
  }
  console.log(rows.join('\n'))
  expect(wrong).toEqual([])
  expect(rows.length).toBeGreaterThanOrEqual(60)
  expect(new Set(attacks.map(([kind]) => kind)).size).toBeGreaterThanOrEqual(12)
})
