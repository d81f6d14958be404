import { fold } from '#kernel/vietnamese.ts'
import type { CertificateFacts } from '../certificates/certificate.ts'
import type { SignerAlgorithm } from '../signer.ts'

export type HolderKind = 'PERSON' | 'AGENCY'

/** Where a private key lies: in this installation, on a token at the server, with a service, on a device at the person's own machine. */
export type Lies = 'HERE' | 'TOKEN' | 'REMOTE' | 'DESK'
/** What its holder types for a signature: a PIN, a code that is good once, both or nothing. */
export type Asked = 'pin' | 'otp'

/** A key of a person or an agency, without anything secret. Times are instants; `serial` is hexadecimal. */
export type Key = CertificateFacts & {
  id: string
  agency: string
  holderKind: HolderKind
  holder: string
  algorithm: SignerAlgorithm
  importedAt: Date
  replacedAt: Date | null
  revokedAt: Date | null
}

/** One person's way into a key: an own PIN, counted. */
export type Access = { key: string; person: string; failedAttempts: number; lockedAt: Date | null }

/** What stands in the way of signing with a key at an instant, PIN aside; null when nothing does (NĐ 68/2024 art. 29). */
export function obstacle(key: Pick<Key, 'validFrom' | 'validTo'>, at: Date) {
  if (at < key.validFrom) return 'certificate-not-yet-valid' as const
  return at > key.validTo ? ('certificate-expired' as const) : null
}

const words = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a name in a certificate is that of its holder: authorities add titles, drop marks and write in capitals. */
export const namesHolder = (inCertificate: string, holder: string): boolean =>
  words(holder) !== '' && ` ${words(inCertificate)} `.includes(` ${words(holder)} `)

/** Whole days that are left before an instant; negative when it has passed. */
export const daysUntil = (end: Date, now: Date): number => Math.floor((end.getTime() - now.getTime()) / 86_400_000)
