import { Refused } from './refused.ts'
import { addDays, dayOf, formatDate } from './vietnamese.ts'

/**
 * The working calendar: which days are worked and at which hours. Both are data (tables of days off and of working hours
 * with their legal basis), handed in as arguments; nothing here knows a holiday.
 */
export const dayTypes = ['holiday', 'substitute', 'swap_off', 'swap_work', 'proposed'] as const
export type DayType = (typeof dayTypes)[number]

/** One row of the table of days: `date` is 'yyyy-mm-dd', `name` what people read. `proposed` changes nothing until confirmed. */
export type CalendarRow = { date: string; type: DayType; name: string; basis: string; status: string }

/** An interval of work on a weekday: 1 Monday … 7 Sunday, 'HH:mm' in Vietnam. */
export type WorkingHours = { weekday: number; from: string; to: string }

/** Minutes since midnight. */
export type Interval = { from: number; to: number }

export type Calendar = {
  rows: ReadonlyMap<string, CalendarRow>
  /** Intervals of work by weekday, 0 Sunday … 6 Saturday. */
  week: readonly (readonly Interval[])[]
  /** First and last day for which the table knows the days off; beyond it a deadline is provisional. */
  since: string
  until: string
}

const minutesOf = (time: string): number => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (hours === undefined) throw new Refused('bad-input', 'working-hours')
  return Number(hours) * 60 + Number(minutes)
}

/**
 * The calendar of a table of days and a table of hours, each row once.
 * @throws Refused bad-input when a date, type or interval is none, a day stands twice or no hour is worked
 */
export function calendarFrom(rows: readonly CalendarRow[], hours: readonly WorkingHours[]): Calendar {
  const byDate = new Map<string, CalendarRow>()
  for (const row of rows) {
    const real = /^\d{4}-\d{2}-\d{2}$/.test(row.date) && addDays(row.date, 0) === row.date
    if (!real || !dayTypes.includes(row.type) || byDate.has(row.date)) throw new Refused('bad-input', `calendar ${row.date}`)
    byDate.set(row.date, row)
  }
  const intervals = hours.map(({ weekday, from, to }) => ({ weekday: weekday % 7, from: minutesOf(from), to: minutesOf(to) }))
  const week = Array.from({ length: 7 }, (_, weekday) =>
    intervals.filter((interval) => interval.weekday === weekday).toSorted((a, b) => a.from - b.from),
  )
  const sound = week.every((day) =>
    day.every((interval, at) => interval.from < interval.to && interval.from >= (day[at - 1]?.to ?? 0)),
  )
  if (!sound || intervals.length === 0) throw new Refused('bad-input', 'working-hours')
  const years = [...byDate.keys()].map((date) => date.slice(0, 4)).toSorted()
  return { rows: byDate, week, since: `${years[0] ?? '9999'}-01-01`, until: `${years.at(-1) ?? '0000'}-12-31` }
}

/**
 * Rows of the table of days as a CSV with the header date,type,name,basis,status.
 * @throws Refused bad-input with the number of the line
 */
export function calendarRows(csv: string): CalendarRow[] {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }))
  const [head, ...body] = lines.filter(({ line }) => line.trim() !== '')
  if (head?.line !== 'date,type,name,basis,status') throw new Refused('bad-input', 'calendar header')
  return body.map(({ line, number }) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    )
    const [date = '', typed, name = '', basis = '', status = ''] = cells
    const type = dayTypes.find((known) => known === typed)
    if (cells.length !== 5 || type === undefined) throw new Refused('bad-input', `calendar line ${number}`)
    return { date, type, name, basis, status }
  })
}

const weekdays = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy']
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** Intervals of work of a day; a worked swap day has the hours of the first worked weekday. */
export function hoursOf(day: string, calendar: Calendar): readonly Interval[] {
  const row = calendar.rows.get(day)
  const usual = calendar.week[weekdayOf(day)] ?? []
  if (row?.type === 'swap_work') return usual.length > 0 ? usual : (calendar.week.find((hours) => hours.length > 0) ?? [])
  return row === undefined || row.type === 'proposed' ? usual : []
}

export const isWorkingDay = (day: string, calendar: Calendar): boolean => hoursOf(day, calendar).length > 0

/** Why a day is worked or not, in words: the name of the holiday, the weekday, or 'làm bù …'. */
export function reasonOf(day: string, calendar: Calendar): string {
  const row = calendar.rows.get(day)
  if (row && row.type !== 'proposed') return row.name
  const weekday = weekdays[weekdayOf(day)] ?? ''
  return row ? `${weekday} (${row.name}: đề xuất nghỉ, chưa có quyết định)` : weekday
}

/** True when the table cannot tell for sure: a proposed day off, or a day beyond the table. */
export const isUncertain = (day: string, calendar: Calendar): boolean =>
  calendar.rows.get(day)?.type === 'proposed' || day < calendar.since || day > calendar.until

// Ten years without a working day is a broken table, not a calendar.
const farthest = 3_660

/**
 * The first working day after a day.
 * @throws Refused bad-input when the table knows no working day
 */
export function nextWorkingDay(day: string, calendar: Calendar): string {
  for (let ahead = 1; ahead <= farthest; ahead += 1) {
    const next = addDays(day, ahead)
    if (isWorkingDay(next, calendar)) return next
  }
  throw new Refused('bad-input', 'calendar')
}

/** The working day that is `days` working days after a day; the day itself when 0. @throws Refused bad-input */
export function addWorkingDays(day: string, days: number, calendar: Calendar): string {
  let reached = day
  for (let counted = 0; counted < days; counted += 1) reached = nextWorkingDay(reached, calendar)
  return reached
}

/** The instant of a time of day (minutes since midnight) in Vietnam. */
export const instantAt = (day: string, minutes: number): Date => new Date(Date.parse(`${day}T00:00:00+07:00`) + minutes * 60_000)

/** Minutes since midnight in Vietnam. */
export const minutesIn = (instant: Date): number =>
  Math.floor((instant.getTime() - Date.parse(`${dayOf(instant)}T00:00:00+07:00`)) / 60_000)

/** The instant at which work ends on a day; the end of the calendar day when nobody works on it. */
export const closingOf = (day: string, calendar: Calendar): Date => instantAt(day, hoursOf(day, calendar).at(-1)?.to ?? 24 * 60)

export type Remaining = { days: number; overdue: boolean }

/**
 * Working days left to a due date, or passed since. `{days: 0, overdue: false}` is due today; `{days: 0, overdue: true}`
 * has expired without a whole working day having passed.
 * @param due an instant, or a day ('yyyy-mm-dd') that is due when work ends on it
 */
export function remaining(now: Date, due: Date | string, calendar: Calendar): Remaining {
  const at = typeof due === 'string' ? closingOf(due, calendar) : due
  const overdue = now.getTime() > at.getTime()
  const [first, last] = overdue ? [dayOf(at), dayOf(now)] : [dayOf(now), dayOf(at)]
  let days = 0
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) days += 1
  return { days, overdue }
}

/** 'còn 6 ngày làm việc', 'hạn hôm nay', 'quá hạn 2 ngày làm việc', 'quá hạn' with the date: words for screens and notices. */
export function remainingWords({ days, overdue }: Remaining, due: Date | string): string {
  if (overdue) return days === 0 ? `quá hạn (${formatDate(due)})` : `quá hạn ${days} ngày làm việc`
  return days === 0 ? 'hạn hôm nay' : `còn ${days} ngày làm việc`
}
