import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import { largestFile, type Receive } from '#platform/blobs/received.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { checkForm } from '#platform/http/form.ts'
import { readUpload } from '#platform/http/upload.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { dayTyped } from '../deadlines/due.ts'
import { watched } from '../watch.ts'
import { addSignature } from './add-signature.ts'
import type { Beside } from './beside.ts'
import { complete, type EnteredFile, enter } from './enter.ts'
import { EntryForm } from './incoming.forms.ts'
import { incomingFiles, read } from './incoming.sql.ts'
import { register } from './register.ts'
import { scanTypes } from './scan.ts'
import { keepFile, keepSignature, type SeenFile, takeFiles } from './take-files.ts'

export type Entry = {
  fields: FormData
  files: SeenFile[]
  /** Files of an earlier try, each with the signature that came for it now. */
  kept: { file: EnteredFile; beside: Beside | null }[]
  /** Signatures that came for files that the document has. */
  later: { file: string; beside: Beside }[]
}

const KeptFile = z.object({ sha256: z.string(), size: z.number(), mediaType: z.string() })
const Token = z.object({
  name: z.string(),
  mediaType: z.enum(scanTypes),
  hasText: z.boolean(),
  kept: KeptFile,
  signature: z.object({ name: z.string(), kept: KeptFile }).optional(),
})

const seal = (desk: Desk, body: string) =>
  createHmac('sha256', desk.vault.keySecret).update(`kept-file ${desk.actor.person} ${body}`).digest('base64url')

/** A file that is stored already, for the form to carry: nobody can name one that he did not send himself. */
export function keptToken(desk: Desk, file: EnteredFile): string {
  const body = Buffer.from(JSON.stringify(file)).toString('base64url')
  return `${body}.${seal(desk, body)}`
}

function fromToken(desk: Desk, token: string): EnteredFile[] {
  const [body = '', said = ''] = token.split('.')
  const [own, given] = [Buffer.from(seal(desk, body)), Buffer.from(said)]
  if (own.length !== given.length || !timingSafeEqual(own, given)) return []
  const { signature, ...file } = Token.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  return [signature ? { ...file, signature } : file]
}

/** Where the typed fields go, how files come in, and the document that is put right, if any. */
export type Reading = { fields: FormData; receive: Receive; id: string | null }

/** Files that the document has and nobody signed beside. */
const unsigned = async (desk: Desk, id: string | null) =>
  id === null
    ? []
    : desk.work(async (work) => {
        await read(work, id)
        return (await incomingFiles(work.tx, id)).filter(({ signature }) => signature === null)
      })

/**
 * The posted entry: fields, files looked at but not stored, and files of an earlier try. `fields` is filled also when a file is
 * refused, so that nothing typed is lost.
 * @throws Refused not-allowed | secret-material | unreadable-file | file-protected | file-with-script | too-large | too-many-files |
 *   signature-alone
 */
export async function readEntry(desk: Desk, request: Request, { fields, receive, id }: Reading): Promise<Entry> {
  // Before a byte of the files is read: who may not enter fills no store.
  if (!has(desk.actor, 'recordsClerk')) throw new Refused('not-allowed', 'enter')
  const upload = await readUpload(request, {
    maxBytes: largestFile,
    fields,
    keep: ({ stream }) => receive(stream),
  })
  const kept = upload.fields.getAll('kept').flatMap((token) => fromToken(desk, String(token)))
  const [open, stored] = [kept.filter(({ signature }) => !signature), await unsigned(desk, id)]
  const came = upload.files.map(({ name, kept: content }) => ({ name, content }))
  const names = [...open, ...stored].map(({ name }) => name)
  const { files, there } = await takeFiles(desk, came, { there: names, door: 'incoming.upload', about: 'file' })
  return {
    fields: upload.fields,
    files,
    kept: kept.map((file) => ({ file, beside: there[open.indexOf(file)] ?? null })),
    later: stored.flatMap(({ id: file }, at) => {
      const beside = there[open.length + at]
      return beside ? [{ file, beside }] : []
    }),
  }
}

/** Stores what was looked at. A file without text is stored only when the clerk said that it bears no stamp. */
export async function keepFiles(desk: Desk, entry: Entry): Promise<EnteredFile[]> {
  const looked = entry.fields.get('noSecretStamp') !== null
  const takes = entry.files.filter((file) => file.hasText || looked)
  return desk.work(async ({ tx }) => {
    const keep = desk.vault.files.keep.bind(null, tx)
    const all: EnteredFile[] = []
    for (const { file, beside } of entry.kept) all.push(beside ? { ...file, signature: await keepSignature(keep, beside) } : file)
    for (const file of takes) all.push(await keepFile(keep, file))
    return all
  })
}

/** The typed fields with days read as people type them. */
async function typedEntry({ tx, clock }: Work, fields: FormData): Promise<FormData> {
  const form = new FormData()
  for (const [name, value] of fields) if (typeof value === 'string') form.append(name, value)
  const calendar = await workingCalendar(tx)
  for (const day of ['promulgationDate', 'dueOn', 'paperArrivedOn']) {
    const typed = String(form.get(day) ?? '')
    if (typed === '') continue
    const read = dayOrNull(typed, { day, today: clock.today, calendar })
    form.set(day, read ?? typed)
  }
  return form
}

type Days = { day: string; today: string; calendar: Awaited<ReturnType<typeof workingCalendar>> }

/** The day a text means, whenever it lies. Null when it is none. */
function dayOrNull(typed: string, { day, today, calendar }: Days): string | null {
  try {
    return day === 'dueOn' ? dayTyped(typed, today, calendar, day) : parseDate(typed, today)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'bad-input') throw error
    return null
  }
}

const Posted = EntryForm.extend({
  paper: z.enum(['paper', 'mail']).default('paper'),
  noSecretStamp: z.string().optional(),
  submitTo: z.uuid().nullable().default(null),
})

export type EntryOutcome = { id: string; errors: null } | { id: null; errors: Record<string, string> }

/** Checks and enters the document; `intent` keep leaves it among those that wait, else it takes its số đến at once. */
export async function performEntry(desk: Desk, id: string | null, entry: Entry, files: EnteredFile[]): Promise<EntryOutcome> {
  return watched(desk, { door: 'incoming.form', about: id ?? undefined }, async (work) => {
    const read = checkForm(await typedEntry(work, entry.fields), Posted)
    if (read.errors) return { id: null, errors: Object.fromEntries(read.errors.map((one) => [one.field, one.message])) }
    const { submitTo, paper, noSecretStamp, ...values } = read.values
    if (entry.files.some((file) => !file.hasText) && noSecretStamp === undefined)
      return { id: null, errors: { noSecretStamp: 'Bản quét không đọc được chữ: hãy xem kỹ và đánh dấu “Không có dấu mật”.' } }
    const form: EntryForm = { ...values, paper: paper === 'paper', noSecretStamp: noSecretStamp !== undefined }
    const made = id ?? (await enter(work, form, files))
    for (const { file, beside } of entry.later) {
      const signature = await keepSignature(desk.vault.files.keep.bind(null, work.tx), beside)
      await addSignature(work, made, { file, ...signature })
    }
    if (id) await complete(work, id, form, files)
    if (entry.fields.get('intent') !== 'keep') await register(work, made, { submitTo })
    return { id: made, errors: null }
  })
}
