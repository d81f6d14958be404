import { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { cleanText } from '#kernel/content.shape.ts'
import { Refused, refusalOf } from '#kernel/refused.ts'

/** A file while it flows in. `name` is the last part of what the browser says, NFC, at most 200 signs; never a path on our disk. */
export type Incoming = { field: string; name: string; type: string; stream: Readable }
export type Uploaded<Kept> = { field: string; name: string; type: string; size: number; kept: Kept }
export type Upload<Kept> = { fields: FormData; files: Uploaded<Kept>[] }

export type UploadRules<Kept> = {
  /** Largest single file, in bytes. */
  maxBytes: number
  /** Most files in one form; 20 unless said otherwise. */
  maxFiles?: number
  /** Takes one file as a stream, to its end, and answers what to remember (the blob's hash). What it throws ends the upload. */
  keep: (file: Incoming) => Promise<Kept>
  /** Filled with the texts as they come, so that what was typed is there also when a file is refused. */
  fields?: FormData
}

const control = /\p{Cc}/gu

const longestName = 200

/** The last part of what somebody calls a file, without what misleads its readers; never empty. */
export const fileName = (given: string | undefined): string =>
  shortened(
    cleanText((given ?? '').replace(control, ''))
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? '',
  ) || 'tep'

/** A name that is too long loses of its middle: the ending tells what the file is. */
function shortened(name: string): string {
  const [ending = ''] = /\.[^.]{1,10}$/u.exec(name) ?? []
  return name.length <= longestName ? name : name.slice(0, longestName - ending.length).toWellFormed() + ending
}

function parserFor(request: Request, { maxBytes, maxFiles = 20 }: { maxBytes: number; maxFiles?: number }) {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data;.*boundary=/i.test(type) || !request.body) throw new Refused('bad-input', 'form')
  // One file more than allowed is counted, so that it can be refused instead of silently dropped.
  const limits = { fileSize: maxBytes + 1, files: maxFiles + 1, fields: 500, fieldSize: 4 * 1024 * 1024, fieldNameSize: 200 }
  return new Busboy({ headers: { 'content-type': type }, limits })
}

type Flowing = { field: string; name: string; type: string; stream: BusboyFileStream }

/** Ends one file: counts it, hands it on, refuses it when it is larger than allowed. */
async function take<Kept>(file: Flowing, rules: UploadRules<Kept>): Promise<Uploaded<Kept> | null> {
  const { field, name, type, stream } = file
  const kept = await rules.keep(file)
  // A consumer that stops early would leave the rest of the form unread.
  stream.resume()
  if (stream.truncated || stream.bytesRead > rules.maxBytes) throw new Refused('too-large', field)
  // A file field left empty arrives as a nameless file without bytes.
  if (stream.bytesRead === 0 && name === 'tep') return null
  return { field, name, type, size: stream.bytesRead, kept }
}

/** What flows in of one form: the streams under way and what becomes of each. */
type Flow<Kept> = { streams: BusboyFileStream[]; taking: Promise<Uploaded<Kept> | null>[]; fields: FormData }

function listen<Kept>(
  parser: InstanceType<typeof Busboy>,
  rules: UploadRules<Kept>,
  flow: Flow<Kept>,
  stop: (error: unknown) => void,
) {
  const { maxFiles = 20 } = rules
  const malformed = () => stop(new Refused('bad-input', 'form'))
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) stop(new Refused('too-large', name))
    else flow.fields.append(name, value)
  })
  parser.on('file', (...[field, stream, given, , type]) => {
    if (flow.taking.length >= maxFiles) return stop(new Refused('too-many-files', field))
    const taken = take({ field, name: fileName(given), type, stream }, rules)
    // The rest of a file that is too large flows away; the texts after it are still read, so that the form comes back filled.
    taken.catch((error) => (refusalOf(error)?.code === 'too-large' ? undefined : stop(error)))
    // Whoever reads it hears of an error; one that nobody reads must not end the program.
    stream.on('error', () => undefined)
    flow.streams.push(stream)
    flow.taking.push(taken)
  })
  parser.on('partsLimit', malformed)
  parser.on('fieldsLimit', malformed)
  parser.on('error', malformed)
}

/**
 * Reads a posted form with files as it flows in: files go to `keep` one after the other and never lie in memory as a whole.
 * The form as a whole is limited by the page door (`uploadBytes`), a single text field to 4 MB. When it is refused or broken
 * off, every `keep` has ended before this does.
 * @throws Refused too-large | too-many-files | bad-input, and whatever `keep` throws
 */
export async function readUpload<Kept>(request: Request, rules: UploadRules<Kept>): Promise<Upload<Kept>> {
  const parser = parserFor(request, rules)
  const flow: Flow<Kept> = { streams: [], taking: [], fields: rules.fields ?? new FormData() }
  const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (error: unknown) => {
        source.unpipe(parser)
        source.resume()
        // Who keeps a file waits for its end: it is told that there will be none.
        for (const stream of flow.streams) stream.destroy(error as Error)
        reject(error)
      }
      listen(parser, rules, flow, stop)
      parser.once('finish', resolve)
      source.once('error', stop)
      source.pipe(parser)
    })
  } finally {
    await Promise.allSettled(flow.taking)
  }
  const files = (await Promise.all(flow.taking)).filter((file) => file !== null)
  return { fields: flow.fields, files }
}
