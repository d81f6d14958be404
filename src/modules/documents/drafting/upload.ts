import { Refused } from '#kernel/refused.ts'
import { colleagueInPost } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import { headOf, wholeOf } from '#platform/blobs/received.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { isWord, wordToPdf } from '#platform/office/convert.ts'
import { keepShadow, prepareFields } from '#signing'
import { lookedBy, tended } from '../attachments/attach.ts'
import { insertFile } from '../attachments/attachment.sql.ts'
import { mainFile, withdrawFiles } from '../outgoing/file.sql.ts'
import { update } from '../outgoing/outgoing.sql.ts'
import { refuseSecretName } from '../secrecy.ts'
import { watched } from '../watch.ts'
import { type Boxes, furthest, holesOf, outside, type PageSize } from './boxes.ts'
import { mediaTypeOf } from './file-kinds.ts'
import { type GivenFile, lookAt } from './look-at.ts'
import { lookThrough } from './look-through.ts'
import { proposedBoxes } from './propose-boxes.ts'
import { readPdf } from './read-pdf.ts'

/** What is to be signed is a PDF: a file of a word processor becomes one first. @throws Refused no-converter | unreadable-file */
async function asPdf<Given extends GivenFile>(given: Given): Promise<Given> {
  const mediaType = mediaTypeOf(given.name, await headOf(given.content, 16), 'file')
  if (!isWord(mediaType)) return given
  refuseSecretName(given.name, 'file')
  const content = await wordToPdf(given.content, { mediaType, about: 'file' })
  return { ...given, content, name: given.name.replace(/\.\w+$/u, '.pdf') }
}

/**
 * Takes a PDF, or a Word file turned into one, as the text of a draft instead of a typed one, and proposes where number, date, signature and seal go.
 * @returns the file's row @throws Refused secret-material | unreadable-file | too-large | wrong-state | not-allowed |
 * file-protected | file-with-script | hidden-content | no-converter | bad-input (noSecretStamp, already-signed, page-size)
 */
export async function uploadMain(desk: Desk, id: string, given: GivenFile & { noSecretStamp: boolean }): Promise<string> {
  const signer = await desk.work(async (work) => {
    const doc = await tended(work, id)
    return doc.signer ? ((await colleagueInPost(work.tx, doc.signer))?.name ?? null) : null
  })
  const file = await watched(desk, { door: 'outgoing.upload', about: id }, async () => lookAt(await asPdf(given), 'file'))
  if (!file.read) throw new Refused('unreadable-file', 'file')
  if (file.read.pages.some(({ width, height }) => Math.max(width, height) > furthest)) throw new Refused('bad-input', 'page-size')
  const shadow = await lookThrough(desk, file)
  const boxes = proposedBoxes(file.read, signer)
  // A file that cannot be prepared for signing is refused now, and not when the leader signs.
  await prepareFields(await wholeOf(file.content), holesOf(boxes))
  return desk.work(async (work) => {
    const doc = await tended(work, id)
    const looked = lookedBy(work, file, given.noSecretStamp)
    const kept = await desk.vault.files.keep(work.tx, file.content, file.mediaType)
    if (shadow) await keepShadow(work.tx, { sha256: kept.sha256, agency: doc.agency }, shadow)
    await withdrawFiles(work.tx, id, ['UPLOAD'])
    const row = await insertFile(work.tx, doc, { role: 'UPLOAD', name: file.name, kept, hasText: file.hasText, looked })
    await update(work.tx, id, { source: 'UPLOAD', boxes: JSON.stringify(boxes) })
    await note(work, 'outgoing.upload', id, { file: row, sha256: kept.sha256 })
    return row
  })
}

/** Sizes of the pages of the uploaded file, in points. @throws Refused not-found | unreadable-file */
export async function uploadedPages(desk: Desk, id: string): Promise<PageSize[]> {
  const source = await desk.work(async ({ tx }) => desk.vault.files.source(tx, await mainFile(tx, id, 'UPLOAD')))
  return (await readPdf(source, 'file')).pages.map(({ width, height }) => ({ width, height }))
}

/** Places the boxes on the uploaded file. @throws Refused bad-input (box name) | wrong-state | not-allowed | not-found */
export async function placeBoxes(desk: Desk, id: string, boxes: Boxes): Promise<void> {
  await desk.work((work) => tended(work, id))
  const astray = outside(boxes, await uploadedPages(desk, id))
  if (astray) throw new Refused('bad-input', astray.name)
  await desk.work(async (work) => {
    await tended(work, id)
    await update(work.tx, id, { boxes: JSON.stringify(boxes) })
    await note(work, 'outgoing.place-boxes', id)
  })
}

/** Back to the typed text; the uploaded file is taken out. @throws Refused wrong-state | not-allowed */
export async function typeInstead(work: Work, id: string): Promise<void> {
  await tended(work, id)
  await withdrawFiles(work.tx, id, ['UPLOAD'])
  await update(work.tx, id, { source: 'EDITOR', boxes: null })
  await note(work, 'outgoing.type-instead', id)
}
