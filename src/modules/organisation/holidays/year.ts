import { Refused } from '#kernel/refused.ts'
import { formatDate, formatInstant } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { administers } from '../people/person.policy.ts'
import { mayKeepHolidays } from './holiday.policy.ts'
import { confirmedYear, type HolidayRow, holidaysOf } from './holiday.sql.ts'

const weekdays = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy']

/** Certain when the province confirmed the day or its whole year, or when it is off by a law or notice that was read. */
const isCertain = (row: HolidayRow, confirmed: boolean): boolean =>
  row.type !== 'proposed' && (row.own || confirmed || !/unverified|not verified|unknown/i.test(row.status))

/** The days off of a year as the page lists them. @throws Refused not-allowed for who administers nothing */
export async function shownYear({ tx, actor, clock }: Work, asked: string | null) {
  if (!administers(actor)) throw new Refused('not-allowed', 'holiday')
  const year = asked && /^2\d{3}$/.test(asked) ? Number(asked) : clock.year
  const confirmed = await confirmedYear(tx, year)
  const rows = (await holidaysOf(tx)).filter((row) => row.date.startsWith(`${year}-`))
  return {
    year,
    thisYear: clock.year,
    keeps: mayKeepHolidays(actor),
    confirmed: confirmed ? { ...confirmed, at: formatInstant(confirmed.at) } : null,
    lines: rows.map(({ date, type, name, basis, own, ...row }) => ({
      date,
      day: formatDate(date),
      weekday: weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '',
      ...{ type, name, basis, own },
      certain: isCertain({ date, type, name, basis, own, ...row }, confirmed !== undefined),
    })),
    readAt: clock.now.getTime(),
  }
}
export type YearShown = Awaited<ReturnType<typeof shownYear>>

/** The year whose days off somebody ought to confirm: from 1 December on the next one, before that the present; null when done. */
export async function yearToConfirm({ tx, clock }: Work): Promise<number | null> {
  for (const year of clock.today.slice(5) >= '12-01' ? [clock.year, clock.year + 1] : [clock.year])
    if (!(await confirmedYear(tx, year))) return year
  return null
}
