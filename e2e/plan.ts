import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The plan that stands in source text S2, line by line: what a specialist would copy into the editor. */
export function planLines(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../data/sources/texts/S2.txt'), 'utf8').normalize('NFC')
  const from = text.indexOf('I. MỤC TIÊU, YÊU CẦU')
  const until = text.indexOf('./.', from)
  if (from < 0 || until < 0) throw new Error('the plan of S2 is not where it was')
  return text
    .slice(from, until)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Bare words of the plan, for looking whether all of it arrived: no signs of lists, marks or tables. */
export const wordsOf = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[*|]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The first words of the plan, table aside, that a text does not hold in their order; empty when all are there. */
export function missingIn(text: string): string {
  const found = wordsOf(text).split(' ')
  let at = 0
  const lines = planLines().filter((line) => !isRow(line))
  for (const line of lines)
    for (const word of wordsOf(line).split(' ').filter(Boolean)) {
      at = found.indexOf(word, at) + 1
      if (at === 0) return `${word} of: ${line}`
    }
  return ''
}

const isRow = (line: string) => line.includes('\t')
const cellsOf = (line: string) => line.split('\t').map((cell) => cell.trim())

/** As it is typed into the plain text area: rows of the table between bars, all of one width. */
export function typedPlan(): string {
  const lines = planLines()
  const width = Math.max(...lines.filter(isRow).map((line) => cellsOf(line).length))
  return lines
    .map((line) => {
      if (!isRow(line)) return line
      const cells = cellsOf(line)
      return `| ${[...cells, ...Array.from({ length: width - cells.length }, () => '')].join(' | ')} |`
    })
    .join('\n')
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const runs = (line: string) => escaped(line).replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')

/** As a word processor lays it on the clipboard: paragraphs, bold, one table. */
export function pastedPlan(): string {
  const parts: string[] = []
  let rows: string[] = []
  const close = () => {
    if (rows.length > 0) parts.push(`<table><tbody>${rows.join('')}</tbody></table>`)
    rows = []
  }
  const width = Math.max(
    ...planLines()
      .filter(isRow)
      .map((line) => cellsOf(line).length),
  )
  for (const line of planLines()) {
    if (isRow(line)) {
      const cells = [...cellsOf(line), ...Array.from({ length: width }, () => '')].slice(0, width)
      rows.push(`<tr>${cells.map((cell) => `<td><p>${runs(cell)}</p></td>`).join('')}</tr>`)
    } else {
      close()
      parts.push(`<p class="MsoNormal">${runs(line)}</p>`)
    }
  }
  close()
  return `<html><body><!--StartFragment-->${parts.join('')}<!--EndFragment--></body></html>`
}
