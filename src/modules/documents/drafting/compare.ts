import { diffArrays } from 'diff'

export type Piece = { text: string; kind: 'same' | 'in' | 'out' }
/** One line of a comparison; `pieces` of an edited line say what was put in and taken out within it. */
export type Change = { kind: 'same' | 'in' | 'out' | 'edited'; pieces: Piece[] }

const words = (line: string): string[] => line.split(/(\s+)/u).filter((word) => word !== '')

/** What was put in and taken out within one line, word by word. */
export function comparedLine(before: string, after: string): Piece[] {
  return diffArrays(words(before), words(after)).map((part) => ({
    text: part.value.join(''),
    kind: part.added ? 'in' : part.removed ? 'out' : 'same',
  }))
}

/** How much of two lines is the same, 0 to 1: lines that share nothing are two lines, not one that was edited. */
function likeness(pieces: readonly Piece[]): number {
  const size = (kind: Piece['kind'][]) =>
    pieces.filter((one) => kind.includes(one.kind)).reduce((sum, { text }) => sum + text.length, 0)
  return size(['same']) / Math.max(1, size(['same', 'out', 'in']))
}

const whole = (line: string, kind: 'same' | 'in' | 'out'): Change => ({ kind, pieces: [{ text: line, kind }] })

/** Lines taken out and lines put in at one place: paired in order where they are alike. */
function paired(out: readonly string[], into: readonly string[]): Change[] {
  const changes: Change[] = []
  for (let at = 0; at < Math.max(out.length, into.length); at += 1) {
    const before = out[at]
    const after = into[at]
    const pieces = before !== undefined && after !== undefined ? comparedLine(before, after) : null
    if (pieces && likeness(pieces) > 0.3) changes.push({ kind: 'edited', pieces })
    else {
      if (before !== undefined) changes.push(whole(before, 'out'))
      if (after !== undefined) changes.push(whole(after, 'in'))
    }
  }
  return changes
}

/** Two texts line by line: what is the same, what was put in, taken out, edited. */
export function compared(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = []
  let out: readonly string[] = []
  let into: readonly string[] = []
  const close = () => {
    changes.push(...paired(out, into))
    out = []
    into = []
  }
  for (const part of diffArrays([...before], [...after])) {
    if (part.removed) out = part.value
    else if (part.added) into = part.value
    else {
      close()
      changes.push(...part.value.map((line) => whole(line, 'same')))
    }
  }
  close()
  return changes
}

/** In how many places two texts differ: neighbouring lines are one place. */
export function places(changes: readonly Change[]): number {
  return changes.filter((change, at) => change.kind !== 'same' && (at === 0 || changes[at - 1]?.kind === 'same')).length
}
