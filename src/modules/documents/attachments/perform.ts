import { buffer } from 'node:stream/consumers'
import { Refused } from '#kernel/refused.ts'
import { largestFile } from '#platform/blobs/blobs.ts'
import type { Desk } from '#platform/db/desk.ts'
import { readUpload, type Upload } from '#platform/http/upload.ts'
import { boxesFrom, typedBoxes } from '../drafting/box-forms.ts'
import { placeBoxes, typeInstead, uploadedPages, uploadMain } from '../drafting/upload.ts'
import { watched } from '../watch.ts'
import { attach, attachPaper, detach, goOnPaper, moveAttachment } from './attach.ts'

/** A posted form with its files read whole: each is looked at before anything of it is stored. */
export const received = (request: Request): Promise<Upload<Uint8Array>> =>
  readUpload(request, { maxBytes: largestFile, keep: async ({ stream }) => new Uint8Array(await buffer(stream)) })

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

async function sentFiles(desk: Desk, id: string, { fields, files }: Upload<Uint8Array>): Promise<void> {
  const noSecretStamp = fields.get('noSecretStamp') === 'yes'
  const given = files.map((file) => ({ name: file.name, bytes: file.kept, noSecretStamp }))
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

/** One deed of the page of files; the fields come back so that the form can be shown again as it was. */
export async function performOnFiles(
  desk: Desk,
  id: string,
  request: Request,
): Promise<{ fields: FormData; act: () => Promise<void> }> {
  if (request.headers.get('content-type')?.startsWith('multipart/')) {
    const upload = await received(request)
    return { fields: upload.fields, act: () => sentFiles(desk, id, upload) }
  }
  const fields = await request.formData().catch(() => {
    throw new Refused('bad-input', 'form')
  })
  return { fields, act: () => deed(desk, id, fields) }
}
