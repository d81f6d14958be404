import { formatDate, formatNumber } from '#kernel/vietnamese.ts'
import { ratio, share } from './definition.ts'
import { type Measures, sumOf } from './measures.ts'
import type { AgencyLine, ExchangeReport } from './report.ts'
import { scopeWords, verdictWords } from './words.vi.ts'

/** A cell: words, a whole count, or a share in percent with two decimals. Null: nothing to say. */
export type Cell = { kind: 'text'; value: string } | { kind: 'count' | 'percent'; value: number | null }
type Line = { name: string; code: string; level: string; measures: Measures; judged: AgencyLine['judged'] }

const text = (value: string): Cell => ({ kind: 'text', value })
const count = (value: number): Cell => ({ kind: 'count', value })
const percent = ({ part, whole }: { part: number; whole: number }): Cell => {
  const hundredths = share(part, whole)
  return { kind: 'percent', value: hundredths === null ? null : hundredths / 100 }
}

/** The columns of the table as a file (S1 5; S4 III.6.b): the same in CSV and Excel. */
// biome-ignore format: a table
export const columns: readonly { head: string; cell: (line: Line) => Cell }[] = [
  { head: 'Cơ quan',                          cell: (line) => text(line.name) },
  { head: 'Mã định danh',                     cell: (line) => text(line.code) },
  { head: 'Cấp',                              cell: (line) => text(line.level) },
  { head: 'Văn bản gửi',                      cell: ({ measures }) => count(measures.documents) },
  { head: 'Trong đó không số',                cell: ({ measures }) => count(measures.unnumbered) },
  { head: 'Hoàn toàn điện tử (E)',            cell: ({ measures }) => count(measures.e) },
  { head: 'Điện tử kèm giấy (H)',             cell: ({ measures }) => count(measures.h) },
  { head: 'Chỉ giấy (P)',                     cell: ({ measures }) => count(measures.p) },
  { head: 'Tỷ lệ E (%)',                      cell: ({ measures }) => percent(ratio('E_DOC', measures)) },
  { head: 'Tỷ lệ có điện tử E+H (%)',         cell: ({ measures }) => percent(ratio('EANY_DOC', measures)) },
  { head: 'Tỷ lệ gửi điện tử toàn bộ hồ sơ (%)', cell: ({ measures }) => percent(ratio('ECOMPLETE_DOC', measures)) },
  { head: 'Lượt gửi E',                       cell: ({ measures }) => count(measures.sent_e) },
  { head: 'Lượt gửi H',                       cell: ({ measures }) => count(measures.sent_h) },
  { head: 'Lượt gửi P',                       cell: ({ measures }) => count(measures.sent_p) },
  { head: 'Bản giấy',                         cell: ({ measures }) => count(measures.copies_h + measures.copies_p) },
  { head: 'Kênh quản lý văn bản',             cell: ({ measures }) => count(measures.eoffice) },
  { head: 'Kênh thư điện tử',                 cell: ({ measures }) => count(measures.email) },
  { head: 'Kênh cổng, trang',                 cell: ({ measures }) => count(measures.portal) },
  { head: 'Kênh chuyên ngành',                cell: ({ measures }) => count(measures.specialised) },
  { head: 'Chưa gửi được',                    cell: ({ measures }) => count(measures.failed) },
  { head: 'Bị từ chối',                       cell: ({ measures }) => count(measures.refused) },
  { head: 'Chỉ tiêu E (%)',                   cell: ({ judged }) => ({ kind: 'percent', value: judged?.target.value ?? null }) },
  { head: 'Chênh (điểm)',                     cell: ({ judged }) => ({ kind: 'percent', value: judged?.gap ?? null }) },
  { head: 'Kết quả',                          cell: ({ judged }) => text(judged?.verdict ? verdictWords[judged.verdict] : '') },
]

const levels = { PROVINCE: 'Cấp tỉnh', DISTRICT: 'Cấp huyện', COMMUNE: 'Cấp xã', CENTRAL: 'Trung ương', HAMLET: 'Thôn' } as const

/** Lines by level, each level followed by its sum, at last the sum of all: ratios of sums, never means of ratios. */
export function linesOf({ lines }: ExchangeReport): Cell[][] {
  const asLine = (line: AgencyLine): Line => ({
    ...{ name: line.agency.name, code: line.agency.organId, level: levels[line.agency.level] },
    ...{ measures: line.measures, judged: line.judged },
  })
  const groups = (['PROVINCE', 'DISTRICT', 'COMMUNE'] as const).map((level) =>
    lines.filter((line) => line.agency.level === level),
  )
  const total = (name: string, of: readonly AgencyLine[]): Line => ({
    ...{ name, code: '', level: '', judged: null },
    measures: sumOf(of.map(({ measures }) => measures)),
  })
  const rows = groups.flatMap((group) => {
    const [first] = group
    return first && group.length > 0
      ? [...group.map(asLine), total(`Cộng ${levels[first.agency.level].toLowerCase()}`, group)]
      : []
  })
  return [...rows, total('Tổng cộng', lines)].map((line) => columns.map(({ cell }) => cell(line)))
}

/** What the figures are: stands above the table, so that a printed sheet explains itself. */
export const titleOf = ({ period, scope, agency, at }: ExchangeReport): string =>
  `Trao đổi văn bản điện tử; ${scopeWords[scope].toLowerCase()}; ${period.label}; ${agency?.name ?? 'toàn tỉnh'}; đơn vị tính: đầu số văn bản; số liệu đến ${formatDate(at)}`

/** A cell as people read it: 1234,5 with a comma, no points between thousands, so that programs read it too. */
const plain = (cell: Cell): string => {
  if (cell.kind === 'text') return cell.value
  if (cell.value === null) return ''
  return cell.kind === 'count' ? String(cell.value) : formatNumber(cell.value, 2, true).replaceAll('.', '')
}

/** A text that begins like a formula would be run by a spreadsheet: it gets an apostrophe before it. */
export const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

const quoted = (value: string): string => (/[",;\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
const line = (cells: readonly string[]) => cells.map(quoted).join(',')

/** The report as CSV: UTF-8 with a byte order mark, commas, CRLF (RFC 4180). */
export function csvOf(report: ExchangeReport): string {
  const cells = linesOf(report).map((row) => line(row.map((cell) => (cell.kind === 'text' ? harmless(cell.value) : plain(cell)))))
  return `\uFEFF${[line([titleOf(report)]), line(columns.map(({ head }) => head)), ...cells].join('\r\n')}\r\n`
}
