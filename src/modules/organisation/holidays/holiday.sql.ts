import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type CalendarRow, calendarRows } from '#kernel/calendar.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Tx, Work } from '#platform/db/desk.ts'

/** A day of the province's calendar; `own` when the province entered or confirmed it, else it came with the program. */
export type HolidayRow = CalendarRow & { own: boolean }

/**
 * The table of days in force: those that come with the program (data/holidays), outweighed day by day by what the province
 * entered, confirmed or struck; in order of the days.
 */
export async function holidaysOf(tx: Tx): Promise<HolidayRow[]> {
  const supplied = calendarRows(await readFile(join(repositoryFolder, 'data/holidays/vn-holidays.csv'), 'utf8'))
  const own = await tx
    .selectFrom('organisation.holiday')
    .select(['day as date', 'name', 'basis', 'status', 'withdrawn', sql<CalendarRow['type']>`type`.as('type')])
    .execute()
  const rows = new Map<string, HolidayRow>(supplied.map((row) => [row.date, { ...row, own: false }]))
  for (const { withdrawn, ...row } of own) {
    if (withdrawn) rows.delete(row.date)
    else rows.set(row.date, { ...row, own: true })
  }
  return [...rows.values()].toSorted((a, b) => a.date.localeCompare(b.date))
}

/** How many days the province entered, confirmed or struck. */
export async function ownDaysOf(tx: Tx): Promise<number> {
  const { days } = await tx
    .selectFrom('organisation.holiday')
    .select(({ fn }) => fn.countAll<number>().as('days'))
    .executeTakeFirstOrThrow()
  return Number(days)
}

export type KeptDay = Pick<CalendarRow, 'date' | 'type' | 'name' | 'basis'> & { withdrawn: boolean }

/** Puts the province's word on a day in the place of whatever stood there. */
export async function putDay({ tx, actor }: Work, { date, ...day }: KeptDay): Promise<void> {
  const values = { ...day, status: 'confirmed', changed_by: actor.person }
  await tx
    .insertInto('organisation.holiday')
    .values({ day: date, ...values })
    .onConflict((clash) => clash.column('day').doUpdateSet({ ...values, changed_at: sql<Date>`app.now()` }))
    .execute()
}

/** One change of the calendar after the other, to the end of the transaction. */
export const queueAtCalendar = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('holidays', 0))`.execute(tx)

export type ConfirmedYear = { year: number; basis: string; by: string; at: Date }

export const confirmedYear = (tx: Tx, year: number): Promise<ConfirmedYear | undefined> =>
  tx
    .selectFrom('organisation.holiday_year as y')
    .innerJoin('organisation.person as p', 'p.id', 'y.confirmed_by')
    .select(['y.year', 'y.basis', 'p.full_name as by', 'y.confirmed_at as at'])
    .where('y.year', '=', year)
    .executeTakeFirst()

export async function putYear({ tx, actor }: Work, year: number, basis: string): Promise<void> {
  const values = { basis, confirmed_by: actor.person }
  await tx
    .insertInto('organisation.holiday_year')
    .values({ year, ...values })
    .onConflict((clash) => clash.column('year').doUpdateSet({ ...values, confirmed_at: sql<Date>`app.now()` }))
    .execute()
}
