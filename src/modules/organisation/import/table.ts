import { Refused } from '#kernel/refused.ts'
import { fold, nfc } from '#kernel/vietnamese.ts'

/** A sheet as it was read: its name, and its lines with the numbers that people see in their spreadsheet. */
export type Table = { name: string; rows: { number: number; cells: string[] }[] }

/** A cell as text: NFC, no blanks around, days as dd/mm/yyyy, a tick as "Có". */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const [year = '', month = '', day = ''] = value.toISOString().slice(0, 10).split('-')
    return `${day}/${month}/${year}`
  }
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  return nfc(String(value)).replace(/\s+/g, ' ').trim()
}

/** A sheet of cells without its empty lines. */
export const tableOf = (name: string, data: readonly (readonly unknown[])[]): Table => ({
  name: nfc(name).trim(),
  rows: data
    .map((cells, at) => ({ number: at + 1, cells: cells.map(cellText) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '')),
})

const separators = [',', ';', '\t']

/** The cells of a CSV text (RFC 4180; the separator is the one that its first line has most of). @throws Refused unreadable-file */
export function csvCells(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '')
  const first = plain.split(/\r?\n/, 1)[0] ?? ''
  const counted = separators.map((sign) => ({ sign, count: first.split(sign).length }))
  const separator = counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ','
  const lines: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (plain[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
      continue
    }
    if (sign === '"' && cell === '') quoted = true
    else if (sign === separator || sign === '\n') {
      lines.at(-1)?.push(cell)
      cell = ''
      if (sign === '\n') lines.push([])
    } else if (sign !== '\r') cell += sign
  }
  if (quoted) throw new Refused('unreadable-file', 'file')
  lines.at(-1)?.push(cell)
  return lines
}

/** A cell of a CSV that Excel does not take for a formula, quoted where it must be. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Two headings are the same without marks, case and the star of a required column. */
export const sameHead = (one: string, other: string): boolean =>
  fold(one).replace(/\s*\*$/, '') === fold(other).replace(/\s*\*$/, '')
