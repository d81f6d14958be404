import { formatNumber } from '#kernel/vietnamese.ts'

/** A cell of a report's file: words, a whole count, or a share in percent with two decimals. Null: nothing to say. */
export type Cell = { kind: 'text'; value: string } | { kind: 'count' | 'percent'; value: number | null }
/** A report as a file, the same in CSV and Excel: what it is, its columns, its lines. */
export type Sheet = { title: string; heads: readonly string[]; rows: readonly (readonly Cell[])[] }

/** A cell as people read it: 1234,5 with a comma, no points between thousands, so that programs read it too. */
const plain = (cell: Cell): string => {
  if (cell.kind === 'text') return harmless(cell.value)
  if (cell.value === null) return ''
  return cell.kind === 'count' ? String(cell.value) : formatNumber(cell.value, 2, true).replaceAll('.', '')
}

/** A text that begins like a formula would be run by a spreadsheet: it gets an apostrophe before it. */
export const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

const quoted = (value: string): string => (/[",;\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
const line = (cells: readonly string[]) => cells.map(quoted).join(',')

/** CSV: UTF-8 with a byte order mark, commas, CRLF (RFC 4180). */
export const csvFrom = ({ title, heads, rows }: Sheet): string =>
  `\uFEFF${[line([title]), line(heads), ...rows.map((row) => line(row.map(plain)))].join('\r\n')}\r\n`
