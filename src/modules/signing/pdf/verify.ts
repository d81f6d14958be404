import { unverified, type Verified, verifyCms } from '../verify/cms.ts'
import { readSignedData } from './cms.ts'
import type { ClaimedSignature } from './read.ts'

const subFilters = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'ETSI.RFC3161']

/** PAdES asks for the signed attributes and the binding of the certificate, the older form of Adobe for neither. */
export const isBaseline = ({ subFilter }: ClaimedSignature) => subFilter === 'ETSI.CAdES.detached'

/** Verifies digest and signature of one signature over the bytes it covers. Never throws on a malformed one. */
export async function verifySignature(claimed: ClaimedSignature, covered: Uint8Array): Promise<Verified> {
  if (!subFilters.includes(claimed.subFilter)) return unverified('unknown', 'unsupported-format')
  const data = readSignedData(claimed.contents)
  // PAdES: exactly one signer (ETSI EN 319 142-1, 6.3).
  if (data?.signerInfos.length !== 1) return unverified('unknown', 'unreadable-signature')
  const baseline = isBaseline(claimed)
  const needsAttributes = baseline || claimed.kind === 'timestamp'
  return verifyCms(data, 0, { covered, kind: claimed.kind, needsAttributes, needsCertificate: baseline })
}
