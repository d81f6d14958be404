import { AlignmentType, BorderStyle, type IParagraphOptions, Paragraph, TextRun } from 'docx'
import type { Inline } from '#kernel/content.ts'
import { layoutLaw } from '../pdf/law.ts'

/** Times New Roman of the reader's machine, as the decree wants it. */
export const font = 'Times New Roman'
export const twip = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
export const textWidth = layoutLaw.page.width - layoutLaw.page.left.value - layoutLaw.page.right.value

const upper = (words: string) => words.toLocaleUpperCase('vi')
const elementOf = (name: string) => {
  const element = layoutLaw.elements[name]
  if (!element) throw new Error(`data/layout.yaml lacks the element "${name}"`)
  return element
}

/** Words in the size, weight and case of an element of the layout. */
export function written(name: string, text: string, over: { colour?: string } = {}): TextRun {
  const { size, weight, style, case: of } = elementOf(name)
  return new TextRun({
    text: of === 'upper' ? upper(text) : text,
    font,
    size: size * 2,
    bold: weight === 'bold',
    italics: style === 'italic',
    ...(over.colour ? { color: over.colour } : {}),
  })
}

/** Runs of the text, with the marks that their writer gave them. */
export const runsOf = (name: string, runs: readonly Inline[]): TextRun[] =>
  runs.map(({ text, marks }) => {
    const { size, weight, style } = elementOf(name)
    const has = (mark: 'bold' | 'italic') => marks?.some(({ type }) => type === mark) ?? false
    return new TextRun({
      text,
      font,
      size: size * 2,
      bold: weight === 'bold' || has('bold'),
      italics: style === 'italic' || has('italic'),
    })
  })

const single = 240

/** A single spaced line in the middle of its place. */
export const centred = (children: TextRun[], over: Partial<IParagraphOptions> = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: single, lineRule: 'auto', before: 0, after: 0 },
    children,
    ...over,
  })

/** A line of the text: justified, its first line in, gap and spacing as annex I, II.6e has them. */
export const lineOf = (children: TextRun[], over: Partial<IParagraphOptions> = {}): Paragraph => {
  const { indent, gap, lines } = layoutLaw.paragraph
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twip(indent.value) },
    spacing: { line: Math.round(single * lines.value), lineRule: 'auto', before: 0, after: gap.value * 20 },
    children,
    ...over,
  })
}

/** A rule in the middle of a place of some width (millimetres). */
export const rule = (place: number, long: number): Paragraph =>
  new Paragraph({
    indent: { left: twip((place - long) / 2), right: twip((place - long) / 2) },
    border: { top: { style: BorderStyle.SINGLE, size: 5, space: 1, color: '000000' } },
    spacing: { line: 60, lineRule: 'exact', before: 40, after: 60 },
    children: [],
  })

/** About how long words of an element are in millimetres; Word measures them itself, only rules need it. */
export const longOf = (name: string, text: string): number => {
  const { size, case: of, weight } = elementOf(name)
  const wide = (of === 'upper' ? 0.66 : 0.46) * (weight === 'bold' ? 1.06 : 1)
  return text.length * size * wide * 0.3528
}
