/** Hợp lệ, không hợp lệ, không xác định: what is not known is never valid. */
export type Verdict = 'valid' | 'invalid' | 'indeterminate'

/** Which rules a kept verdict was judged by: counted up with every change that could change one. */
export const rulesOf = '3'

/**
 * Every reason why a signature or a file is not valid, and what it makes of it: a `fault` is certain, a `doubt` leaves it open.
 * In the manner of ETSI EN 319 102-1, 5.1.3: a fault is TOTAL-FAILED, a doubt INDETERMINATE.
 */
export const weights = {
  'no-signature': 'doubt',
  unreadable: 'doubt',
  'took-too-long': 'doubt',
  'too-large': 'doubt',
  'content-missing': 'doubt',
  'unsupported-format': 'doubt',
  'unreadable-signature': 'doubt',
  'unverifiable-signature': 'doubt',
  'byte-range': 'fault',
  'content-changed': 'fault',
  'content-type': 'fault',
  'message-digest': 'fault',
  'signed-attributes': 'fault',
  'signing-certificate': 'fault',
  'changed-after-signing': 'fault',
  'annotated-after-signing': 'doubt',
  'not-covered-by-signature': 'doubt',
  'ambiguous-structure': 'doubt',
  'weak-algorithm': 'doubt',
  'weak-key': 'doubt',
  'untrusted-chain': 'doubt',
  'certificate-expired': 'doubt',
  'certificate-not-yet-valid': 'doubt',
  'certificate-revoked': 'fault',
  'revoked-without-proof': 'doubt',
  'wrong-usage': 'fault',
  'signed-outside-validity': 'fault',
  'timestamp-broken': 'doubt',
  'xml-document-type': 'doubt',
  'xml-reference': 'doubt',
  'xml-transform': 'doubt',
  'xml-wrapped': 'fault',
  'xml-part-only': 'doubt',
} as const satisfies Record<string, 'fault' | 'doubt'>

export type Reason = keyof typeof weights

/** What became of the file after a signature: `suspicious` is what no rule allows and no reader shows alike. */
export type LaterChanges = 'none' | 'permitted' | 'suspicious' | 'forbidden'

/** B-B to B-LTA are the levels of PAdES, CAdES and XAdES; null is a signature below them, or a time-stamp of a document. */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

/** Who vouches for `signedAt`: a time-stamp authority, over the signature or over the document, or the signer alone. */
export type TimeSource = 'signature-timestamp' | 'document-timestamp' | 'claimed' | 'none'

export type CertificateFacts = {
  /** In hexadecimal. */
  serial: string
  organisation: string | null
  validFrom: Date
  validTo: Date
  /** SHA-256 of the certificate in hexadecimal. */
  fingerprint: string
  trusted: boolean
  /** The earliest end of a certificate on its way to the anchor; null where there is no way. */
  pathEnds: Date | null
}

/** `good` and `revoked` are said by a list or a responder whose signature was verified; `unknown` by nobody. */
export type RevocationFacts = { status: 'good' | 'revoked' | 'unknown'; source: 'ocsp' | 'crl' | null; revokedAt: Date | null }

/** What does not make a signature less valid, and a careful reader wants to know. */
export type Note = 'judged-as-of-signing' | 'revocation-not-checked' | 'timestamp-untrusted'

/** One signature of a file and what became of it. `reasons` say why it is not valid. */
export type JudgedSignature = {
  /** The name of its field in a PDF, its Id in XML, else empty. */
  field: string
  kind: 'signature' | 'timestamp'
  signer: string | null
  issuer: string | null
  /** The time that a time-stamp proves, else the one that the signer claims. */
  signedAt: Date | null
  timeSource: TimeSource
  claimedAt: Date | null
  level: Level | null
  algorithm: string | null
  coversWholeFile: boolean
  laterChanges: LaterChanges
  integrity: 'intact' | 'broken' | 'unknown'
  certificate: CertificateFacts | null
  revocation: RevocationFacts
  verdict: Verdict
  reasons: Reason[]
  notes: Note[]
}

export type Judged = { verdict: Verdict; reasons: Reason[]; signatures: JudgedSignature[] }

export const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('invalid') ? 'invalid' : verdicts.includes('indeterminate') ? 'indeterminate' : 'valid'

export function verdictOf(integrity: JudgedSignature['integrity'], reasons: readonly Reason[]): Verdict {
  if (integrity === 'broken' || reasons.some((reason) => weights[reason] === 'fault')) return 'invalid'
  return integrity === 'intact' && reasons.length === 0 ? 'valid' : 'indeterminate'
}

/** A signature with one more reason against it. */
export function against(signature: JudgedSignature, reason: Reason): void {
  if (!signature.reasons.includes(reason)) signature.reasons.push(reason)
  signature.verdict = verdictOf(signature.integrity, signature.reasons)
}

/** The judgement on a file: its own reasons and those of all its signatures. */
export function judgedOf(own: readonly Reason[], signatures: JudgedSignature[]): Judged {
  const verdict = worst([
    own.length === 0 ? 'valid' : own.some((reason) => weights[reason] === 'fault') ? 'invalid' : 'indeterminate',
    ...signatures.map((signature) => signature.verdict),
  ])
  return { verdict, reasons: [...new Set([...own, ...signatures.flatMap(({ reasons }) => reasons)])], signatures }
}

/**
 * The instant from which time alone may change a judgement that was made at `at`: the next one at which a certificate begins or
 * ends; null when there is none.
 */
export function holdsUntil({ signatures }: Judged, at: Date): Date | null {
  const edges = signatures.flatMap(({ certificate: one }) => (one ? [one.validFrom, one.validTo, one.pathEnds] : []))
  const ahead = edges.filter((edge) => edge !== null && edge > at).map(Number)
  return ahead.length === 0 ? null : new Date(Math.min(...ahead))
}

/** What cannot be judged at all, and why. */
export const notJudged = (reason: Reason): Judged => ({ verdict: 'indeterminate', reasons: [reason], signatures: [] })
