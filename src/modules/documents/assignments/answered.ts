import type { Work } from '#platform/db/desk.ts'
import { assignmentsOf, updateAssignment } from './assignment.sql.ts'
import { finishBy } from './work-on.ts'

/**
 * An answer went out: the document that it answers is finished by it, in the same transaction, and so is its lead assignment
 * (status 06 to the sender). An incoming document that is nobody's work stays as it is.
 */
export async function finishByAnswer(
  work: Work,
  { incoming, outgoing, symbol }: { incoming: string; outgoing: string; symbol: string },
): Promise<void> {
  const outcome = `Trả lời bằng văn bản ${symbol}`
  await finishBy(work, incoming, { outcome, answer: outgoing })
  for (const one of await assignmentsOf(work.tx, incoming)) {
    if (one.role !== 'LEAD' || !['GIVEN', 'ACCEPTED', 'IN_PROGRESS'].includes(one.state)) continue
    await updateAssignment(work.tx, one.id, { state: 'DONE', progress: 100, report: outcome, done_at: work.clock.now })
  }
}
