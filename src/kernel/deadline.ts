import {
  type Calendar,
  closingOf,
  hoursOf,
  type Interval,
  instantAt,
  isUncertain,
  isWorkingDay,
  minutesIn,
  nextWorkingDay,
  reasonOf,
} from './calendar.ts'
import { Refused } from './refused.ts'
import { addDays, dayOf, formatTime, isoInVietnam } from './vietnamese.ts'

export {
  addWorkingDays,
  type Calendar,
  type CalendarRow,
  calendarFrom,
  calendarRows,
  isWorkingDay,
  nextWorkingDay,
  type Remaining,
  remaining,
  remainingWords,
  type WorkingHours,
} from './calendar.ts'

/** How a time limit is stated by the rule that sets it. */
export type Term =
  | { unit: 'WORKING_DAY'; days: number }
  | { unit: 'CALENDAR_DAY'; days: number }
  | { unit: 'WORKING_HOUR'; hours: number }
  | { unit: 'MONTH'; months: number }

/** One day of the way from receipt to the due date; `counted` when it took from the term; `reason` in words for people. */
export type DeadlineStep = { date: string; counted: boolean; reason: string }

export type Deadline = Term & {
  /** Receipt, ISO 8601 with +07:00. */
  from: string
  /** The day on which it is due, 'yyyy-mm-dd'. */
  due: string
  /** The instant at which it expires, ISO 8601 with +07:00: end of work on that day, or the exact minute of a term in hours. */
  dueAt: string
  steps: DeadlineStep[]
  /** It crosses a day that is only proposed as a day off, or one that the table of days does not reach. */
  provisional: boolean
}

/** `cutOff` 'HH:mm': what is received later counts as received when work begins next; null where there is none. */
type Question = { from: Date; calendar: Calendar; cutOff: string | null }

type Start = { day: string; minute: number; steps: DeadlineStep[] }
type End = { day: string; minute: number | null; steps: DeadlineStep[] }

const step = (date: string, counted: boolean, reason: string): DeadlineStep => ({ date, counted, reason })

/** Days between two, both left out, none of which takes from the term. */
function daysBetween(first: string, last: string, calendar: Calendar): DeadlineStep[] {
  const steps: DeadlineStep[] = []
  for (let day = addDays(first, 1); day < last; day = addDays(day, 1)) steps.push(step(day, false, reasonOf(day, calendar)))
  return steps
}

/** Day 0: the day of receipt, or the next opening when received outside working time or after the cut-off. */
function startOf({ from, calendar, cutOff }: Question): Start {
  const day = dayOf(from)
  const minute = minutesIn(from)
  const hours = hoursOf(day, calendar)
  const closing = hours.at(-1)?.to ?? 0
  const late = cutOff !== null && formatTime(from) > cutOff
  if (minute < closing && !late) {
    const opening = hours.find(({ to }) => minute < to)?.from ?? minute
    return { day, minute: Math.max(minute, opening), steps: [step(day, false, 'Ngày tiếp nhận (ngày 0)')] }
  }
  const next = nextWorkingDay(day, calendar)
  const why =
    hours.length === 0 ? `${reasonOf(day, calendar)}: ` : late && minute < closing ? `sau ${cutOff}: ` : 'hết giờ làm việc: '
  const received = step(day, false, `Tiếp nhận ${formatTime(from)}, ${why}tính như nhận đầu ngày làm việc tiếp theo`)
  const steps = [received, ...daysBetween(day, next, calendar), step(next, false, 'Tính như ngày tiếp nhận (ngày 0)')]
  return { day: next, minute: hoursOf(next, calendar)[0]?.from ?? 0, steps }
}

function workingDays(start: Start, days: number, calendar: Calendar): End {
  const steps: DeadlineStep[] = []
  let day = start.day
  for (let number = 1; number <= days; number += 1) {
    const next = nextWorkingDay(day, calendar)
    const row = calendar.rows.has(next) ? ` (${reasonOf(next, calendar)})` : ''
    steps.push(...daysBetween(day, next, calendar), step(next, true, `Ngày làm việc thứ ${number}${row}`))
    day = next
  }
  return { day, minute: null, steps }
}

/** A due date on a day off moves to the next working day. */
function orNextWorkingDay(day: string, calendar: Calendar): { day: string; steps: DeadlineStep[] } {
  if (isWorkingDay(day, calendar)) return { day, steps: [] }
  const next = nextWorkingDay(day, calendar)
  const moved = step(next, false, 'Hạn rơi vào ngày nghỉ, chuyển sang ngày làm việc tiếp theo')
  return { day: next, steps: [...daysBetween(day, next, calendar), moved] }
}

function calendarDays(start: Start, days: number, calendar: Calendar): End {
  const counted = Array.from({ length: days }, (_, at) => step(addDays(start.day, at + 1), true, `Ngày thứ ${at + 1}`))
  const last = orNextWorkingDay(addDays(start.day, days), calendar)
  return { day: last.day, minute: null, steps: [...counted, ...last.steps] }
}

/** The same day of the month, or the last one where the month is shorter. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

function wholeMonths(start: Start, months: number, calendar: Calendar): End {
  const same = monthsLater(start.day, months)
  const last = orNextWorkingDay(same, calendar)
  const steps = months === 0 ? [] : [step(same, true, `Đủ ${months} tháng`)]
  return { day: last.day, minute: null, steps: [...steps, ...last.steps] }
}

const hoursText = (minutes: number): string =>
  `${Math.floor(minutes / 60)} giờ${minutes % 60 === 0 ? '' : ` ${minutes % 60} phút`}`

/** Minutes of work left on a day from a minute on, and the minute at which `wanted` of them have passed. */
function worked(intervals: readonly Interval[], from: number, wanted: number): { taken: number; end: number } {
  let taken = 0
  let end = from
  for (const interval of intervals) {
    const begin = Math.max(from, interval.from)
    const here = Math.min(Math.max(interval.to - begin, 0), wanted - taken)
    if (here > 0) end = begin + here
    taken += here
  }
  return { taken, end }
}

function workingHours(start: Start, hours: number, calendar: Calendar): End {
  const steps: DeadlineStep[] = []
  let left = Math.round(hours * 60)
  let { day, minute } = start
  while (true) {
    const { taken, end } = worked(hoursOf(day, calendar), minute, left)
    left -= taken
    if (taken > 0) steps.push(step(day, true, `Tính ${hoursText(taken)} làm việc`))
    if (left === 0) return { day, minute: end, steps }
    const next = nextWorkingDay(day, calendar)
    steps.push(...daysBetween(day, next, calendar))
    day = next
    minute = 0
  }
}

function endOf(start: Start, term: Term, calendar: Calendar): End {
  switch (term.unit) {
    case 'WORKING_DAY':
      return workingDays(start, term.days, calendar)
    case 'CALENDAR_DAY':
      return calendarDays(start, term.days, calendar)
    case 'WORKING_HOUR':
      return workingHours(start, term.hours, calendar)
    case 'MONTH':
      return wholeMonths(start, term.months, calendar)
  }
}

/** The longest terms that any rule states stay far below; more is a slip of the keyboard. */
const longest = { WORKING_DAY: 2_500, CALENDAR_DAY: 3_650, WORKING_HOUR: 5_000, MONTH: 120 }

function termOf(term: Term): Term {
  const amount = 'days' in term ? term.days : 'hours' in term ? term.hours : term.months
  const whole = term.unit === 'WORKING_HOUR' ? Number.isInteger(amount * 60) : Number.isInteger(amount)
  if (!whole || amount < 0 || amount > longest[term.unit]) throw new Refused('bad-input', 'term')
  if (term.unit === 'WORKING_HOUR') return { unit: term.unit, hours: term.hours }
  return term.unit === 'MONTH' ? { unit: term.unit, months: term.months } : { unit: term.unit, days: term.days }
}

/**
 * When something received at an instant falls due, and which days counted on the way. The day of receipt is day 0; what is
 * received outside working time or after the cut-off counts as received at the next opening. Working days: the end of the
 * n-th. Calendar days and months: that day, or the next working day. Working hours: to the minute.
 * @throws Refused bad-input for a term that is negative, broken or absurdly long, an instant that is none, or a calendar
 *   without working days
 */
export function deadline(question: Question & Term): Deadline {
  const { from, calendar, cutOff } = question
  if (Number.isNaN(from.getTime())) throw new Refused('bad-input', 'from')
  if (cutOff !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(cutOff)) throw new Refused('bad-input', 'cutOff')
  const term = termOf(question)
  const start = startOf(question)
  const end = endOf(start, term, calendar)
  // A term in hours may begin on the day of receipt itself: that day is told once, as counted.
  const seen = new Set(end.steps.map(({ date }) => date))
  const steps = [...start.steps.filter(({ date }) => !seen.has(date)), ...end.steps]
  const dueAt = end.minute === null ? closingOf(end.day, calendar) : instantAt(end.day, end.minute)
  const provisional = steps.some(({ date }) => isUncertain(date, calendar))
  return { from: isoInVietnam(from), ...term, due: end.day, dueAt: isoInVietnam(dueAt), steps, provisional }
}
