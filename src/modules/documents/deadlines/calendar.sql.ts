import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Calendar, calendarFrom } from '#kernel/calendar.ts'
import { holidaysOf } from '#organisation'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Tx } from '#platform/db/desk.ts'

const Hours = z.object({ hours: z.array(z.object({ weekday: z.int(), from: z.string(), to: z.string() })) })

/** The working calendar of the installation: the days off in force, and the hours that come with the program (data/holidays). */
export async function workingCalendar(tx: Tx): Promise<Calendar> {
  const hours = await readFile(join(repositoryFolder, 'data/holidays/working-hours.yaml'), 'utf8')
  return calendarFrom(await holidaysOf(tx), Hours.parse(parse(hours)).hours)
}
