import type { Work } from '#platform/db/desk.ts'
import { type Twin, twinsOf } from '../duplicates/duplicate.sql.ts'
import type { IncomingFile } from './incoming.sql.ts'
import type { Incoming } from './incoming.ts'

/** What is checked before an arrival is registered (NĐ 30/2020 art. 21): files, place, duplicates. Signatures are judged apart. */
export type ArrivalChecks = { twins: Twin[]; files: number }

export async function arrivalChecks(work: Work, doc: Incoming, files: readonly IncomingFile[]): Promise<ArrivalChecks> {
  const looked = { number: doc.codeNumber, notation: doc.codeNotation, issuer: doc.issuingAgency, except: doc.id }
  return { twins: await twinsOf(work, { ...looked, sha256: files.map((file) => file.sha256) }), files: files.length }
}
