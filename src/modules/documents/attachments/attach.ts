import { has } from '#kernel/actor.ts'
import { cleanText } from '#kernel/content.shape.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { keepShadow } from '#signing'
import { type GivenFile, lookAt, type SeenFile } from '../drafting/look-at.ts'
import { lookThrough } from '../drafting/look-through.ts'
import { lock } from '../outgoing/outgoing.sql.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'
import { refuseSecretWords } from '../secrecy.ts'
import { watched } from '../watch.ts'
import { mayTendFiles } from './attachment.policy.ts'
import { attachmentsOf, insertFile, insertPaper, setOnPaper, setOrder, withdrawFile } from './attachment.sql.ts'

/** Most attachments of one document. */
const most = 100

/** The draft whose papers are tended. @throws Refused not-found | wrong-state | not-allowed */
export async function tended(work: Work, id: string): Promise<Outgoing> {
  const doc = await lock(work, id)
  if (doc.state !== 'DRAFT' && doc.state !== 'RETURNED') throw new Refused('wrong-state', 'files')
  if (!mayTendFiles(doc, work.actor)) throw new Refused('not-allowed', 'files')
  return doc
}

/**
 * Who looked for a secrecy stamp on a file that no machine can search: the clerk, who ticked it (DESIGN 5.4). Null where the
 * file has text. @throws Refused bad-input (noSecretStamp)
 */
export function lookedBy({ actor }: Pick<Work, 'actor'>, file: SeenFile, noSecretStamp: boolean): string | null {
  if (file.hasText) return null
  if (!noSecretStamp || !has(actor, 'recordsClerk')) throw new Refused('bad-input', 'noSecretStamp')
  return actor.post
}

/**
 * Attaches a file to a draft.
 * @returns the row's id @throws Refused secret-material | unreadable-file | too-large | wrong-state | not-allowed | bad-input |
 * hidden-content
 */
export async function attach(desk: Desk, id: string, given: GivenFile & { noSecretStamp: boolean }): Promise<string> {
  const door = { door: 'outgoing.attach', about: id }
  // Who may, before anything of the file is read; the file itself is looked at outside the transaction.
  await desk.work((work) => tended(work, id))
  const file = await watched(desk, door, () => lookAt(given, 'file'))
  const shadow = await lookThrough(desk, file)
  return desk.work(async (work) => {
    const doc = await tended(work, id)
    const looked = lookedBy(work, file, given.noSecretStamp)
    if ((await attachmentsOf(work.tx, id)).length >= most) throw new Refused('too-large', 'files')
    const kept = await desk.vault.files.keep(work.tx, file.content, file.mediaType)
    if (shadow) await keepShadow(work.tx, { sha256: kept.sha256, agency: doc.agency }, shadow)
    const row = await insertFile(work.tx, doc, { role: 'ATTACHMENT', name: file.name, kept, hasText: file.hasText, looked })
    await note(work, 'outgoing.attach', id, { file: row, sha256: kept.sha256 })
    return row
  })
}

/** Names an attachment that goes on paper only; the delivery is then not complete electronically. @throws Refused bad-input (paper) */
export async function attachPaper(work: Work, id: string, typed: string): Promise<void> {
  const name = cleanText(typed).trim()
  if (name === '' || name.length > 200) throw new Refused('bad-input', 'paper')
  refuseSecretWords(name, 'paper')
  const doc = await tended(work, id)
  if ((await attachmentsOf(work.tx, id)).length >= most) throw new Refused('too-large', 'files')
  const row = await insertPaper(work.tx, doc, name)
  await note(work, 'outgoing.attach', id, { file: row })
}

async function attachment(work: Work, id: string, file: string) {
  const list = await attachmentsOf(work.tx, id)
  const one = list.find((row) => row.id === file)
  if (!one) throw new Refused('not-found', 'file')
  return { list, one }
}

/** Takes an attachment out. @throws Refused wrong-state | not-allowed | not-found */
export async function detach(work: Work, id: string, file: string): Promise<void> {
  await tended(work, id)
  await attachment(work, id, file)
  await withdrawFile(work.tx, id, file)
  await note(work, 'outgoing.detach', id, { file })
}

/** Says that a file goes on paper instead, or electronically after all. @throws Refused not-found (a paper has no file) */
export async function goOnPaper(work: Work, id: string, file: string, onPaper: boolean): Promise<void> {
  await tended(work, id)
  const { one } = await attachment(work, id, file)
  if (one.sha256 === null) throw new Refused('not-found', 'file')
  await setOnPaper(work.tx, file, onPaper)
  await note(work, 'outgoing.attachment-mode', id, { file, onPaper: onPaper ? 1 : 0 })
}

/** Moves an attachment one place up or down in the list. */
export async function moveAttachment(work: Work, id: string, file: string, by: -1 | 1): Promise<void> {
  await tended(work, id)
  const { list } = await attachment(work, id, file)
  const ids = list.map((row) => row.id)
  const at = ids.indexOf(file)
  const to = Math.min(Math.max(0, at + by), ids.length - 1)
  ids.splice(to, 0, ...ids.splice(at, 1))
  await setOrder(work.tx, id, ids)
}
