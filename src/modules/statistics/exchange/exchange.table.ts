import { formatDate } from '#kernel/vietnamese.ts'
import { levelWords } from '../periods/levels.vi.ts'
import type { Cell, Sheet } from '../tables/table.ts'
import { ratio, share } from './definition.ts'
import { type Measures, sumOf } from './measures.ts'
import type { AgencyLine, ExchangeReport } from './report.ts'
import { scopeWords, verdictWords } from './words.vi.ts'

type Line = { name: string; code: string; level: string; measures: Measures; judged: AgencyLine['judged'] }

const text = (value: string): Cell => ({ kind: 'text', value })
const count = (value: number): Cell => ({ kind: 'count', value })
const percent = ({ part, whole }: { part: number; whole: number }): Cell => {
  const hundredths = share(part, whole)
  return { kind: 'percent', value: hundredths === null ? null : hundredths / 100 }
}

/** The columns of the table as a file (S1 5; S4 III.6.b): the same in CSV and Excel. */
// biome-ignore format: a table
const columns: readonly { head: string; cell: (line: Line) => Cell }[] = [
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

/** Lines by level, each level followed by its sum, at last the sum of all: ratios of sums, never means of ratios. */
function linesOf({ lines }: ExchangeReport): Cell[][] {
  const asLine = (line: AgencyLine): Line => ({
    ...{ name: line.agency.name, code: line.agency.organId, level: levelWords[line.agency.level] },
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
      ? [...group.map(asLine), total(`Cộng ${levelWords[first.agency.level].toLowerCase()}`, group)]
      : []
  })
  return [...rows, total('Tổng cộng', lines)].map((line) => columns.map(({ cell }) => cell(line)))
}

/** What the figures are: stands above the table, so that a printed sheet explains itself. */
const titleOf = ({ period, scope, agency, at }: ExchangeReport): string =>
  `Trao đổi văn bản điện tử; ${scopeWords[scope].toLowerCase()}; ${period.label}; ${agency?.name ?? 'toàn tỉnh'}; đơn vị tính: đầu số văn bản; số liệu đến ${formatDate(at)}`

/** The report as a file. */
export const exchangeSheet = (report: ExchangeReport): Sheet => ({
  title: titleOf(report),
  heads: columns.map(({ head }) => head),
  rows: linesOf(report),
})
