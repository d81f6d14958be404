import { type Actor, machineAt, visitor } from '#kernel/actor.ts'
import { note } from '#platform/audit/audit.ts'
import type { Files } from '#platform/blobs/blobs.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { signatureReasonWords, trustState } from '#signing'
import { readHere, remember } from './incoming.sql.ts'
import type { Incoming } from './incoming.ts'
import { judgedMain, type MainVerdict, saveVerdict } from './judged-main.ts'
import { staleArrivals } from './stale.sql.ts'
import { verdictNames } from './verdict.vi.ts'

/** Arrivals judged again in one go, so that the work in the background is shared out; files that many got are judged once. */
const most = 20

/** "từ hợp lệ thành không hợp lệ: chứng thư đã bị thu hồi" */
function turnWords({ verdict }: Incoming, judged: MainVerdict): string {
  const why = judged.reasons.map((reason) => signatureReasonWords[reason]).join('; ')
  const turn = `từ ${verdict ? verdictNames[verdict] : 'chưa kiểm'} thành ${verdictNames[judged.verdict]}`
  return why === '' ? turn : `${turn}: ${why}`
}

/**
 * Judges an arrival again on what is trusted and known of revocation now; a verdict that changed stands in the document's history.
 * @throws Refused not-found
 */
export async function judgeAgain(work: Work, files: Files, id: string): Promise<void> {
  const doc = await readHere(work, id)
  const judged = await judgedMain(work, files, doc)
  // A file that was stopped by its limits is not asked again until trust changes or somebody opens the document.
  if (!judged) return
  await saveVerdict(work, id, judged)
  if (judged.verdict === doc.verdict) return
  await remember(work, doc, doc.state, { name: 'judgeAgain', reason: turnWords(doc, judged) })
  await note(work, 'incoming.judge-again', id, { verdict: judged.verdict })
}

/** Judges again, a few at a time, what rests on another state of trust or on a time that is over. Answers how many. */
export async function judgeArrivalsAgain(deskOf: (actor: Actor) => Desk): Promise<number> {
  const stale = await deskOf(visitor).work(async ({ tx }) => staleArrivals(tx, await trustState(tx), most))
  for (const { incoming, agency } of stale) {
    const desk = deskOf(machineAt(agency))
    await desk.work((work) => judgeAgain(work, desk.vault.files, incoming))
  }
  return stale.length
}
