import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import {
  bothVerdicts,
  type Fix,
  fixedContent,
  fixedPlaces,
  fixedSubject,
  layoutChecks,
  type Verdict,
} from '../../drafting/layout-checks.ts'
import { hasWords, readPdf } from '../../drafting/read-pdf.ts'
import { uploadedChecks } from '../../drafting/uploaded-checks.ts'
import { mainFile } from '../file.sql.ts'
import { isDrafterOf } from '../outgoing.policy.ts'
import { lock, readWhole, update } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import { composeChoices } from './choices.ts'
import { checkableOf } from './compose.live.ts'
import { draftFields } from './compose.load.ts'
import { mayRestore } from './restore.ts'
import { keepVersion } from './version.sql.ts'

/** What the checks of a draft look at, as it is stored. */
async function stored(work: Work, doc: Outgoing) {
  const choices = await composeChoices(work)
  const composed = await draftFields(work, choices, doc)
  return { choices, checkable: checkableOf(composed, doc.source === 'EDITOR' ? doc.content : null, choices) }
}

/** The verdict on an uploaded PDF; null for a scan, which has no words to look at. @throws Refused not-found | unreadable-file */
export async function checkUploaded(desk: Desk, id: string): Promise<Verdict | null> {
  const source = await desk.work(async (work) => {
    await readWhole(work, id)
    return desk.vault.files.source(work.tx, await mainFile(work.tx, id, 'UPLOAD'))
  })
  const read = await readPdf(source, 'file')
  return hasWords(read) ? uploadedChecks(read) : null
}

/**
 * Kiểm tra thể thức of a draft as it is stored; for an uploaded PDF of what is on its pages as well.
 * @throws Refused not-found | unreadable-file
 */
export async function checkLayout(desk: Desk, id: string): Promise<Verdict> {
  const { doc, typed } = await desk.work(async (work) => {
    const read = await readWhole(work, id)
    return { doc: read, typed: layoutChecks((await stored(work, read)).checkable) }
  })
  return bothVerdicts(typed, doc.source === 'UPLOAD' ? await checkUploaded(desk, id) : null)
}

/**
 * "Sửa giúp": puts one fault of the stored draft right, as a version of its own.
 * @param seen - the version that the asker had before him
 * @throws Refused not-found | wrong-state | not-allowed | changed-meanwhile
 */
export async function fixLayout(work: Work, id: string, { fix, seen }: { fix: Fix; seen: number }): Promise<number> {
  const doc = await lock(work, id)
  if (!isDrafterOf(doc, work.actor)) throw new Refused('not-allowed', 'fix')
  if (!mayRestore(doc, work.actor)) throw new Refused('wrong-state', 'fix')
  if (seen !== doc.version) throw new Refused('changed-meanwhile', String(doc.version))
  const { choices, checkable } = await stored(work, doc)
  const subject = fix === 'subject' ? fixedSubject(doc.subject) : doc.subject
  const places = fix === 'places' ? fixedPlaces(checkable.places, choices.unit) : doc.places
  const content = fixedContent(doc.content, fix)
  const version = doc.version + 1
  await update(work.tx, id, { subject, places, content: JSON.stringify(content), version })
  await keepVersion(work.tx, { ...doc, version, subject, content }, work.actor.post)
  await note(work, 'outgoing.fix-layout', id, { version, fix })
  return version
}
