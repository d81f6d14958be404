import { join } from 'node:path'
import { Refused } from '#kernel/refused.ts'
import { askApart } from '#platform/apart/apart.ts'
import { pathIn, type Source, wholeOf } from '#platform/blobs/received.ts'
import type { NotRead, Piece, ReadPage, ReadPdf } from './pdf-words.ts'

export type { Piece, ReadPage, ReadPdf }

const reader = { program: join(import.meta.dirname, 'read-pdf.apart.ts'), longest: 20_000, memory: 512 }

/**
 * Sizes of the pages and the words of the first and last ones.
 * @throws Refused unreadable-file | file-protected | file-with-script (`about`)
 */
export async function readPdf(source: Source, about: string): Promise<ReadPdf> {
  const path = pathIn(source)
  const asked = path === null ? { bytes: new Uint8Array(await wholeOf(source)) } : { path }
  const read = (await askApart<ReadPdf | NotRead>(reader, asked)) ?? ({ refused: 'unreadable-file' } as const)
  if ('refused' in read) throw new Refused(read.refused, about)
  return read
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

/** A sign printed twice nearly on the same place, which makes it bold, is one. */
const once = (row: readonly Piece[]): Piece[] =>
  row.filter((piece, at) => {
    const before = row[at - 1]
    return !before || before.text !== piece.text || piece.x - before.x > piece.height * 0.25
  })

/** The lines of pieces that are written from left to right, from top to bottom; columns side by side are stretches of their own. */
export function linesOf(pieces: readonly Piece[], gap: number): Stretch[] {
  const rows: Piece[][] = []
  for (const piece of pieces.toSorted((one, other) => other.y - one.y || one.x - other.x)) {
    const row = rows.at(-1)
    if (row?.[0] && Math.abs(row[0].y - piece.y) <= near) row.push(piece)
    else rows.push([piece])
  }
  return rows.flatMap((row) => cut(once(row.toSorted((one, other) => one.x - other.x)), gap))
}

/** Pieces that lean no further than this (degrees) are written from left to right. */
export const lean = 2

export const stretchesOf = (page: ReadPage, gap = 6): Stretch[] =>
  linesOf(
    page.pieces.filter((piece) => Math.abs(piece.angle) <= lean),
    gap,
  )

const enough = 20

/** False for a scan: no machine can look for a stamp on it. */
export const hasWords = ({ pages }: ReadPdf): boolean =>
  (pages[0]?.pieces ?? []).reduce((sum, piece) => sum + piece.text.replace(/\s/gu, '').length, 0) >= enough
