import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { Cell, Sheet } from './table.ts'

const bold = { fontWeight: 'bold' as const }

function cellOf(cell: Cell): Row[number] {
  if (cell.kind === 'text') return { value: cell.value, type: String }
  if (cell.value === null) return null
  return { value: cell.value, type: Number, format: cell.kind === 'count' ? '#,##0' : '0.00' }
}

/** The columns of the CSV as an Excel workbook; figures are numbers, words are never formulas. */
export async function workbookFrom({ title, heads, rows }: Sheet, name: string): Promise<Buffer> {
  const lines: Row[] = [
    [{ value: title, type: String, ...bold }],
    heads.map((head) => ({ value: head, type: String, wrap: true, ...bold })),
    ...rows.map((row) => row.map(cellOf)),
  ]
  const columns = heads.map((_, at) => ({ width: at === 0 ? 34 : 14 }))
  return writeExcelFile(lines, { columns, stickyRowsCount: 2, sheet: name }).toBuffer()
}
