import { type Source, squeeze } from './sources.ts'

type Piece = { label: string; quote: string; row: boolean }
type Placed = Piece & { from: number; to: number }

/**
 * What is wrong with the cutting of one text; empty when every word of it stands in exactly one row or left-out part.
 * `text` is the raw file, because its line starts show where a clause begins.
 */
export function faults(source: Source, text: string): string[] {
  const whole = squeeze(text)
  const pieces = [
    ...source.rows.map((row) => ({ label: row.id, quote: row.quote, row: true })),
    ...source.leftOut.map((part) => ({ label: `left out "${part.quote.slice(0, 40)}"`, quote: part.quote, row: false })),
  ]
  const { placed, lost } = place(whole, pieces)
  return [
    ...lost.map((piece) => `${piece.label}: these words do not stand in the text (or stand in another row already)`),
    ...gaps(whole, placed).map((gap) => `not covered: "${gap}"`),
    ...outOfOrder(source, placed),
    ...merged(text, placed),
    ...statesSomething(source),
  ]
}

/** Longest first, each at its first free place: a short quote never takes words that belong to a longer one. */
function place(whole: string, pieces: Piece[]): { placed: Placed[]; lost: Piece[] } {
  const placed: Placed[] = []
  const lost: Piece[] = []
  for (const piece of [...pieces].sort((a, b) => b.quote.length - a.quote.length)) {
    const from = freePlace(whole, piece.quote, placed)
    if (from < 0) lost.push(piece)
    else placed.push({ ...piece, from, to: from + piece.quote.length })
  }
  return { placed: placed.sort((a, b) => a.from - b.from), lost }
}

function freePlace(whole: string, quote: string, placed: Placed[]): number {
  let from = whole.indexOf(quote)
  while (from >= 0 && placed.some((other) => from < other.to && other.from < from + quote.length)) {
    from = whole.indexOf(quote, from + 1)
  }
  return from
}

/** Stretches outside every piece that hold a letter or a digit: dashes and bullets between clauses may stay. */
function gaps(whole: string, placed: Placed[]): string[] {
  const ends = [0, ...placed.map((piece) => piece.to)]
  const starts = [...placed.map((piece) => piece.from), whole.length]
  return ends.map((end, i) => whole.slice(end, starts[i]).trim()).filter((gap) => /[\p{L}\p{N}]/u.test(gap))
}

/** Rows follow the text, and the numbers of a clause's rows count up, so that a row is found where a reader looks. */
function outOfOrder(source: Source, placed: Placed[]): string[] {
  const inText = placed.filter((piece) => piece.row).map((piece) => piece.label)
  const inFile = source.rows.map((row) => row.id).filter((id) => inText.includes(id))
  const seen = new Map<string, number>()
  const misnumbered = source.rows.filter((row) => {
    const stem = row.id.slice(0, row.id.lastIndexOf('-'))
    seen.set(stem, (seen.get(stem) ?? 0) + 1)
    return row.id !== `${stem}-${seen.get(stem)}` || !row.id.startsWith(`${source.source}-`)
  })
  return [
    ...inText.filter((id, i) => id !== inFile[i]).map((id) => `${id}: not in the order of the text`),
    ...misnumbered.map((row) => `${row.id}: the rows of a clause count from 1 under the name of their text`),
  ]
}

const clauseMark = /^\s*(?:\*\*)?(?:[-+–]\s|(?:[-+]\s*)?(?:Điều \d+\.|[IVX]+\.\s|\d+\.\s|[a-z](?:\.\d+)?\)\s))/

/** A row holds one clause: where a line of the text opens with a mark (Điều 1., 2., a), b.1), a dash), a new row begins. */
function merged(text: string, placed: Placed[]): string[] {
  const starts: number[] = []
  let length = 0
  for (const line of text.split('\n')) {
    const words = squeeze(line)
    if (words === '') continue
    if (length > 0) length += 1
    if (clauseMark.test(line)) starts.push(length)
    length += words.length
  }
  return placed
    .filter((piece) => piece.row && starts.some((start) => start > piece.from && start < piece.to))
    .map((piece) => `${piece.label}: holds more than one clause of the text`)
}

/** A share, a period or a day of delivery is a target or a duty: it needs a row, whatever the reason for leaving it out. */
function statesSomething(source: Source): string[] {
  const figures = /%|trước ngày|định kỳ|đến (?:cuối |hết )?năm|từ ngày/iu
  return source.leftOut
    .filter((part) => ['heading', 'addressee', 'context'].includes(part.kind) && figures.test(part.quote))
    .map((part) => `left out, but states a figure or a date: "${part.quote.slice(0, 60)}"`)
}
