import writeExcelFile, { type Row } from 'write-excel-file/node'
import { type Cell, columns, linesOf, titleOf } from './exchange.table.ts'
import type { ExchangeReport } from './report.ts'

const bold = { fontWeight: 'bold' as const }

function cellOf(cell: Cell): Row[number] {
  if (cell.kind === 'text') return { value: cell.value, type: String }
  if (cell.value === null) return null
  return { value: cell.value, type: Number, format: cell.kind === 'count' ? '#,##0' : '0.00' }
}

/** The report as an Excel workbook with the columns of the CSV; figures are numbers, words are never formulas. */
export async function workbookOf(report: ExchangeReport): Promise<Buffer> {
  const rows: Row[] = [
    [{ value: titleOf(report), type: String, ...bold }],
    columns.map(({ head }) => ({ value: head, type: String, wrap: true, ...bold })),
    ...linesOf(report).map((row) => row.map(cellOf)),
  ]
  const widths = columns.map((_, at) => ({ width: at === 0 ? 34 : 14 }))
  return writeExcelFile(rows, { columns: widths, stickyRowsCount: 2, sheet: 'Trao doi van ban' }).toBuffer()
}
