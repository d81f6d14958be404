import { expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { addWorkingDays } from '#kernel/deadline.ts'
import { openDesk } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { workingCalendar } from './calendar.sql.ts'
import { countedDays, dueTyped, leftUntil } from './due.ts'

const at = (text: string) => new Date(`${text}+07:00`)

test('a due date counts the working days of the installation’s own calendar, and says which', async () => {
  const database = await testDatabase()
  const pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  try {
    const desk = openDesk(pool, visitor)
    const calendar = await desk.work(({ tx }) => workingCalendar(tx))
    // Hung Kings' day falls on a Sunday in 2026: its substitute, and 30/4 and 1/5, are not worked.
    expect(addWorkingDays('2026-04-24', 5, calendar)).toBe('2026-05-06')
    expect(dueTyped('+5lv', '2026-04-24', calendar)).toBe('2026-05-06')
    expect(dueTyped('30/11', '2026-11-20', calendar)).toBe('2026-11-30')
    expect(dueTyped('', '2026-11-20', calendar)).toBeNull()
    expect(dueTyped('20/11', '2026-11-20', calendar)).toBe('2026-11-20')
    expect(() => dueTyped('19/11/2026', '2026-11-20', calendar)).toThrow(
      expect.objectContaining({ code: 'day-past', about: 'dueOn' }),
    )
    for (const wrong of ['mai kia', '+lv', '32/13'])
      expect(() => dueTyped(wrong, '2026-11-20', calendar)).toThrow(
        expect.objectContaining({ code: 'bad-input', about: 'dueOn' }),
      )
    expect(leftUntil('2026-11-30', at('2026-11-20T09:00'), calendar)).toEqual({ days: 6 })
    expect(leftUntil('2026-11-20', at('2026-11-20T15:50'), calendar)).toEqual({ minutes: 100 })
    expect(leftUntil('2026-11-20', at('2026-11-20T18:30'), calendar)).toEqual({ minutes: -60 })
    // Due on Friday, looked at on Sunday: no working day is lost yet, and hours would say nothing.
    expect(leftUntil('2026-11-20', at('2026-11-22T10:00'), calendar)).toEqual({ lateDays: 2 })
    expect(leftUntil('2026-11-18', at('2026-11-20T09:00'), calendar)).toEqual({ days: -2 })
    const counted = countedDays(at('2026-04-24T09:00'), '2026-05-06', calendar)
    expect(counted.filter((one) => one.counted)).toHaveLength(5)
    expect(counted.find((one) => one.date === '2026-05-01')).toMatchObject({ counted: false })
    // What the province entered outweighs what came with the program.
    await desk.work(({ tx }) =>
      tx
        .insertInto('organisation.holiday')
        .values({ day: '2026-11-24', type: 'holiday', name: 'Ngày nghỉ của tỉnh', basis: 'thử', status: 'confirmed' })
        .execute(),
    )
    const own = await desk.work(({ tx }) => workingCalendar(tx))
    expect(leftUntil('2026-11-30', at('2026-11-20T09:00'), own)).toEqual({ days: 5 })
  } finally {
    await pool.destroy()
    await database.close()
  }
})
