import { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import type { Block } from '#kernel/content.ts'
import { centred, font, lineOf, runsOf, textWidth, twip, written } from './words.ts'

const label = /^(Phần|Chương|Mục|Tiểu mục) ([^ .:]+)[.:]?\s*(.*)$/u
type Heading = Extract<Block, { type: 'heading' }>
type Grid = Extract<Block, { type: 'table' }>

/** "Chương I. Quy định chung" becomes two lines in the middle; "I. MỤC ĐÍCH" stays a bold line of the text. */
function heading({ content }: Heading): Paragraph[] {
  const [, kind, mark, title = ''] = label.exec(content.map(({ text }) => text).join('')) ?? []
  if (!kind) return [lineOf(runsOf('part', content), { keepNext: true })]
  const lines = [centred([written('part', `${kind} ${mark}`)], { keepNext: true, spacing: { before: 120, after: 0 } })]
  if (title !== '') lines.push(centred([written('part-title', title)], { keepNext: true, spacing: { after: 120 } }))
  return lines
}

/** Columns as wide as what they hold asks for, within limits. */
function widthsOf({ content }: Grid, wide: number): number[] {
  const columns = content[0]?.content.length ?? 1
  const weights = Array.from({ length: columns }, (_, at) => {
    const lengths = content.map(
      (row) => row.content[at]?.content.flatMap((p) => p.content.map(({ text }) => text)).join('').length ?? 0,
    )
    return Math.min(14, Math.max(2.2, Math.sqrt(Math.max(...lengths))))
  })
  const all = weights.reduce((sum, one) => sum + one, 0)
  return weights.map((one) => twip((wide * one) / all))
}

function table(of: Grid, wide: number): Table {
  const columns = of.content[0]?.content.length ?? 1
  const size = columns > 8 ? 20 : columns > 5 ? 22 : 26
  const widths = widthsOf(of, wide)
  const rows = of.content.map((row) => {
    const head = row.content.every(({ type }) => type === 'tableHeader')
    const cells = row.content.map(
      (cell, at) =>
        new TableCell({
          width: { size: widths[at] ?? 1000, type: WidthType.DXA },
          children: cell.content.map(
            (line) =>
              new Paragraph({
                alignment: head ? AlignmentType.CENTER : AlignmentType.LEFT,
                children: line.content.map(({ text, marks }) => {
                  const has = (mark: 'bold' | 'italic') => marks?.some(({ type }) => type === mark) ?? false
                  return new TextRun({ text, font, size, bold: head || has('bold'), italics: has('italic') })
                }),
              }),
          ),
        }),
    )
    return new TableRow({ children: cells, tableHeader: head, cantSplit: true })
  })
  return new Table({ rows, columnWidths: widths, width: { size: twip(wide), type: WidthType.DXA } })
}

function blockOf(block: Block, wide: number): (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading':
      return heading(block)
    case 'article':
      return [lineOf([written('article', `Điều ${block.attrs.number}. `), ...runsOf('body', block.content)])]
    case 'clause':
      return [lineOf([written('body', `${block.attrs.number}. `), ...runsOf('body', block.content)])]
    case 'point':
      return [lineOf([written('body', `${block.attrs.letter}) `), ...runsOf('body', block.content)])]
    case 'basis':
      return [lineOf(runsOf('basis', block.content))]
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item, at) =>
        item.content.map((line, place) => {
          const mark = block.type === 'bulletList' ? '- ' : `${at + 1}) `
          return lineOf([...(place === 0 ? [written('body', mark)] : []), ...runsOf('body', line.content)])
        }),
      )
    case 'table':
      return [
        table(block, wide),
        new Paragraph({ spacing: { before: 0, after: 120, line: 120, lineRule: 'exact' }, children: [] }),
      ]
    default:
      return [lineOf(runsOf('body', block.content))]
  }
}

/** The text in Word's own paragraphs and tables; `wide` is the width of the place in millimetres. */
export const bodyOf = (blocks: readonly Block[], wide: number = textWidth): (Paragraph | Table)[] =>
  blocks.flatMap((block) => blockOf(block, wide))
