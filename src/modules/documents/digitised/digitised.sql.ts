import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import { fold } from '#kernel/vietnamese.ts'
import type { Tx } from '#platform/db/desk.ts'
import type { Digitised, DigitisedFailure, DigitisedState, Quality } from './digitised.ts'

const columns = [
  'd.file',
  'd.incoming',
  'd.agency',
  'd.sha256',
  'd.size',
  'd.pages',
  'd.dpi',
  'd.tilt',
  'd.confidence',
  'd.word_count as wordCount',
  'd.confirmed_at as confirmedAt',
  'd.confirmed_by as confirmedBy',
] as const

type Row = Omit<Digitised, 'quality' | 'size'> & {
  [key in keyof Omit<Quality, 'dpi' | 'confidence' | 'colour'>]: number | null
} & { dpi: number | null; confidence: number | null; colour: Quality['colour'] | null; size: number | string | null }

function digitisedFrom({ pages, dpi, colour, tilt, confidence, wordCount, size, ...row }: Row): Digitised {
  const quality = pages && colour ? { pages, dpi, colour, tilt: tilt ?? 0, confidence, wordCount: wordCount ?? 0 } : null
  return { ...row, size: size === null ? null : Number(size), quality }
}

const digitiseds = (tx: Tx) =>
  tx
    .selectFrom('documents.digitised as d')
    .select(columns)
    .select(sql<DigitisedState>`d.state`.as('state'))
    .select(sql<DigitisedFailure | null>`d.failure`.as('failure'))
    .select(sql<Quality['colour'] | null>`d.colour`.as('colour'))

/** The digital copies of a document's scans, in the order of the scans. */
export async function digitisedOf(tx: Tx, incoming: string): Promise<Digitised[]> {
  const rows = await digitiseds(tx)
    .innerJoin('documents.incoming_file as f', 'f.id', 'd.file')
    .where('d.incoming', '=', incoming)
    .orderBy('f.ordinal')
    .execute()
  return rows.map(digitisedFrom)
}

/** One of them, locked to the end of the transaction. @throws Refused not-found */
export async function lockDigitised(tx: Tx, incoming: string, file: string): Promise<Digitised> {
  const row = await digitiseds(tx).where('d.incoming', '=', incoming).where('d.file', '=', file).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('not-found', file)
  return digitisedFrom(row)
}

const scans: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']

type Scanned = { id: string; hasText: boolean; mediaType: string }
/** Has the scans among files that were just added digitised in the background; what holds its words already is none. */
export async function queueScans(tx: Tx, doc: { id: string; agency: string }, files: readonly Scanned[]): Promise<void> {
  const wanted = files.filter(({ hasText, mediaType }) => !hasText && scans.includes(mediaType))
  if (wanted.length === 0) return
  const rows = wanted.map((file) => ({ file: file.id, incoming: doc.id, agency: doc.agency }))
  await tx
    .insertInto('documents.digitised')
    .values(rows)
    .onConflict((clash) => clash.column('file').doNothing())
    .execute()
}

export type Taken = { file: string; incoming: string; agency: string }
/** The scan of any agency that waits longest, held for an hour; null when none waits. */
export async function takeDigitised(tx: Tx): Promise<Taken | null> {
  const { rows } = await sql<Taken>`select file, incoming, agency from documents.take_digitised()`.execute(tx)
  return rows[0] ?? null
}

/** The words of a text as the search knows them; a row of signs that is no word of any language is left out. */
const searched = (text: string): string =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0 && word.length <= 40)
    .slice(0, 50_000)
    .join(' ')

export type Read = { sha256: string; size: number; quality: Quality; text: string }
export const saveRead = (tx: Tx, { file, agency }: Taken, { sha256, size, quality, text }: Read) => {
  const { wordCount, ...figures } = quality
  return tx
    .updateTable('documents.digitised')
    .set({ ...figures, sha256, size, word_count: wordCount, state: 'READ', failure: null, next_at: null, tries: sql`tries + 1` })
    .set({ words: sql<string>`documents.search_words(${agency}, ${searched(text)}, '')`, read_at: sql<Date>`app.now()` })
    .where('file', '=', file)
    .where('state', '=', 'WAITING')
    .execute()
}

/** The scan stays as it is: why nothing was made of it. */
export const saveUnread = (tx: Tx, file: string, said: { state: 'FAILED'; failure: DigitisedFailure } | { state: 'STOPPED' }) =>
  tx
    .updateTable('documents.digitised')
    .set({ failure: null, ...said, next_at: null, tries: sql`tries + 1` })
    .where('file', '=', file)
    .where('state', '=', 'WAITING')
    .execute()

/** Gives back what was taken: nobody could work on it now. */
export const giveBack = (tx: Tx, file: string) =>
  tx
    .updateTable('documents.digitised')
    .set({ next_at: sql<Date>`app.now() + interval '10 minutes'` })
    .where('file', '=', file)
    .where('state', '=', 'WAITING')
    .execute()

export const queueAgain = (tx: Tx, file: string) =>
  tx
    .updateTable('documents.digitised')
    .set({ state: 'WAITING', failure: null, next_at: sql<Date>`app.now()` })
    .where('file', '=', file)
    .where('state', '=', 'FAILED')
    .execute()

type Confirmed = { sha256: string; size: number; at: Date; by: string }
export const saveConfirmed = (tx: Tx, file: string, { sha256, size, at, by }: Confirmed) =>
  tx
    .updateTable('documents.digitised')
    .set({ sha256, size, state: 'CONFIRMED', confirmed_at: at, confirmed_by: by })
    .where('file', '=', file)
    .where('state', '=', 'READ')
    .execute()
