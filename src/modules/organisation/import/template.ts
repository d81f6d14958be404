import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { Sheet } from './sheet.ts'
import { csvCell } from './table.ts'

const text = (value: string, bold = false) => ({
  value,
  type: String,
  wrap: true,
  ...(bold ? { fontWeight: 'bold' as const } : {}),
})
const headOf = ({ head, required }: Sheet['columns'][number]) => (required ? `${head} *` : head)

const guide = (sheets: readonly Sheet[]): Row[] => [
  [text('Trang', true), text('Cột', true), text('Bắt buộc', true), text('Cách ghi', true), text('Ví dụ', true)],
  ...sheets.flatMap((sheet) =>
    sheet.columns.map((column) => [
      text(sheet.name),
      text(column.head),
      text(column.required ? 'Có' : ''),
      text(column.means),
      text(column.examples.filter(Boolean).join('; ')),
    ]),
  ),
]

/** The template as one workbook: an empty sheet for each kind of line and a page that explains the columns. */
export async function templateBook(sheets: readonly Sheet[]): Promise<Buffer> {
  const pages = sheets.map((sheet) => ({
    data: [sheet.columns.map((column) => text(headOf(column), true))],
    columns: sheet.columns.map(({ head }) => ({ width: Math.max(16, head.length + 4) })),
    sheet: sheet.name,
    stickyRowsCount: 1,
  }))
  const explained = {
    data: guide(sheets),
    columns: [{ width: 14 }, { width: 24 }, { width: 10 }, { width: 80 }, { width: 40 }],
    sheet: 'Hướng dẫn',
    stickyRowsCount: 1,
  }
  return writeExcelFile([...pages, explained]).toBuffer()
}

/** The template of one sheet as CSV with a mark of UTF-8, so that Excel reads it; its lines are examples to write over. */
export function templateCsv({ columns }: Sheet): string {
  const lines = [columns.map(headOf)]
  for (const at of [0, 1]) lines.push(columns.map(({ examples }) => examples[at] ?? ''))
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}
