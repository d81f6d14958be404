import { addDays } from '#kernel/vietnamese.ts'
import type { Waiting } from './waiting.row.ts'

export type Group = { title: string; rows: Waiting[] }

/** The Sunday that ends the week of a day. */
const endOfWeek = (day: string) => addDays(day, (7 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7)

/** A specialist's work by when it is due: what is late first, then today, this week, later and without a day (UX 3.2). */
export function byDue(rows: readonly Waiting[], today: string): Group[] {
  const week = endOfWeek(today)
  const of = (title: string, fits: (due: string | null) => boolean): Group => ({
    title,
    rows: rows.filter(({ dueOn }) => fits(dueOn)),
  })
  return [
    of('Quá hạn', (due) => due !== null && due < today),
    of('Hôm nay', (due) => due === today),
    of('Tuần này', (due) => due !== null && due > today && due <= week),
    of('Sau đó', (due) => due === null || due > week),
  ].filter(({ rows: some }) => some.length > 0)
}
