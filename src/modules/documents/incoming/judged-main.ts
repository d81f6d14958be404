import type { Files } from '#platform/blobs/blobs.ts'
import type { Work } from '#platform/db/desk.ts'
import { judgedFile } from '../judging/judged.ts'
import { type ReplacesPaper, replacesPaper } from '../judging/replaces-paper.ts'
import { type Pair, pastVerdicts } from '../judging/verdict.sql.ts'
import { type FileVerdict, type PastVerdict, turnsIn } from '../judging/verdict.ts'
import { type IncomingFile, incomingFiles, update } from './incoming.sql.ts'
import type { Incoming } from './incoming.ts'

/** The judgement on a document's main file, and whether the file stands in the place of paper. */
export type MainVerdict = FileVerdict & { pair: Pair; paper: ReplacesPaper }

/** What was signed beside is judged whatever it is; else only a PDF that came electronically can be signed. */
const isSigned = (doc: Incoming, file: IncomingFile) =>
  file.signature !== null || (file.mediaType === 'application/pdf' && (doc.delivery !== null || doc.electronic))

const changed = (doc: Incoming, { verdict, trust, paper }: MainVerdict) =>
  verdict !== doc.verdict || trust !== doc.verdictTrust || paper.replacesPaper !== doc.replacesPaper

/**
 * The judgement on the main file of what came electronically; null where there is nothing to judge (paper, no file, recalled).
 * What the document's row says is brought up to it.
 */
export async function judgedMain(work: Work, files: Files, doc: Incoming): Promise<MainVerdict | null> {
  const [main] = await incomingFiles(work.tx, doc.id)
  if (!main || !isSigned(doc, main) || doc.state === 'RECALLED') return null
  const pair = { sha256: main.sha256, beside: main.signature?.sha256 ?? null }
  const judged = await judgedFile(work, files, pair)
  const facts = { sender: doc.issuingAgency, date: doc.promulgationDate, arrivedAt: doc.arrivedAt }
  const found: MainVerdict = { ...judged, pair, paper: replacesPaper(judged, facts) }
  if (doc.agency === work.actor.agency && changed(doc, found)) await saveVerdict(work, doc.id, found)
  return found
}

export const saveVerdict = ({ tx }: Pick<Work, 'tx'>, id: string, { verdict, reasons, paper, ...judged }: MainVerdict) =>
  update(tx, id, {
    ...{ verdict, verdict_reasons: reasons, verdict_trust: judged.trust, verdict_until: judged.until },
    ...{ verdict_at: judged.judgedAt, replaces_paper: paper.replacesPaper, paper_reasons: paper.reasons },
  })

/** The turns in what was said of the main file; empty while it was always the same. */
export async function turnsOf({ tx }: Pick<Work, 'tx'>, { pair }: MainVerdict): Promise<PastVerdict[]> {
  const turns = turnsIn(await pastVerdicts(tx, pair))
  return turns.length > 1 ? turns : []
}
