import { type BasicConstraints, type Certificate, CertificateChainValidationEngine } from 'pkijs'
import { certificatesIn, extension, extensionOids, isWeak, keyFacts, sameCertificate } from './certificates.ts'

/** A leaf's way to an anchor at a time, the leaf first; `reason` says why there is none that holds. */
export type Path = {
  certificates: Certificate[]
  reason: 'untrusted-chain' | 'certificate-expired' | 'certificate-not-yet-valid' | 'weak-algorithm' | 'weak-key' | null
}

export type Leads = { leaf: Certificate; known: readonly Certificate[]; anchors: readonly Uint8Array[] }

const outOfTime = 8
const mostKnown = 60
// MD5 and SHA-1 with RSA, SHA-1 with ECDSA and DSA.
export const weakSignatures = ['1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1', '1.2.840.10040.4.3']

/** The library leaves this limit of RFC 5280, 4.2.1.9 unchecked: how many authorities may stand beneath one. */
function lengthsFit(path: readonly Certificate[]): boolean {
  return path.every((certificate, depth) => {
    const limits = extension(certificate, extensionOids.basicConstraints)?.parsedValue as BasicConstraints | undefined
    const most = limits?.pathLenConstraint
    return depth === 0 || typeof most !== 'number' || depth - 1 <= most
  })
}

async function walked({ leaf, known, anchors }: Leads, at: Date) {
  const between = known.filter((one) => !sameCertificate(one, leaf)).slice(0, mostKnown)
  // The engine takes the last certificate for the signer's.
  const engine = new CertificateChainValidationEngine({
    trustedCerts: certificatesIn(anchors),
    certs: [...between, leaf],
    checkDate: at,
  })
  const answer = await engine.verify({ passedWhenNotRevValues: true })
  const path = answer.certificatePath ?? []
  const [first] = path
  const holds = answer.result && first !== undefined && sameCertificate(first, leaf) && lengthsFit(path)
  return { holds, path, code: answer.resultCode ?? -1 }
}

/** A signer who is an anchor himself needs no way, only to be in his time. */
function trustedItself({ leaf, anchors }: Leads, at: Date) {
  if (!certificatesIn(anchors).some((one) => sameCertificate(one, leaf))) return null
  const holds = leaf.notBefore.value <= at && leaf.notAfter.value >= at
  return { holds, path: [leaf], code: holds ? 0 : outOfTime }
}

/** The anchor itself is trusted as it is; what stands beneath it must be strong. */
function weakness(path: readonly Certificate[]): 'weak-algorithm' | 'weak-key' | null {
  const beneath = path.slice(0, Math.max(1, path.length - 1))
  if (beneath.some((one) => isWeak(keyFacts(one)))) return 'weak-key'
  return beneath.some((one) => weakSignatures.includes(one.signatureAlgorithm.algorithmId)) ? 'weak-algorithm' : null
}

/**
 * Looks for a way from a certificate to an anchor.
 * @param at - when it must hold
 * @param then - the time that the signature claims; a way that held then and has run out since is "expired"
 */
export async function pathTo(leads: Leads, at: Date, then: Date | null): Promise<Path> {
  const now = trustedItself(leads, at) ?? (await walked(leads, at))
  if (now.holds) return { certificates: now.path, reason: weakness(now.path) }
  if (now.code !== outOfTime) return { certificates: [], reason: 'untrusted-chain' }
  if (leads.leaf.notBefore.value > at) return { certificates: [], reason: 'certificate-not-yet-valid' }
  const before = then ?? leads.leaf.notBefore.value
  const past = trustedItself(leads, before) ?? (await walked(leads, before))
  return past.holds ? { certificates: past.path, reason: 'certificate-expired' } : { certificates: [], reason: 'untrusted-chain' }
}
