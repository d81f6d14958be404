import type { Certificate } from 'pkijs'
import { readSignedData } from '../pdf/cms.ts'
import type { Trust } from './certificates.ts'
import { unverified, type Verified, verifyCms } from './cms.ts'
import type { Evidence } from './revocation.ts'
import { judgeSigner } from './signer.ts'

/** What came along with the file to judge by, and by when a later time-stamp proves what is judged here. */
export type Around = { known: readonly Certificate[]; evidence: Evidence; provenAt: Date | null }

/** Verifies a token of RFC 3161 over what it stamps: exactly one signer, who binds his certificate. */
export async function verifyToken(token: Uint8Array, stamped: Uint8Array): Promise<Verified> {
  const data = readSignedData(token)
  if (data?.signerInfos.length !== 1) return unverified('unknown', 'unreadable-signature')
  return verifyCms(data, 0, { covered: stamped, kind: 'timestamp', needsAttributes: true, needsCertificate: true })
}

/** What the tokens over a signature prove: the earliest time that a trusted one vouches for, or why none does. */
export type Stamped = { at: Date | null; broken: boolean; untrusted: boolean; lasting: boolean }

/**
 * Judges the time-stamps over a signature. One trusted token is enough, one that is not trusted proves nothing (EN 319 102-1,
 * 5.4); a broken one is a reason against the signature, for somebody tampered with it.
 */
export async function judgeStamps({ stamps, stamped }: Verified, around: Around, trust: Trust): Promise<Stamped> {
  let proven: Stamped = { at: null, broken: false, untrusted: false, lasting: false }
  for (const token of stamps) {
    const found = await verifyToken(token, stamped).catch(() => unverified('unknown', 'unreadable-signature'))
    if (found.integrity !== 'intact' || !found.certificate) return { ...proven, broken: true }
    const known = [...found.certificates, ...around.known]
    const signing = { ...around, certificate: found.certificate, known, claimedAt: found.stampedAt, forTime: true }
    const { reasons, lasting } = await judgeSigner(signing, trust)
    const earlier = found.stampedAt && (proven.at === null || found.stampedAt < proven.at)
    if (reasons.length > 0) proven = { ...proven, untrusted: true }
    else if (earlier) proven = { ...proven, at: found.stampedAt, lasting }
  }
  return proven
}
