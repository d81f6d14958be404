import { type AskRevocation, gather } from './gather.ts'
import type { Stamp } from './stamp-token.ts'
import { addStamp, addValidationData } from './write.ts'

/** How far a signed file is made to last (ETSI EN 319 142-1): not yet, proven in time, with all that a judge needs. */
export const levels = ['B-B', 'B-T', 'B-LTA'] as const
export type Level = (typeof levels)[number]

export type Sources = {
  /** Certificates of trusted authorities, DER. */
  anchors: readonly Uint8Array[]
  revocation: AskRevocation
  stamp: (digest: Uint8Array) => Promise<Stamp>
}

/** What became of a file. `file` is null when nothing could be added now. */
export type Extended = {
  file: { bytes: Uint8Array; level: Level; stampedAt: Date; goodUntil: Date } | null
  missing: string[]
  revoked: string[]
  /** When to ask again for what is missing, where that is known. */
  again: Date | null
}

/**
 * Makes a signed file last by appending to it: validation data, then a time-stamp over all as the last revision. While data are
 * missing the time-stamp alone is set, once: when the signatures were there is proven from then on, whatever comes later.
 * A file that lasts already gets the data of its last time-stamp and a new one; what proves the signatures stands in it.
 * @param hurry - the last time-stamp runs out: a new one is set although data are missing
 * @throws Refused unreadable-file | too-large; Unanswered, BadStamp when there is no time-stamp to be had
 */
export async function extend(
  bytes: Uint8Array,
  { anchors, revocation, stamp }: Sources,
  { level, hurry = false }: { level: Level; hurry?: boolean },
): Promise<Extended> {
  const renewal = level === 'B-LTA'
  const { missing, revoked, again, ...data } = await gather(bytes, { anchors, ask: revocation, stampsOnly: renewal })
  const whole = missing.length === 0
  if (!whole && level !== 'B-B' && !hurry) return { file: null, missing, revoked, again }
  const based = whole || renewal ? await addValidationData(bytes, data) : bytes
  const made: { stamp: Stamp | null } = { stamp: null }
  const stamped = await addStamp(based, async (digest) => {
    made.stamp = await stamp(digest)
    return made.stamp.token
  })
  if (!made.stamp) throw new Error('a time-stamp that nobody made')
  const { at: stampedAt, goodUntil } = made.stamp
  return { file: { bytes: stamped, level: whole || renewal ? 'B-LTA' : 'B-T', stampedAt, goodUntil }, missing, revoked, again }
}
