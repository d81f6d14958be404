import { formatDate } from '#kernel/vietnamese.ts'
import { ratio, share } from '../exchange/definition.ts'
import { verdictWords } from '../exchange/words.vi.ts'
import { levelWords } from '../periods/levels.vi.ts'
import type { Cell, Sheet } from '../tables/table.ts'
import { handlingRatio } from './handling.ts'
import type { MonthlyLine, MonthlyReport } from './monthly.ts'

type Line = MonthlyLine & { name: string; code: string; level: string }

const text = (value: string): Cell => ({ kind: 'text', value })
const count = (value: number): Cell => ({ kind: 'count', value })
const points = (value: number | null): Cell => ({ kind: 'percent', value })
const percent = ({ part, whole }: { part: number; whole: number }): Cell => {
  const hundredths = share(part, whole)
  return points(hundredths === null ? null : hundredths / 100)
}

/** Work files come later: what counts them beside documents says so (S1 1). */
export const noWorkFiles = 'hồ sơ công việc: chưa có dữ liệu'

/** The columns of the periodic report (S1 5): sent, received, handled, signed, and the share against its target (S1 1). */
// biome-ignore format: a table
const columns: readonly { head: string; cell: (line: Line) => Cell }[] = [
  { head: 'Cơ quan',                                cell: (line) => text(line.name) },
  { head: 'Mã định danh',                           cell: (line) => text(line.code) },
  { head: 'Cấp',                                    cell: (line) => text(line.level) },
  { head: 'Gửi: văn bản đi',                        cell: ({ sent }) => count(sent.documents) },
  { head: 'Gửi: hoàn toàn điện tử',                 cell: ({ sent }) => count(sent.e) },
  { head: 'Gửi: điện tử kèm giấy',                  cell: ({ sent }) => count(sent.h) },
  { head: 'Gửi: chỉ giấy',                          cell: ({ sent }) => count(sent.p) },
  { head: 'Gửi: tỷ lệ hoàn toàn điện tử (%)',       cell: ({ sent }) => percent(ratio('E_DOC', sent)) },
  { head: 'Gửi: tỷ lệ có điện tử (%)',              cell: ({ sent }) => percent(ratio('EANY_DOC', sent)) },
  { head: 'Nhận: văn bản đến',                      cell: ({ handled }) => count(handled.received) },
  { head: 'Nhận: điện tử',                          cell: ({ handled }) => count(handled.received_e) },
  { head: 'Nhận: chỉ giấy',                         cell: ({ handled }) => count(handled.received_p) },
  { head: 'Nhận: tỷ lệ điện tử (%)',                cell: ({ handled }) => percent(handlingRatio('RECV_E', handled)) },
  { head: 'Xử lý: văn bản đến phải xử lý',          cell: ({ handled }) => count(handled.to_process) },
  { head: 'Xử lý: trọn trên hệ thống',              cell: ({ handled }) => count(handled.processed) },
  { head: 'Xử lý: tỷ lệ (%)',                       cell: ({ handled }) => percent(handlingRatio('PROC_E', handled)) },
  { head: 'Ký số: cá nhân',                         cell: ({ handled }) => count(handled.signed_person) },
  { head: 'Ký số: cơ quan',                         cell: ({ handled }) => count(handled.signed_agency) },
  { head: 'Ký số: tỷ lệ đủ chữ ký số (%)',          cell: ({ handled }) => percent(handlingRatio('SIGN_E', handled)) },
  { head: 'Trừ: chưa gửi điện tử toàn bộ hồ sơ',    cell: ({ sent }) => count(sent.documents - sent.complete) },
  { head: 'Phát hành',                              cell: ({ handled }) => count(handled.issued) },
  { head: 'Trọn vẹn trên môi trường điện tử',       cell: ({ handled }) => count(handled.whole) },
  { head: 'Tỷ lệ trọn vẹn (%)',                     cell: ({ handled }) => percent(handlingRatio('EPROC', handled)) },
  { head: 'So với kỳ trước (điểm)',                 cell: ({ change }) => points(change) },
  { head: 'Chỉ tiêu (%)',                           cell: ({ judged }) => points(judged?.target.value ?? null) },
  { head: 'Kết quả',                                cell: ({ judged }) => text(judged?.verdict ? verdictWords[judged.verdict] : '') },
]

/** What the figures are: stands above the table, so that a printed sheet explains itself. */
const titleOf = ({ period, agency, at }: MonthlyReport): string =>
  `Gửi, nhận, xử lý, ký số văn bản trên môi trường điện tử; ${period.label}; ${agency?.name ?? 'toàn tỉnh'}; ${noWorkFiles}; số liệu đến ${formatDate(at)}`

/** Lines by level, each level followed by its sum, at last the sum of all: ratios of sums, never means of ratios. */
export function monthlySheet(report: MonthlyReport): Sheet {
  const sum = (name: string, of: MonthlyLine): Line => ({ ...of, name, code: '', level: '' })
  const lines = report.groups.flatMap(({ level, lines: own, total }) => [
    ...own.map((line): Line => ({ ...line, name: line.agency.name, code: line.agency.organId, level: levelWords[level] })),
    sum(`Cộng ${levelWords[level].toLowerCase()}`, total),
  ])
  const all = [...lines, sum('Tổng cộng', report.total)]
  return {
    title: titleOf(report),
    heads: columns.map(({ head }) => head),
    rows: all.map((line) => columns.map(({ cell }) => cell(line))),
  }
}
