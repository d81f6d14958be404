import { Refused } from '#kernel/refused.ts'
import { formatDate } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { dayTyped } from '../days.ts'
import type { DayOffForm, OneDayForm, SwapForm, YearForm } from './holiday.forms.ts'
import { mayKeepHolidays } from './holiday.policy.ts'
import { type HolidayRow, holidaysOf, putDay, putYear, queueAtCalendar } from './holiday.sql.ts'

const isRest = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

async function begin(work: Work): Promise<Map<string, HolidayRow>> {
  if (!mayKeepHolidays(work.actor)) throw new Refused('not-allowed', 'holiday')
  await queueAtCalendar(work.tx)
  return new Map((await holidaysOf(work.tx)).map((row) => [row.date, row]))
}

const typed = (work: Work, text: string, field: string) => dayTyped(text, { clock: work.clock, field, otherwise: '' })

/** Adds a day off, or puts one right. @throws Refused not-allowed | bad-input date | in-use date (a swapped day) */
export async function addDayOff(work: Work, form: DayOffForm): Promise<void> {
  const known = await begin(work)
  const { type, name, basis } = form
  const date = typed(work, form.date, 'date')
  if (known.get(date)?.type.startsWith('swap')) throw new Refused('in-use', 'date')
  await putDay(work, { date, type, name, basis, withdrawn: false })
  await note(work, 'holiday.add', date, { type })
}

/**
 * Hoán đổi: a working day off, made up for on a day of rest.
 * @throws Refused not-allowed | bad-input off | work (no day; off must be a working day, work a Saturday or Sunday that is no holiday)
 */
export async function swapDays(work: Work, form: SwapForm): Promise<void> {
  const known = await begin(work)
  const [off, worked] = [typed(work, form.off, 'off'), typed(work, form.work, 'work')]
  const { basis } = form
  if (isRest(off) || known.get(off)?.type === 'holiday' || known.get(off)?.type === 'substitute')
    throw new Refused('bad-input', 'off')
  if (!isRest(worked) || (known.has(worked) && known.get(worked)?.type !== 'proposed')) throw new Refused('bad-input', 'work')
  const words = { off: `hoán đổi (nghỉ), làm bù ${formatDate(worked)}`, work: `làm bù cho ${formatDate(off)}` }
  await putDay(work, { date: off, type: 'swap_off', name: words.off, basis, withdrawn: false })
  await putDay(work, { date: worked, type: 'swap_work', name: words.work, basis, withdrawn: false })
  await note(work, 'holiday.swap', off, { work: worked })
}

/** A proposed day becomes a day off. @throws Refused not-allowed | not-found day | wrong-state day (nothing to decide) */
export async function confirmDay(work: Work, { day, basis }: OneDayForm): Promise<void> {
  const row = (await begin(work)).get(day)
  if (!row) throw new Refused('not-found', 'day')
  if (row.type !== 'proposed') throw new Refused('wrong-state', 'day')
  await putDay(work, { date: day, type: 'holiday', name: row.name, basis, withdrawn: false })
  await note(work, 'holiday.confirm', day)
}

/** A day of the list is struck and worked as usual again. @throws Refused not-allowed | not-found day */
export async function strikeDay(work: Work, { day, basis }: OneDayForm): Promise<void> {
  const row = (await begin(work)).get(day)
  if (!row) throw new Refused('not-found', 'day')
  await putDay(work, { date: day, type: row.type, name: row.name, basis, withdrawn: true })
  await note(work, 'holiday.strike', day, { type: row.type })
}

/** The year is whole as listed. @throws Refused not-allowed | wrong-state year (a day is still only proposed) */
export async function confirmYear(work: Work, { year, basis }: YearForm): Promise<void> {
  const known = await begin(work)
  const open = [...known.values()].some((row) => row.type === 'proposed' && row.date.startsWith(`${year}-`))
  if (open) throw new Refused('wrong-state', 'year')
  await putYear(work, year, basis)
  await note(work, 'holiday.confirm-year', String(year))
}
