import { type Actor, machineAt, visitor } from '#kernel/actor.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { trustState } from '#signing'
import { judgedFile } from '../judging/judged.ts'
import { replacesPaper } from '../judging/replaces-paper.ts'
import { mainFile } from '../outgoing/file.sql.ts'
import { issuedFacts, keepVerdict, staleIssued, type Unjudged, unjudged } from './judge-issued.sql.ts'

/** Documents judged in one go, so that the work in the background is shared out. */
const most = 5

/**
 * Judges the signatures of one issued document and keeps the verdict, which every visit of its public page then reads.
 * @throws Refused not-found
 */
export async function judgeIssued(work: Work, { files }: Desk['vault'], { outgoing, agency, numbered }: Unjudged): Promise<void> {
  const { tx } = work
  const sha256 = await mainFile(tx, outgoing, numbered ? 'SEALED' : 'SIGNED')
  const judged = await judgedFile(work, files, { sha256, beside: null })
  const paper = replacesPaper(judged, await issuedFacts(tx, outgoing))
  await keepVerdict(tx, { outgoing, agency, sha256, judged, paper })
  await note(work, 'outgoing.judge', outgoing, { verdict: judged.verdict })
}

/**
 * Judges what was issued since, a few at a time, and then again what rests on another state of trust or on a time that is over.
 * Answers how many. Safe to run twice.
 */
export async function judgeNext(deskOf: (actor: Actor) => Desk): Promise<number> {
  const waiting = await deskOf(visitor).work(async ({ tx }) => {
    const fresh = await unjudged(tx, most)
    return fresh.length > 0 ? fresh : staleIssued(tx, await trustState(tx), most)
  })
  for (const one of waiting) {
    const desk = deskOf(machineAt(one.agency))
    await desk.work((work) => judgeIssued(work, desk.vault, one))
  }
  return waiting.length
}
