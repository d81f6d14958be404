import { z } from 'zod'
import { type Calendar, calendarFrom } from '#kernel/calendar.ts'
import { holidaysOf } from '#organisation'
import { lawData } from '#platform/config/law-data.ts'
import type { Tx } from '#platform/db/desk.ts'

const Hours = z.object({ hours: z.array(z.object({ weekday: z.int(), from: z.string(), to: z.string() })) })

/** The working calendar of the installation: the days off in force, and the hours that come with the program (data/holidays). */
export async function workingCalendar(tx: Tx): Promise<Calendar> {
  const { hours } = Hours.parse(await lawData('holidays/working-hours.yaml'))
  return calendarFrom(await holidaysOf(tx), hours)
}
