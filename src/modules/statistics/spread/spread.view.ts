import { formatNumber } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { shownShare } from '../exchange/definition.ts'
import { targetView } from '../exchange/exchange.view.ts'
import { roadmapsOf } from '../exchange/report.ts'
import { levelWords } from '../periods/levels.vi.ts'
import { monthOf, type Period, periodOf } from '../periods/period.ts'
import { type SpreadAddress, spreadAddress } from './spread.forms.ts'
import {
  type Condition,
  conditions,
  fulfils,
  inLevel,
  type SpreadFigure,
  type SpreadLevel,
  type Standing,
  spreadOf,
  standingsOf,
} from './spread.ts'

export const conditionWords: Record<Condition, { title: string; clause: string }> = {
  exchanges_electronically: {
    title: 'Gửi và nhận văn bản điện tử với cơ quan cấp tỉnh, cấp huyện trong mỗi tháng của kỳ',
    clause: 'S0 1.c',
  },
  uses_eoffice: { title: 'Dùng văn phòng điện tử (phát hành hoặc vào sổ văn bản) trong mỗi tháng của kỳ', clause: 'S3, KH 2014' },
  eoffice_equipped: { title: 'Được trang bị hệ thống quản lý văn bản và điều hành', clause: 'S4 III.2.b, III.3.b.3' },
  hamlet_reached: { title: 'Thôn, bản nhận đủ thông tin chỉ đạo, điều hành gửi trong kỳ', clause: 'S0 1.c' },
  has_account: { title: 'Cán bộ, công chức, viên chức có tài khoản trên hệ thống', clause: 'S4 III.3.b.1' },
}
export const spreadLevelWords: Record<SpreadLevel, string> = {
  province: levelWords.PROVINCE,
  district: levelWords.DISTRICT,
  commune: levelWords.COMMUNE,
  all: 'Toàn tỉnh',
}

const whole = (count: number) => formatNumber(count, 0)

function figureView({ condition, level, ratio, judged }: SpreadFigure, period: string) {
  return {
    key: `${condition}-${level}`,
    level: spreadLevelWords[level],
    share: shownShare(ratio),
    part: { text: whole(ratio.part), href: spreadAddress({ period, condition, level, met: 'co' }) },
    whole: { text: whole(ratio.whole), href: spreadAddress({ period, condition, level, met: null }) },
    lacking: ratio.whole > ratio.part ? spreadAddress({ period, condition, level, met: 'khong' }) : null,
    target: targetView(judged),
  }
}

/** A condition and a level in words, as a line of the command's answer. */
export const spreadWords = (condition: Condition, level: SpreadLevel): string =>
  `${conditionWords[condition].title} (${spreadLevelWords[level].toLowerCase()})`

/** How far electronic work has spread among the agencies in reach, by condition and level, each figure with its agencies behind it. */
export async function openSpread(work: Work, period: Period) {
  const figures = spreadOf(await standingsOf(work, period), await roadmapsOf(work), period)
  return {
    period: period.label,
    rows: conditions.flatMap((condition) => {
      const own = figures.filter((one) => one.condition === condition)
      // Where there is one level alone, the sum over all says the same again.
      const shown = own.length === 2 ? own.slice(0, 1) : own
      return shown.map((one, at) => ({ ...figureView(one, period.code), ...conditionWords[condition], first: at === 0 }))
    }),
  }
}
export type SpreadView = Awaited<ReturnType<typeof openSpread>>

const months = (days: readonly string[]) => days.map((day) => `${day.slice(5, 7)}/${day.slice(0, 4)}`).join(', ')

/** What an agency lacks for a condition, in words; empty when it lacks nothing. */
function lackOf(one: Standing, condition: Condition): string {
  if (condition === 'exchanges_electronically') return one.cut_off.length > 0 ? `thiếu tháng ${months(one.cut_off)}` : ''
  if (condition === 'uses_eoffice') return one.idle.length > 0 ? `thiếu tháng ${months(one.idle)}` : ''
  if (condition === 'hamlet_reached') return one.reached < one.sent ? `${whole(one.sent - one.reached)} văn bản chưa tới` : ''
  if (one.people === 0) return 'chưa có người nào trong danh sách'
  return one.accounts < one.people ? `${whole(one.people - one.accounts)} người chưa có tài khoản` : ''
}

function figuresOf(one: Standing, condition: Condition): string {
  if (condition === 'hamlet_reached') return `${whole(one.reached)} / ${whole(one.sent)} văn bản đã tới`
  if (condition === 'has_account' || condition === 'eoffice_equipped')
    return `${whole(one.accounts)} / ${whole(one.people)} người có tài khoản`
  return `${whole(condition === 'uses_eoffice' ? one.worked : one.exchanged)} / ${whole(one.months)} tháng`
}

/** The agencies behind one share: who fulfils the condition and who does not, those who do not first. */
export async function openSpreadList(work: Work, address: SpreadAddress) {
  const period = address.ky === null ? monthOf(work.clock.today) : periodOf(address.ky)
  const { 'dieu-kien': condition, cap: level, dat } = address
  const all = inLevel(await standingsOf(work, period), level, condition)
  const rows = all
    .map((one) => ({ one, met: fulfils(one, condition) }))
    .filter(({ met }) => dat === null || met === (dat === 'co'))
    .toSorted((a, b) => Number(a.met) - Number(b.met) || a.one.of.name.localeCompare(b.one.of.name, 'vi'))
  const place = { period: period.code, condition, level }
  return {
    title: conditionWords[condition].title,
    about: `${spreadLevelWords[level]}, ${period.label}`,
    choices: [
      { label: 'Tất cả', met: null },
      { label: 'Đạt', met: 'co' as const },
      { label: 'Chưa đạt', met: 'khong' as const },
    ].map(({ label, met }) => ({ label, href: spreadAddress({ ...place, met }), current: dat === met })),
    rows: rows.map(({ one, met }) => ({
      key: one.agency,
      name: one.of.name,
      level: levelWords[one.of.level],
      met,
      figures: figuresOf(one, condition),
      lack: lackOf(one, condition),
    })),
  }
}
