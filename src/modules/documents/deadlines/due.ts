import { type Calendar, closingOf, isWorkingDay, reasonOf } from '#kernel/calendar.ts'
import { addWorkingDays, remaining } from '#kernel/deadline.ts'
import { Refused } from '#kernel/refused.ts'
import { addDays, dayOf, fold, formatDate, parseDate } from '#kernel/vietnamese.ts'

/** What is left until a deadline: whole working days, minutes on its own day (negative is over), calendar days over a weekend. */
export type Left = { days: number } | { minutes: number } | { lateDays: number }
export type DueLine = { on: string; left: Left }
export type CountedDay = { date: string; counted: boolean; reason: string }

/** What is left until work ends on `dueOn` (yyyy-mm-dd). */
export function leftUntil(dueOn: string, now: Date, calendar: Calendar): Left {
  const { days, overdue } = remaining(now, dueOn, calendar)
  const today = dayOf(now)
  if (days === 0 && dueOn < today) return { lateDays: Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000) }
  if (days === 0) return { minutes: Math.round((closingOf(dueOn, calendar).getTime() - now.getTime()) / 60_000) }
  return { days: overdue ? -days : days }
}

/** A due date as screens show it; dd/MM within the running year. Null when there is none. */
export function dueLine(dueOn: string | null, now: Date, calendar: Calendar): DueLine | null {
  if (dueOn === null) return null
  const on = formatDate(dueOn)
  return { on: dueOn.startsWith(dayOf(now).slice(0, 4)) ? on.slice(0, 5) : on, left: leftUntil(dueOn, now, calendar) }
}

/**
 * A typed due date as yyyy-mm-dd: "30/11", "30/11/2026", "+5lv" (working days from today; today is day 0); null when empty.
 * @throws Refused bad-input (`about`) when it is none
 */
export function dayTyped(text: string, today: string, calendar: Calendar, about = 'dueOn'): string | null {
  const typed = fold(text)
  if (typed === '') return null
  const [, days] = /^\+\s*(\d{1,3})\s*(?:lv|ngay lv|ngay lam viec)$/.exec(typed) ?? []
  const day = days === undefined ? parseDate(text, today) : addWorkingDays(today, Number(days), calendar)
  if (day === null) throw new Refused('bad-input', about)
  return day
}

/** What is to be done by a day is not to be done by one that has passed; today is one. @throws Refused day-past (`about`) */
export function refusePast(day: string | null, today: string, about = 'dueOn'): void {
  if (day !== null && day < today) throw new Refused('day-past', about)
}

/** What is said to have happened has happened by today. @throws Refused day-to-come (`about`) */
export function refuseToCome(day: string | null | undefined, today: string, about: string): void {
  if (day && day > today) throw new Refused('day-to-come', about)
}

/** A typed due date that may still be set. @throws Refused bad-input, day-past (`about`) */
export function dueTyped(text: string, today: string, calendar: Calendar, about = 'dueOn'): string | null {
  const day = dayTyped(text, today, calendar, about)
  refusePast(day, today, about)
  return day
}

/** Which days count from the day of receipt (day 0) to the due date, each with its reason; at most the last 60. */
export function countedDays(from: Date, dueOn: string, calendar: Calendar): CountedDay[] {
  const steps: CountedDay[] = [{ date: dayOf(from), counted: false, reason: 'Ngày nhận (ngày 0)' }]
  let number = 0
  for (let day = addDays(dayOf(from), 1); day <= dueOn; day = addDays(day, 1)) {
    const counted = isWorkingDay(day, calendar)
    if (counted) number += 1
    const why = reasonOf(day, calendar)
    steps.push({ date: day, counted, reason: counted ? `Ngày làm việc thứ ${number} (${why})` : why })
  }
  return steps.slice(-60)
}
