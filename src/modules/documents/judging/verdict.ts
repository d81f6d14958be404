import type { JudgedSignature, SignatureFacts, SignatureReason, Verdict } from '#signing'

/** What is kept and said of one signature; instants are ISO text, as they lie in the database. */
export type SignatureLineFacts = Omit<SignatureFacts, 'signedAt'> &
  Pick<JudgedSignature, 'coversWholeFile' | 'laterChanges'> & {
    signedAt: string | null
    claimedAt: string | null
    /** The organisation that the certificate names. */
    organisation: string | null
  }

/** The judgement on one file, and on what it rests. */
export type FileVerdict = {
  verdict: Verdict
  reasons: SignatureReason[]
  signatures: SignatureLineFacts[]
  judgedAt: Date
  trust: string
  /** From when on time alone may change it. */
  until: Date | null
}

/** What was said of a file at a time. */
export type PastVerdict = Pick<FileVerdict, 'verdict' | 'reasons' | 'judgedAt'>

/** The turns in what was said of a file: each judgement that differs from the one before it, in order. */
export const turnsIn = (past: readonly PastVerdict[]): PastVerdict[] =>
  past.filter((one, at) => {
    const before = past[at - 1]
    return before?.verdict !== one.verdict || `${before.reasons}` !== `${one.reasons}`
  })
