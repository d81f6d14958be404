import { Refused } from '#kernel/refused.ts'
import { largestFile, type Receive, type Received } from '#platform/blobs/received.ts'
import type { Desk } from '#platform/db/desk.ts'
import { formOf } from '#platform/http/form.ts'
import { readUpload, type Upload } from '#platform/http/upload.ts'
import { boxesFrom, typedBoxes } from '../drafting/box-forms.ts'
import { placeBoxes, typeInstead, uploadedPages, uploadMain } from '../drafting/upload.ts'
import { watched } from '../watch.ts'
import { attach, attachPaper, detach, goOnPaper, moveAttachment, tended } from './attach.ts'

/**
 * A posted form with its files, which came in but are not stored: each is looked at first. Who may not tend the files of this
 * draft fills no store. @throws Refused wrong-state | not-allowed | not-found, and as `readUpload`
 */
export async function received(desk: Desk, id: string, request: Request, receive: Receive): Promise<Upload<Received>> {
  await desk.work((work) => tended(work, id))
  return readUpload(request, { maxBytes: largestFile, keep: ({ stream }) => receive(stream) })
}

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

async function sentFiles(desk: Desk, id: string, { fields, files }: Upload<Received>): Promise<void> {
  const noSecretStamp = fields.get('noSecretStamp') === 'yes'
  const given = files.map((file) => ({ name: file.name, content: file.kept, noSecretStamp }))
  const [first] = given
  if (text(fields, 'intent') === 'upload') {
    if (!first) throw new Refused('bad-input', 'file')
    if (given.length > 1) throw new Refused('too-many-files', 'file')
    await uploadMain(desk, id, first)
    return
  }
  // Files already sent one by one, with their progress, come back as their identifiers.
  if (!first && !fields.has('fileId')) throw new Refused('bad-input', 'file')
  for (const file of given) await attach(desk, id, file)
}

async function boxesPlaced(desk: Desk, id: string, form: FormData): Promise<void> {
  const heights = (await uploadedPages(desk, id)).map((page) => page.height)
  const { boxes, wrong } = boxesFrom(typedBoxes(form), heights)
  if (!boxes) throw new Refused('bad-input', wrong)
  await placeBoxes(desk, id, boxes)
}

async function deed(desk: Desk, id: string, form: FormData): Promise<void> {
  const [intent = '', file = ''] = text(form, 'intent').split(':')
  switch (intent) {
    case 'paper':
      return watched(desk, { door: 'outgoing.attach', about: id }, (work) => attachPaper(work, id, text(form, 'paper')))
    case 'boxes':
      return boxesPlaced(desk, id, form)
    case 'type':
      return desk.work((work) => typeInstead(work, id))
    case 'remove':
      return desk.work((work) => detach(work, id, file))
    case 'on-paper':
    case 'electronic':
      return desk.work((work) => goOnPaper(work, id, file, intent === 'on-paper'))
    case 'up':
    case 'down':
      return desk.work((work) => moveAttachment(work, id, file, intent === 'up' ? -1 : 1))
    default:
      throw new Refused('bad-input', 'intent')
  }
}

/** One deed of the page of files; `typed` is filled with what was posted, so that the form can be shown again as it was. */
export async function performOnFiles(desk: Desk, id: string, request: Request, typed: FormData): Promise<void> {
  if (!request.headers.get('content-type')?.startsWith('multipart/')) {
    for (const [name, value] of await formOf(request)) typed.append(name, value)
    return deed(desk, id, typed)
  }
  return desk.vault.files.receiving(async (receive) => {
    const upload = await received(desk, id, request, receive)
    for (const [name, value] of upload.fields) typed.append(name, value)
    await sentFiles(desk, id, upload)
  })
}
