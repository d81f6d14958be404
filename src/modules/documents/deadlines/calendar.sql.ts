import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Calendar, type CalendarRow, calendarFrom, calendarRows } from '#kernel/calendar.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Tx } from '#platform/db/desk.ts'

const Hours = z.object({ hours: z.array(z.object({ weekday: z.int(), from: z.string(), to: z.string() })) })
const supplied = (name: string) => readFile(join(repositoryFolder, 'data/holidays', name), 'utf8')

/**
 * The working calendar of the installation: the days and hours that come with the program (data/holidays), outweighed day by
 * day by what the province entered or confirmed.
 */
export async function workingCalendar(tx: Tx): Promise<Calendar> {
  const [days, hours] = await Promise.all([supplied('vn-holidays.csv'), supplied('working-hours.yaml')])
  const own = await tx.selectFrom('organisation.holiday').select(['day as date', 'type', 'name', 'basis', 'status']).execute()
  const rows = new Map(calendarRows(days).map((row) => [row.date, row]))
  for (const row of own) rows.set(row.date, { ...row, type: row.type as CalendarRow['type'] })
  return calendarFrom([...rows.values()], Hours.parse(parse(hours)).hours)
}
