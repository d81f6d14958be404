import { type Actor, machineAt, visitor } from '#kernel/actor.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { anchorCertificates, judgeFile } from '#signing'
import { mainFile } from '../outgoing/file.sql.ts'
import { keepVerdict, type Unjudged, unjudged } from './judge-issued.sql.ts'

/** Documents judged in one go, so that the work in the background is shared out. */
const most = 5

/**
 * Judges the signatures of one issued document and keeps the verdict, which every visit of its public page then reads.
 * @throws Refused not-found
 */
export async function judgeIssued(work: Work, { files }: Desk['vault'], { outgoing, agency, numbered }: Unjudged): Promise<void> {
  const { tx, clock } = work
  const sha256 = await mainFile(tx, outgoing, numbered ? 'SEALED' : 'SIGNED')
  const judged = await judgeFile(
    { bytes: await files.bytes(tx, sha256) },
    { anchors: await anchorCertificates(tx), at: clock.now },
  )
  await keepVerdict(tx, { outgoing, agency, sha256, judged })
  await note(work, 'outgoing.judge', outgoing, { verdict: judged.verdict })
}

/** Judges what was issued since, a few at a time. Answers how many. Safe to run twice. */
export async function judgeNext(deskOf: (actor: Actor) => Desk): Promise<number> {
  const waiting = await deskOf(visitor).work(({ tx }) => unjudged(tx, most))
  for (const one of waiting) {
    const desk = deskOf(machineAt(one.agency))
    await desk.work((work) => judgeIssued(work, desk.vault, one))
  }
  return waiting.length
}
