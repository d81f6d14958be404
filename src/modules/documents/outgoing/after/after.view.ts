import type { Work } from '#platform/db/desk.ts'
import { bookFor } from '../../books/book.sql.ts'
import { heldNumbers } from '../../books/number.sql.ts'
import { readingsOf } from '../../deliveries/inside.sql.ts'
import { hamletDeliveries } from '../../deliveries/told.sql.ts'
import { type PaperBasis, paperBases, type Reason, reasons } from '../../reasons/reasons.ts'
import { isOverdue } from '../../recalls/limit.ts'
import { recallOf } from '../../recalls/recall.sql.ts'
import { isClerkOf } from '../outgoing.policy.ts'
import { endedRecipients } from '../recipients/redirect.sql.ts'
import { mayRedirect } from '../recipients/redirect.ts'
import type { OutgoingView } from '../view.sql.ts'

const option = ({ code, text }: Reason | PaperBasis) => ({ value: code, label: text })

/** The numbers held in the book of a signed document; a book that is closed holds none. */
async function heldFor(work: Work, { doc, steps }: OutgoingView) {
  if (!steps.includes('number')) return []
  return heldNumbers(work.tx, (await bookFor(work.tx, doc.agency, doc.kind)).id)
}

/** What the document's page shows from numbering on: held numbers, recall, who read it inside, and the reasons to choose from. */
export async function afterView(work: Work, shown: OutgoingView) {
  const { tx, actor, clock } = work
  const { doc } = shown
  const clerk = isClerkOf(doc, actor)
  const recall = await recallOf(tx, doc.id)
  const readings = await readingsOf(tx, doc.id)
  const received =
    recall.lines.length > 0 &&
    doc.state === 'ISSUED' &&
    readings.some((one) => one.post === actor.post && one.finishedAt === null)
  return {
    clerk,
    ended: mayRedirect(doc, actor) ? await endedRecipients(tx, doc, clock.today) : [],
    recall,
    hamlets: await hamletDeliveries(tx, doc.id),
    readings,
    overdue: isOverdue({ state: doc.state, recallDueOn: recall.dueOn }, clock.today),
    today: clock.today,
    toFinish: received,
    held: await heldFor(work, shown),
    voidReasons: (await reasons('void', clock.today)).map(option),
    recallReasons: (await reasons('recall', clock.today)).map(option),
    bases: (await paperBases(clock.today)).map(option),
  }
}
export type AfterView = Awaited<ReturnType<typeof afterView>>
