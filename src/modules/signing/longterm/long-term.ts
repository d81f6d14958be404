import type { Level } from './extend.ts'

/** A delivered file on its way to lasting: what is appended to it lies beside it, the file itself is never touched. */
export type LongTerm = {
  sha256: string
  agency: string
  level: Level
  tail: Uint8Array | null
  stampedAt: Date | null
  goodUntil: Date | null
  missing: string[]
  revoked: string[]
  tries: number
}

const day = 86_400_000
const minute = 60_000
const early = 90 * day
const last = 30 * day

/** When the next time-stamp is set: three months before this one runs out, for a short one at half its life. */
export function renewAt(stampedAt: Date, goodUntil: Date): Date {
  const half = stampedAt.getTime() + (goodUntil.getTime() - stampedAt.getTime()) / 2
  return new Date(Math.max(half, goodUntil.getTime() - early))
}

/** A time-stamp that ends within a month is renewed although data are missing. */
export const hurries = (goodUntil: Date | null, now: Date): boolean =>
  goodUntil !== null && goodUntil.getTime() - now.getTime() < last

/** When the file itself, or its authorities, are at fault; and when the time-stamp authority is, which all files wait for. */
const longestPause = { file: day, stamper: 10 * minute }

/** A minute or two after the first failure, then later and later; never given up. */
export const retryAt = (now: Date, tries: number, fault: keyof typeof longestPause): Date =>
  new Date(now.getTime() + Math.min(minute * 2 ** Math.min(tries, 20), longestPause[fault]))

/** When to ask again for what is missing: when an authority said so, an hour from now at the earliest; else as after a failure. */
export const askAgainAt = (now: Date, { again, tries }: { again: Date | null; tries: number }): Date =>
  again ? new Date(Math.max(again.getTime() + minute, now.getTime() + 60 * minute)) : retryAt(now, tries, 'file')
