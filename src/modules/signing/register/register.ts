import type { Key } from '../keys/key.ts'

/** Days before its end in which people are reminded of a certificate, and in which it presses. */
export const remindedFrom = 30
export const pressingFrom = 7

/** How near the end of a certificate is; null while there is time. */
export function nearness(daysLeft: number): 'ended' | 'pressing' | 'soon' | null {
  if (daysLeft < 0) return 'ended'
  if (daysLeft <= pressingFrom) return 'pressing'
  return daysLeft <= remindedFrom ? 'soon' : null
}

/** What is asked of the certification authority for one holder. */
export const needs = ['NEW', 'RENEW', 'REVOKE'] as const
export type Need = (typeof needs)[number]
export const needWords: Readonly<Record<Need, string>> = { NEW: 'Cấp mới', RENEW: 'Gia hạn', REVOKE: 'Thu hồi' }

/** One holder, in the agency's register: the certificate in use, or one that was given up before its end. */
export type Line = {
  /** Key row, or the person's identifier where there is none. */
  id: string
  holderKind: 'PERSON' | 'AGENCY'
  name: string
  position: string
  division: string
  email: string
  phone: string
  /** Still has a post in the agency; the agency itself always has. */
  here: boolean
  /** Signs documents by the post held: without a certificate nothing can be submitted to them. */
  signs: boolean
  key: Pick<Key, 'serial' | 'issuer' | 'validFrom' | 'validTo' | 'revokedAt' | 'algorithm'> | null
  daysLeft: number | null
}

/**
 * What is proposed to ask for: a new one for who signs without, another before the old one ends, and an end at the authority for
 * what was given up here or whose holder has left (a certificate that is only given up here is valid everywhere else).
 */
export function needOf({ key, daysLeft, here, signs }: Line): Need | null {
  if (!key || daysLeft === null) return here && signs ? 'NEW' : null
  if (key.revokedAt || !here) return daysLeft >= 0 ? 'REVOKE' : here && signs ? 'NEW' : null
  return nearness(daysLeft) ? 'RENEW' : null
}
