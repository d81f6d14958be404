import { fold } from '#kernel/vietnamese.ts'

/** A number as people type it ("168", "168/qd", "05/QĐ-UBND") as the beginning of a folded symbol, or null. */
export function symbolTyped(text: string): string | null {
  const [, number, rest] =
    /^(?:so\s*:?\s*)?0*(\d{1,9}[a-z]?)\s*(?:\/\s*([a-z0-9/-]*))?$/.exec(fold(text).replace(/\s*-\s*/g, '-')) ?? []
  return number === undefined ? null : `${number}/${rest ?? ''}`
}

/**
 * Words as a query over folded words; only the last one may be unfinished: of two beginnings the database thinks that they are rare,
 * and gathers every document before it takes the newest. Null when nothing is left to look for.
 */
export function wordsTyped(text: string): string | null {
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 12)
  return words.length === 0 ? null : `${words.map((word) => `'${word}'`).join(' & ')}:*`
}
