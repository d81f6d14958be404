import { PDF, PdfBool, type PdfDict, type PdfObject } from '@libpdf/core'
import { expect, test } from 'vitest'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { array, dict, dictOf, name, number, numbers, stream, string } from '#platform/pdf/objects.ts'
import { smallestPdf } from '../verify/testing.ts'
import { lookThrough } from './look.ts'
import type { ShadowFinding } from './shadow.ts'

const catalog = (pdf: PDF): PdfDict => pdf.context.catalog.getDict()
const page = (pdf: PDF): PdfDict => dictOf(pdf.context, pdf.context.pages.getPages()[0]) ?? dict({})
const font = (entries: Record<string, PdfObject> = {}) =>
  dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica'), ...entries })

/** A page that paints this, with a font F, a picture I and what else it is given. */
async function painted(content: string, act: (pdf: PDF) => void = () => undefined): Promise<Uint8Array> {
  const pdf = await PDF.load(smallestPdf())
  const entries = { Type: name('XObject'), Subtype: name('Image'), Width: number(1), Height: number(1) }
  const picture = stream({ ...entries, ColorSpace: name('DeviceGray'), BitsPerComponent: number(8) }, new Uint8Array([200]))
  page(pdf).set('Contents', pdf.context.register(stream({}, content)))
  page(pdf).set('Resources', dict({ Font: dict({ F: font() }), XObject: dict({ I: pdf.context.register(picture) }) }))
  act(pdf)
  return pdf.save()
}
const resources = (pdf: PDF) => dictOf(pdf.context, page(pdf).get('Resources')) ?? dict({})
const words = (text: string, before = '') => `BT /F 14 Tf ${before} 80 700 Td (${text}) Tj ET`

/** A file in which something was done to its objects. */
const changed = (act: (pdf: PDF) => void) => painted(words('Quyet dinh'), act)
const annotated = (entries: Record<string, PdfObject>) =>
  changed((pdf) => {
    const made = dict({ Type: name('Annot'), Rect: numbers(80, 690, 200, 720), ...entries })
    page(pdf).set('Annots', array(pdf.context.register(made)))
  })
const action = (entries: Record<string, PdfObject>) => annotated({ Subtype: name('Link'), A: dict(entries) })

const embedded = (pdf: PDF) => {
  const file = pdf.context.register(stream({ Type: name('EmbeddedFile') }, 'x'))
  const spec = pdf.context.register(dict({ Type: name('Filespec'), F: string('x.exe'), EF: dict({ F: file }) }))
  catalog(pdf).set('Names', dict({ EmbeddedFiles: dict({ Names: array(string('x.exe'), spec) }) }))
}
const layered = (pdf: PDF) => {
  const layer = pdf.context.register(dict({ Type: name('OCG'), Name: string('An') }))
  catalog(pdf).set('OCProperties', dict({ OCGs: array(layer), D: dict({ OFF: array(layer) }) }))
}
/** The glyph is called nine, copying and searching are told 1. */
const lying = (pdf: PDF) => {
  const map = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <39> <0031> endbfchar endcmap end`
  const encoding = dict({ Type: name('Encoding'), Differences: array(number(0x39), name('nine')) })
  const made = font({ Encoding: encoding, ToUnicode: pdf.context.register(stream({}, map)) })
  resources(pdf).set('Font', dict({ F: made }))
}

/** A page that nothing refers to: only an appended revision keeps it. */
async function later(): Promise<Uint8Array> {
  const pdf = await PDF.load(await painted(words('Quyet dinh')))
  pdf.context.register(dict({ Type: name('Page'), MediaBox: numbers(0, 0, 9, 9) }))
  return pdf.save({ incremental: true })
}

const box = '60 680 300 60 re f'
const attacks: [code: string, what: string, make: () => Promise<Uint8Array>][] = [
  [
    'script',
    'when it is opened',
    () => changed((pdf) => catalog(pdf).set('OpenAction', dict({ S: name('JavaScript'), JS: string('1') }))),
  ],
  [
    'script',
    'of a field',
    () => annotated({ Subtype: name('Link'), AA: dict({ K: dict({ S: name('JavaScript'), JS: string('1') }) }) }),
  ],
  [
    'launch',
    'a program',
    () => changed((pdf) => catalog(pdf).set('OpenAction', dict({ S: name('Launch'), F: string('cmd.exe') }))),
  ],
  ['launch', 'by a link', () => action({ S: name('Launch'), F: string('cmd.exe') })],
  [
    'outside-content',
    'the page’s content',
    () => changed((pdf) => page(pdf).set('Contents', pdf.context.register(stream({ F: string('http://x/y') }, '')))),
  ],
  [
    'xfa',
    'a dynamic form',
    () =>
      changed((pdf) => dictOf(pdf.context, catalog(pdf).get('AcroForm'))?.set('XFA', pdf.context.register(stream({}, '<xdp/>')))),
  ],
  ['outside-action', 'another file', () => action({ S: name('GoToR'), F: string('b.pdf'), D: string('x') })],
  ['outside-action', 'a form that is sent', () => action({ S: name('SubmitForm'), F: string('http://x/') })],
  ['link', 'an address', () => action({ S: name('URI'), URI: string('http://x.example/') })],
  ['embedded-file', 'a program inside', () => changed(embedded)],
  ['media', 'a film', () => annotated({ Subtype: name('Screen') })],
  ['layer', 'switched off', () => changed(layered)],
  ['form', 'a field over the words', () => annotated({ Subtype: name('Widget'), FT: name('Tx'), T: string('x') })],
  ['annotation', 'a stamp over the words', () => annotated({ Subtype: name('Stamp') })],
  ['covered-text', 'by a white box', () => painted(`${words('khong phat')} 1 g ${box}`)],
  ['covered-text', 'by a picture', () => painted(`${words('khong phat')} q 300 0 0 60 60 680 cm /I Do Q`)],
  ['invisible-text', 'white on white', () => painted(words('1000 ty', '1 g'))],
  ['invisible-text', 'black on black', () => painted(`0 g ${box} ${words('1000 ty')}`)],
  ['invisible-text', 'not painted at all', () => painted(words('1000 ty', '3 Tr'))],
  ['invisible-text', 'too small', () => painted('BT /F 0.5 Tf 80 700 Td (1000 ty) Tj ET')],
  ['invisible-text', 'clipped away', () => painted(`q 0 0 20 20 re W n ${words('1000 ty')} Q`)],
  [
    'invisible-text',
    'transparent',
    () => painted(words('1000 ty', '/G gs'), (pdf) => resources(pdf).set('ExtGState', dict({ G: dict({ ca: number(0) }) }))),
  ],
  ['off-page', 'beside the page', () => painted('BT /F 14 Tf 900 700 Td (1000 ty) Tj ET')],
  ['odd-font', 'nine is told as 1', () => painted(words('9 ty'), lying)],
  ['unused-page', 'kept for later', later],
]

const codesOf = (findings: ShadowFinding[]) => [...new Set(findings.map((one) => one.code))]

test.for(attacks)('%s: %s is found, and nothing else', async ([code, , make]) => {
  expect(codesOf(await lookThrough({ bytes: await make() }))).toEqual([code])
})

test('fields that each program draws anew are told', async () => {
  const bytes = await changed((pdf) =>
    dictOf(pdf.context, catalog(pdf).get('AcroForm'))?.set('NeedAppearances', PdfBool.of(true)),
  )
  expect(codesOf(await lookThrough({ bytes }))).toEqual(['redrawn'])
})

test('where it stands and what it says is told: page, place, words', async () => {
  const [found] = await lookThrough({ bytes: await painted(`${words('khong phat')} 1 g ${box}`) })
  expect(found).toMatchObject({ page: 1, what: 'khong phat', area: { x: 80 } })
  expect(Math.abs((found?.area?.y ?? 0) - 697)).toBeLessThan(2)
})

const honest: [what: string, make: () => Promise<Uint8Array>][] = [
  ['a letter of our own typesetting', async () => letterPdf('Nội dung “văn bản” có chữ in **đậm**.')],
  ['the least file', async () => smallestPdf()],
  ['words on a coloured ground', () => painted(`0.2 0.3 0.6 rg ${box} ${words('Muc', '1 g')}`)],
  [
    'the words of a scan, laid unseen over its picture',
    () => painted(`q 500 0 0 800 40 20 cm /I Do Q ${words('Quyet dinh', '3 Tr')}`),
  ],
  ['a box that is clipped to a corner', () => painted(`${words('Quyet dinh')} q 0 0 20 20 re W n 1 g ${box} Q`)],
  ['words painted again after the box', () => painted(`${words('Muc')} 0.9 g ${box} ${words('Muc', '0 g')}`)],
]
test.for(honest)('%s: nothing is found', async ([, make]) => {
  expect(await lookThrough({ bytes: await make() })).toEqual([])
})

test('a file that cannot be looked through is told as such, never as clean', async () => {
  expect(codesOf(await lookThrough({ bytes: Buffer.from('%PDF-1.7\nhỏng') }))).toEqual(['not-looked'])
})
