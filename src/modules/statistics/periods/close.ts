import { has } from '#kernel/actor.ts'
import type { Calendar } from '#kernel/calendar.ts'
import { Refused } from '#kernel/refused.ts'
import { addDays } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { saveClosing, versionsOf } from './closing.sql.ts'
import { closingInstant, monthBefore, type Period, periodsEndingIn } from './period.ts'

/** Who closes periods: the department that watches the figures, and the province's administrator. */
export const mayClose = ({ actor }: Pick<Work, 'actor'>): boolean => has(actor, 'ictDepartment', 'systemAdmin')

/**
 * Closes a period with what is known at `at` (default: now), or makes its next version, which must say why.
 * Figures and counted identities are stored; a later change alters no version. Returns the version's id.
 * @throws Refused not-allowed; wrong-state when the period is not over or `at` is not after the version before; bad-input reason
 */
export async function closePeriod(work: Work, period: Period, more: { at?: Date; reason?: string } = {}): Promise<string> {
  const { at = work.clock.now, reason = '' } = more
  if (!mayClose(work)) throw new Refused('not-allowed', 'close-period')
  const [last] = await versionsOf(work, period)
  const over = new Date(`${addDays(period.last, 1)}T00:00:00+07:00`)
  if (at < over || at > work.clock.now || (last && at <= last.closedAt)) throw new Refused('wrong-state', 'close-period')
  if (last && reason.trim() === '') throw new Refused('bad-input', 'reason')
  const id = await saveClosing(work, work.actor.post, { period, at, reason: last ? reason.trim() : '' })
  await note(work, 'statistics.close-period', id, { kind: period.kind, first: period.first })
  return id
}

/**
 * Closes by itself every period of the last three months whose closing instant is over and that has no version yet.
 * Returns the codes of the periods closed now. Safe to run twice.
 */
export async function closeDue(work: Work, calendar: Calendar): Promise<string[]> {
  const closed: string[] = []
  const ended = [3, 2, 1].flatMap((months) => periodsEndingIn(monthBefore(work.clock.today, months).first))
  for (const period of ended) {
    const at = closingInstant(period, calendar)
    if (at > work.clock.now || (await versionsOf(work, period)).length > 0) continue
    const id = await saveClosing(work, null, { period, at, reason: '' })
    await note(work, 'statistics.close-period', id, { kind: period.kind, first: period.first })
    closed.push(period.code)
  }
  return closed
}
