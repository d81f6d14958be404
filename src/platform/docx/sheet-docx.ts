import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { layoutLaw, layoutWords } from '../pdf/law.ts'
import type { Annex } from '../pdf/sheet.parts.ts'
import { type PrintedSheet, printedSheet, type Sheet } from '../pdf/sheet.ts'
import { bodyOf } from './body.ts'
import { bareHead, headOf, sideBySide, titleOf } from './head.ts'
import { centred, font, rule, textWidth, twip, written } from './words.ts'

type Part = Paragraph | Table

const signature = ({ capacityLines, name }: PrintedSheet['signing']): Part[] => [
  ...capacityLines.map((line) => centred([written('capacity', line)])),
  centred([], { spacing: { before: twip(26), after: 0 } }),
  centred([written('signer', name)]),
]

const recipients = (sheet: PrintedSheet): Part[] => [
  new Paragraph({ children: [written('recipients-word', layoutWords('recipients'))] }),
  ...sheet.recipients.map((line) => new Paragraph({ children: [written('recipients', `- ${line}`)] })),
  ...(sheet.drafterMark ? [new Paragraph({ children: [written('drafter-mark', sheet.drafterMark)] })] : []),
  ...(sheet.family === 'leave'
    ? [centred([written('addressees', layoutWords('leave-confirmation'))], { spacing: { before: 300 } })]
    : []),
]

/** Signatures and recipients; several sign side by side above the recipients. */
function footOf(sheet: PrintedSheet): Part[] {
  const half = textWidth / 2
  const [first, ...rest] = [...sheet.others, sheet.signing]
  if (!first || rest.length === 0) return [sideBySide([[recipients(sheet), signature(sheet.signing)]], [half, half])]
  const pairs = rest.map((one, at) => [at === 0 ? signature(first) : [], signature(one)] as [Part[], Part[]])
  return [sideBySide([...pairs, [recipients(sheet), []]], [half, half])]
}

/** The line that says what an annex goes with; blank where an electronic document is (annex I, III.1c). */
function noteOf(sheet: PrintedSheet, form: Annex['form']): Part {
  const gap = sheet.onPaper ? '……' : '      '
  const filled = { number: gap, day: gap, month: gap, year: gap, notation: sheet.notation, agency: sheet.agency }
  return centred([written('annex-note', layoutWords(form === 'attached' ? 'attached-note' : 'annex-note', filled))])
}

function annexHead(sheet: PrintedSheet, annex: Annex): Part[] {
  if (annex.form === 'attached')
    return [
      bareHead(sheet),
      centred([written('kind', annex.kind)], { spacing: { before: 240 } }),
      ...(annex.subject === '' ? [] : [centred([written('subject', annex.subject)])]),
    ]
  const label = [layoutWords('annex'), annex.number].filter(Boolean).join(' ')
  return [
    centred([written('annex', label)]),
    ...(annex.titleText === '' ? [] : [centred([written('annex-title', annex.titleText)])]),
  ]
}

const mark = () =>
  new Footer({
    children: [centred([new TextRun({ text: 'Bản trình diễn – không có giá trị pháp lý', font, size: 16, color: '6E6E6E' })])],
  })
const marked = { default: mark(), first: mark() }

/** A section of its own: pages counted anew, the first without its number. */
function section(sheet: PrintedSheet, children: Part[], landscape: boolean): ISectionOptions {
  const { page, elements } = layoutLaw
  const size = (elements['page-number']?.size ?? 14) * 2
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ font, size, children: [PageNumber.CURRENT] })],
  })
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: twip(page.width),
          height: twip(page.height),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twip(page.top.value),
          bottom: twip(page.bottom.value),
          left: twip(page.left.value),
          right: twip(page.right.value),
          header: twip(8),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: { default: new Header({ children: [number] }), first: new Header({ children: [new Paragraph({ children: [] })] }) },
    ...(sheet.demonstration ? { footers: marked } : {}),
    children,
  }
}

const annexSection = (sheet: PrintedSheet, annex: Annex): ISectionOptions => {
  const { page } = layoutLaw
  const wide = annex.landscape ? page.height - page.left.value - page.right.value : textWidth
  const head = [...annexHead(sheet, annex), noteOf(sheet, annex.form), rule(wide, 35)]
  return section(sheet, [...head, ...bodyOf(annex.nodes, wide)], annex.landscape)
}

/** The same document as Word reads it: laid out by the same data, its text in Word's own paragraphs, tables and pages. */
export async function sheetDocx(of: Sheet): Promise<Uint8Array> {
  const sheet = printedSheet(of)
  const enacting =
    sheet.enacting === null ? [] : [centred([written('authority', sheet.enacting)], { spacing: { before: 120, after: 120 } })]
  const main = [
    ...headOf(sheet),
    ...titleOf(sheet),
    ...bodyOf(sheet.bases),
    ...enacting,
    ...bodyOf(sheet.nodes),
    centred([]),
    ...footOf(sheet),
  ]
  const file = new Document({
    title: sheet.title,
    creator: sheet.agency,
    styles: {
      default: { document: { run: { font, size: (layoutLaw.elements.body?.size ?? 14) * 2, language: { value: 'vi-VN' } } } },
    },
    sections: [section(sheet, main, false), ...sheet.annexes.map((annex) => annexSection(sheet, annex))],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}
