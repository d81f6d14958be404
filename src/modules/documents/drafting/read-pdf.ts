import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refused } from '#kernel/refused.ts'
import { isSecretStamp } from '../secrecy.ts'
import type { NotRead, Piece, ReadPage, ReadPdf } from './read-pdf.worker.ts'

export type { Piece, ReadPage, ReadPdf }

/** A file from outside may be made to hurt: it is read apart, with a limit of time (ms) and of memory (MB). */
const longest = 20_000
const memory = 512

/**
 * Sizes of the pages and the words of the first and last ones.
 * @throws Refused unreadable-file | file-protected | file-with-script (`about`)
 */
export async function readPdf(bytes: Uint8Array, about: string): Promise<ReadPdf> {
  const read = await readApart(bytes).catch((): NotRead => ({ refused: 'unreadable-file' }))
  if ('refused' in read) throw new Refused(read.refused, about)
  return read
}

async function readApart(bytes: Uint8Array): Promise<ReadPdf | NotRead> {
  const worker = new Worker(join(import.meta.dirname, 'read-pdf.worker.ts'), {
    workerData: bytes.slice().buffer,
    resourceLimits: { maxOldGenerationSizeMb: memory },
    stdout: true,
    stderr: true,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<ReadPdf | NotRead>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('too slow')), longest)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('ended without an answer')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** Words that stand together on one line, with where each sign begins: a wide gap begins a new stretch. */
export type Stretch = { text: string; x: number; y: number; width: number; height: number; starts: number[] }

const near = 3

function joined(pieces: readonly Piece[]): Stretch {
  let text = ''
  const starts: number[] = []
  let end = pieces[0]?.x ?? 0
  for (const piece of pieces) {
    if (text !== '' && piece.x - end > piece.height * 0.15) {
      text += ' '
      starts.push(end)
    }
    for (let at = 0; at < piece.text.length; at += 1) starts.push(piece.x + (piece.width * at) / piece.text.length)
    text += piece.text
    end = piece.x + piece.width
  }
  const first = pieces[0]
  const height = Math.max(...pieces.map((piece) => piece.height))
  return { text, x: first?.x ?? 0, y: first?.y ?? 0, width: end - (first?.x ?? 0), height, starts: [...starts, end] }
}

/** Pieces of one line, cut where the gap is wider than `gap` times the height of the signs. */
function cut(row: readonly Piece[], gap: number): Stretch[] {
  const stretches: Piece[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const piece of row) {
    if (piece.x - end > piece.height * gap) stretches.push([])
    stretches.at(-1)?.push(piece)
    end = piece.x + piece.width
  }
  return stretches.map(joined)
}

/** The lines of a page from top to bottom; columns side by side are stretches of their own. */
export function stretchesOf(page: ReadPage, gap = 6): Stretch[] {
  const upright = page.pieces.filter((piece) => !piece.turned).toSorted((one, other) => other.y - one.y || one.x - other.x)
  const rows: Piece[][] = []
  for (const piece of upright) {
    const row = rows.at(-1)
    if (row?.[0] && Math.abs(row[0].y - piece.y) <= near) row.push(piece)
    else rows.push([piece])
  }
  return rows.flatMap((row) =>
    cut(
      row.toSorted((one, other) => one.x - other.x),
      gap,
    ),
  )
}

/** True when page 1 bears a grade of state secret on a line, in a column or as a turned stamp of its own. */
export function hasStamp({ pages }: ReadPdf): boolean {
  const [first] = pages
  if (!first) return false
  const alone = [1.2, 6, Number.POSITIVE_INFINITY].flatMap((gap) => stretchesOf(first, gap).map(({ text }) => text))
  return [...alone, ...first.pieces.filter((piece) => piece.turned).map((piece) => piece.text)].some(isSecretStamp)
}

const enough = 20

/** False for a scan: no machine can look for a stamp on it. */
export const hasWords = ({ pages }: ReadPdf): boolean =>
  (pages[0]?.pieces ?? []).reduce((sum, piece) => sum + piece.text.replace(/\s/gu, '').length, 0) >= enough
