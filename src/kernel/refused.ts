/**
 * Every reason for which the platform refuses an act. The words that people read are in `refusals.vi.ts` of the
 * module that throws it; a test compares both lists.
 */
export const refusalCodes = [
  'wrong-state',
  'not-allowed',
  'not-found',
  'bad-input',
  'secret-material',
  'day-past',
  'day-to-come',
  'signed-too-early',
  'book-closed',
  'changed-meanwhile',
  'wrong-pin',
  'key-locked',
  'no-key',
  'no-seal-image',
  'certificate-expired',
  'certificate-not-yet-valid',
  'pin-too-short',
  'unreadable-key-file',
  'wrong-file-password',
  'key-unsuitable',
  'foreign-certificate',
  'unreadable-certificate',
  'not-an-authority',
  'unreadable-list',
  'foreign-list',
  'older-list',
  'demonstration-material',
  'key-not-wrapped-here',
  'key-on-token',
  'token-unreachable',
  'remote-refused',
  'key-at-desk',
  'wrong-signature',
  'held-over',
  'desk-attachments',
  'paper-needs-basis',
  'no-recipient',
  'unreachable-recipient',
  'dissolved-recipient',
  'nothing-to-replace',
  'no-such-number',
  'signer-without-competence',
  'duplicate-document',
  'too-large',
  'unreadable-file',
  'file-protected',
  'file-with-script',
  'hidden-content',
  'hidden-unconfirmed',
  'too-many-files',
  'wrong-password',
  'account-locked',
  'too-many-tries',
  'link-spent',
  'already-there',
  'in-use',
  'last-administrator',
  'scan-missing',
  'signature-alone',
  'recall-too-late',
  'recall-waits',
  'not-read',
  'unprintable-sign',
  'no-converter',
  'storage-full',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal that a person can act on. Recognised by `code`: two copies of this class may exist in one process. */
export class Refused extends Error {
  readonly code: RefusalCode
  /** What it is about: a field name, a step name or an identifier; never personal data. */
  readonly about: string
  constructor(code: RefusalCode, about: string) {
    super(`${code}: ${about}`)
    this.name = 'Refused'
    this.code = code
    this.about = about
  }
}

/** The refusal in an unknown error, or null. Never `instanceof`: page bundle and server hold own copies of the class. */
export function refusalOf(error: unknown): Refused | null {
  const code = (error as { code?: unknown } | null)?.code
  return refusalCodes.includes(code as RefusalCode) ? (error as Refused) : null
}
