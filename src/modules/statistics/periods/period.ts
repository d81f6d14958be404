import { addWorkingDays, type Calendar, instantAt } from '#kernel/calendar.ts'
import { Refused } from '#kernel/refused.ts'
import { addDays, formatDate } from '#kernel/vietnamese.ts'

/** Reporting periods: those of the social-economic report (S1 5) and each half-year (S0 2.e). */
export const periodKinds = ['MONTH', 'QUARTER', 'SIX_MONTHS', 'NINE_MONTHS', 'YEAR'] as const
export type PeriodKind = (typeof periodKinds)[number]
/** `first` and `last` are days (yyyy-mm-dd), both within the period; `code` stands in addresses. */
export type Period = { kind: PeriodKind; code: string; first: string; last: string; label: string }

const two = (number: number) => String(number).padStart(2, '0')
const roman = ['I', 'II', 'III', 'IV'] as const

function spanning(kind: PeriodKind, year: number, from: number, months: number): Omit<Period, 'code' | 'label'> {
  const after = from + months > 12 ? `${year + 1}-01-01` : `${year}-${two(from + months)}-01`
  return { kind, first: `${year}-${two(from)}-01`, last: addDays(after, -1) }
}

/**
 * The period of a code: 2026-11 a month, 2026-Q4 a quarter, 2026-6T1 and 2026-6T2 half-years, 2026-9T nine months, 2026 a year.
 * @throws Refused bad-input period
 */
export function periodOf(code: string): Period {
  const [, year = '', part = ''] = /^(20\d\d|2[1-9]\d\d)(?:-(.+))?$/.exec(code) ?? []
  const at = (kind: PeriodKind, from: number, months: number, label: string) => ({
    ...spanning(kind, Number(year), from, months),
    code,
    label,
  })
  if (year !== '') {
    const month = /^(0[1-9]|1[0-2])$/.exec(part)?.[1]
    if (month) return at('MONTH', Number(month), 1, `Tháng ${month}/${year}`)
    const quarter = Number(/^Q([1-4])$/.exec(part)?.[1] ?? 0)
    if (quarter) return at('QUARTER', quarter * 3 - 2, 3, `Quý ${roman[quarter - 1]}/${year}`)
    if (part === '6T1') return at('SIX_MONTHS', 1, 6, `6 tháng đầu năm ${year}`)
    if (part === '6T2') return at('SIX_MONTHS', 7, 6, `6 tháng cuối năm ${year}`)
    if (part === '9T') return at('NINE_MONTHS', 1, 9, `9 tháng năm ${year}`)
    if (part === '' && code === year) return at('YEAR', 1, 12, `Năm ${year}`)
  }
  throw new Refused('bad-input', 'period')
}

/** The month that a day lies in. */
export const monthOf = (day: string): Period => periodOf(day.slice(0, 7))

/** The month `count` months before (negative: after) the one that a day lies in. */
export function monthBefore(day: string, count: number): Period {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count
  return periodOf(`${Math.floor(months / 12)}-${two((months % 12) + 1)}`)
}

/** The period of the same kind just before one. */
export function previousOf(period: Period): Period {
  const day = addDays(period.first, -1)
  const year = Number(period.first.slice(0, 4))
  if (period.kind === 'MONTH') return monthOf(day)
  if (period.kind === 'QUARTER') return periodOf(`${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`)
  if (period.kind === 'SIX_MONTHS') return periodOf(period.code.endsWith('6T2') ? `${year}-6T1` : `${year - 1}-6T2`)
  return periodOf(period.kind === 'NINE_MONTHS' ? `${year - 1}-9T` : `${year - 1}`)
}

/** Every period that ends on the last day of the month in which a day lies. */
export function periodsEndingIn(day: string): Period[] {
  const month = Number(day.slice(5, 7))
  const year = day.slice(0, 4)
  const codes = [day.slice(0, 7)]
  if (month % 3 === 0) codes.push(`${year}-Q${month / 3}`)
  if (month === 6) codes.push(`${year}-6T1`)
  if (month === 9) codes.push(`${year}-9T`)
  if (month === 12) codes.push(`${year}-6T2`, year)
  return codes.map(periodOf)
}

/** How far after its end a period is closed: working days and minutes since midnight. Data of the province; this is the default. */
export type ClosingRule = { workingDays: number; minutes: number }
export const usualClosing: ClosingRule = { workingDays: 3, minutes: 8 * 60 }

/** The instant at which a period is closed: 08:00 of the third working day after its end, unless the province says otherwise. */
export const closingInstant = (period: Period, calendar: Calendar, rule: ClosingRule = usualClosing): Date =>
  instantAt(addWorkingDays(period.last, rule.workingDays, calendar), rule.minutes)

/** 'từ 01/11/2026 đến 30/11/2026' */
export const spanWords = ({ first, last }: { first: string; last: string }): string =>
  `từ ${formatDate(first)} đến ${formatDate(last)}`
