import { capital } from '#kernel/vietnamese.ts'
import type { Desk } from '#platform/db/desk.ts'
import { watched } from '../watch.ts'
import { type EnteredFile, enter } from './enter.ts'
import { EntryForm } from './incoming.forms.ts'

/** What a scan is called until the clerk has read it: its file's name without the ending. */
const nameOf = ({ name }: EnteredFile) =>
  capital(
    name
      .replace(/\.[^.]+$/, '')
      .replace(/[_\s]+/g, ' ')
      .trim(),
  ) || 'Bản quét'

/**
 * A pile of scans in one go: each becomes a document that waits for its particulars and its số đến; none is registered before its
 * issuer is known. All or none. @returns how many
 * @throws Refused as `enter`
 */
export async function enterEach(desk: Desk, files: readonly EnteredFile[], noSecretStamp: boolean): Promise<number> {
  return watched(desk, { door: 'incoming.form' }, async (work) => {
    for (const file of files) {
      const named = EntryForm.parse({ kind: 'OFFICIAL_LETTER', issuingAgency: '?', subject: nameOf(file), noSecretStamp })
      await enter(work, { ...named, issuingAgency: '' }, [file])
    }
    return files.length
  })
}
