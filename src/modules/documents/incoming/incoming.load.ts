import type { Calendar } from '#kernel/calendar.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { recogniser } from '#platform/ocr/program.ts'
import { markRead } from '../assignments/assignment.sql.ts'
import { extensionsOf } from '../assignments/extension.sql.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { countedDays, dueLine } from '../deadlines/due.ts'
import { mayConfirm } from '../digitised/confirm.ts'
import { kinds } from '../kinds/kind.sql.ts'
import { reasons } from '../reasons/reasons.ts'
import { arrivalChecks } from './checks.ts'
import { isClerkAt } from './incoming.policy.ts'
import type { Incoming } from './incoming.ts'
import { judgedMain, turnsOf } from './judged-main.ts'
import { phrases } from './phrase.ts'
import { verdictLine } from './verdict.vi.ts'
import { answersOf, incomingView } from './view.sql.ts'

/** The deadline in words, and on request the days that counted on the way to it. */
function dueOf(work: Work, doc: Incoming, calendar: Calendar) {
  const line = dueLine(doc.dueOn, work.clock.now, calendar)
  if (!line || !doc.dueOn) return null
  return { ...line, days: countedDays(doc.registeredAt ?? doc.arrivedAt, doc.dueOn, calendar) }
}

/** The kinds that the clerk may give a file that came along; none for everybody else. */
async function fileKindsFor({ tx, actor }: Work, doc: Incoming) {
  if (!isClerkAt(doc, actor) || ['RECALLED', 'REFUSED', 'VOIDED'].includes(doc.state)) return []
  return (await kinds(tx)).map((one) => ({ value: one.code, label: one.name }))
}

const isOpen = ({ state }: Incoming) => !['FINISHED', 'NOTED', 'REFUSED', 'RECALLED', 'VOIDED'].includes(state)

/** Everything that the page of an incoming document shows; reading it is logged, and what is for information is marked as read. */
export async function incomingPage(desk: Desk, id: string) {
  return desk.work(async (work) => {
    const shown = await incomingView(work, id)
    const { doc, files } = shown
    const { today } = work.clock
    const judged = await judgedMain(work, desk.vault.files, doc)
    const calendar = await workingCalendar(work.tx)
    if (doc.agency === work.actor.agency) await markRead(work, id)
    await note(work, 'incoming.read', id)
    return {
      ...shown,
      verdict: judged ? verdictLine(judged, await turnsOf(work, judged)) : null,
      checks: doc.state === 'ARRIVED' ? await arrivalChecks(work, doc, files) : null,
      due: isOpen(doc) ? dueOf(work, doc, calendar) : null,
      dues: Object.fromEntries(shown.assignments.map((one) => [one.id, dueLine(one.dueOn, work.clock.now, calendar)])),
      extensions: await extensionsOf(work.tx, id),
      answers: await answersOf(work, id),
      phrases: await phrases(work),
      refusals: await reasons('refusal', today),
      handBacks: await reasons('hand_back', today),
      voids: await reasons('void', today),
      fileKinds: await fileKindsFor(work, doc),
      digitises: mayConfirm(doc, work.actor),
      hasRecogniser: recogniser() !== null,
    }
  })
}
export type IncomingShown = Awaited<ReturnType<typeof incomingPage>>
