import { Refused } from '#kernel/refused.ts'
import { openedInInspection } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { incomingFiles, read } from '../incoming/incoming.sql.ts'
import { digitisedOf } from './digitised.sql.ts'
import { digitisedName } from './digitised.ts'

export type ServedCopy = { name: string; mediaType: string; sha256: string; confirmed: boolean; arrivalNumber: number | null }

/** The digital copy of a scan for whoever may read the document; a recalled one is frozen. @throws Refused not-found */
export async function servedCopy(work: Work, id: string, file: string): Promise<ServedCopy> {
  const doc = await read(work, id)
  await openedInInspection(work, { agency: doc.agency, direction: 'IN', about: id })
  const scan = (await incomingFiles(work.tx, id)).find((one) => one.id === file)
  const copy = (await digitisedOf(work.tx, id)).find((one) => one.file === file)
  if (!scan || !copy?.sha256 || doc.state === 'RECALLED') throw new Refused('not-found', file)
  const name = digitisedName(scan.name)
  const confirmed = copy.state === 'CONFIRMED'
  return { name, mediaType: 'application/pdf', sha256: copy.sha256, confirmed, arrivalNumber: doc.arrivalNumber }
}
