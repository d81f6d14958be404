import { type Actor, has } from '#kernel/actor.ts'
import { colleaguesOf } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { incomingBook } from '../books/book.sql.ts'
import { arrivalChecks } from '../incoming/checks.ts'
import { incomingFiles, read } from '../incoming/incoming.sql.ts'
import { judgedMain, turnsOf } from '../incoming/judged-main.ts'
import { phrases } from '../incoming/phrase.ts'
import { proposalWords } from '../incoming/proposal.ts'
import { verdictLine } from '../incoming/verdict.vi.ts'
import { incomingView } from '../incoming/view.sql.ts'
import { boxCounts, boxWorst } from './boxes.sql.ts'
import { type BoxKey, boxesOf, boxKeys, type Decision, decisions, isHidden, mayWait } from './boxes.ts'
import { byDue } from './groups.ts'
import { givenToday, nextArrival, teamLoad } from './my-work.sql.ts'
import type { Waiting, WaitingPage } from './waiting.row.ts'
import { waitingIn, waitingPage } from './waiting.ts'

const isBox = (key: string | null): key is BoxKey => boxKeys.includes(key as BoxKey)

/** What the clerk sees of an arrival beside the list, before it is registered. */
async function preview(desk: Desk, id: string) {
  return desk.work(async (work) => {
    const doc = await read(work, id)
    const files = await incomingFiles(work.tx, id)
    const judged = await judgedMain(work, desk.vault.files, doc)
    const book = await incomingBook(work.tx, doc.agency)
    const people = await colleaguesOf(work.tx, doc.agency)
    await note(work, 'incoming.read', id)
    const submitTo = people.filter((one) => one.roles.includes('agencyLeader') || one.roles.includes('chiefOfOffice'))
    return {
      doc,
      files,
      verdict: judged ? verdictLine(judged, await turnsOf(work, judged)) : null,
      checks: await arrivalChecks(work, doc, files),
      book: book.name,
      next: await nextArrival(work, book.id),
      submitTo: submitTo.map((one) => ({ value: one.post, label: `${one.name} – ${one.position}` })),
      chief: (submitTo.find((one) => one.roles.includes('chiefOfOffice')) ?? submitTo[0])?.post ?? '',
    }
  })
}
export type Previewed = Awaited<ReturnType<typeof preview>>

/** The first card of a leader's stack: what is asked, what the office proposes, the phrases at hand. */
async function card(work: Work, row: Waiting | undefined) {
  if (!row?.incoming) return null
  const shown = await incomingView(work, row.incoming)
  const proposal = shown.notes.findLast((one) => one.task === 'PROPOSAL')
  return {
    proposed: proposalWords(shown),
    by: proposal?.name ?? null,
    words: proposal?.body ?? '',
    phrases: (await phrases(work)).filter((phrase) => !/^đồng ý đề xuất/iu.test(phrase)),
  }
}

const isDecision = (box: BoxKey): box is Decision => decisions.some((one) => one === box)
const order = ['EXPRESS', 'VERY_URGENT', 'URGENT', 'NORMAL']

/** What a leader decides, the most urgent and the soonest due first: all of it, or one kind, or what of the agency is late. */
async function leaderHome(work: Work, chosen: BoxKey | null, counts: Readonly<Record<BoxKey, number>>) {
  const wanted: (Decision | 'late')[] = chosen === null ? [...decisions] : chosen === 'late' || isDecision(chosen) ? [chosen] : []
  const found: (Waiting & { asks: Decision | 'late' })[] = []
  for (const asks of wanted) if (counts[asks] > 0) found.push(...(await waitingIn(work, asks)).map((row) => ({ ...row, asks })))
  const rows = found.toSorted(
    (a, b) => order.indexOf(a.urgency) - order.indexOf(b.urgency) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'),
  )
  return { rows, card: rows[0]?.asks === 'toDirect' ? await card(work, rows[0]) : null }
}

const isLeader = (actor: Actor) => has(actor, 'agencyLeader')

const nothing: WaitingPage = { rows: [], next: null }

/** `before`: the key of the last row of the page before. */
export type Asked = { box: string | null; open: string | null; before: string | null }

/** Everything of the home of one's roles: the boxes as counters, the rows of the chosen one, and what else the role looks at. */
export async function myWork(desk: Desk, { box: asked, open: opened, before }: Asked) {
  const { actor } = desk
  const home = await desk.work(async (work) => {
    const counts = await boxCounts(work)
    const boxes = boxesOf(actor).filter((box) => !isHidden(actor, box, counts[box]))
    const filled = boxes.filter((box) => counts[box] > 0)
    const wanted = isBox(asked) && boxesOf(actor).includes(asked) ? asked : null
    const chosen = wanted ?? filled[0] ?? boxes[0] ?? 'drafts'
    const stack = isLeader(actor) && (wanted === null || wanted === 'late' || isDecision(wanted))
    const { rows, next } = stack ? nothing : await waitingPage(work, chosen, { before })
    return {
      name: actor.name,
      clerk: has(actor, 'recordsClerk'),
      elsewhere: wanted === null && mayWait(actor, filled),
      counts,
      worst: await boxWorst(work, filled),
      boxes,
      chosen,
      all: stack && wanted === null,
      rows,
      before,
      next,
      groups: chosen === 'toDo' ? byDue(rows, work.clock.today) : [],
      leader: stack ? await leaderHome(work, wanted, counts) : null,
      load: has(actor, 'headOfDivision') && actor.division ? await teamLoad(work) : [],
      given: has(actor, 'recordsClerk') ? await givenToday(work) : [],
      today: work.clock.today,
    }
  })
  const split = home.clerk && (home.chosen === 'toReceive' || home.chosen === 'toRegister')
  const open = split ? (home.rows.find((row) => row.incoming === opened) ?? home.rows[0]) : undefined
  return { ...home, split, explicit: opened !== null, opened: open?.incoming ? await preview(desk, open.incoming) : null }
}
export type MyWorkShown = Awaited<ReturnType<typeof myWork>>
