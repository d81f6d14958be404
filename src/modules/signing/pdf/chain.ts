import {
  type BasicConstraints,
  Certificate,
  CertificateChainValidationEngine,
  CertificateRevocationList,
  type ExtKeyUsage,
} from 'pkijs'

/**
 * What is trusted, and when: certificates and revocation lists in DER. `at` is the clock's time; null judges a signature as of
 * the time that it claims itself.
 */
export type Trust = { anchors: readonly Uint8Array[]; at: Date | null; crls?: readonly Uint8Array[] }

/** Why a chain does not hold. `certificate-revoked` and `wrong-usage` are certain, the others leave a doubt. */
export type ChainReason =
  | 'untrusted-chain'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-revoked'
  | 'wrong-usage'

const oidOf = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
}
const outOfTime = 8
const revoked = 12
const nameTypes = { commonName: '2.5.4.3', organization: '2.5.4.10' }

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

function parsed<Kind>(list: readonly Uint8Array[], read: (bytes: ArrayBuffer) => Kind): Kind[] {
  return list.flatMap((der) => {
    try {
      return [read(bufferOf(der))]
    } catch {
      return []
    }
  })
}

const extension = (certificate: Certificate, oid: string) => certificate.extensions?.find(({ extnID }) => extnID === oid)

/** The name that people know: common name, else organisation. */
export function nameIn(name: Certificate['subject']): string | null {
  const found = (type: string) => name.typesAndValues.find((part) => part.type === type)?.value.valueBlock.value
  const said = found(nameTypes.commonName) ?? found(nameTypes.organization)
  return typeof said === 'string' ? said : null
}

/** A signer's key must be meant for signatures, a time-stamper's for time-stamps. */
function usageFits(leaf: Certificate, forTime: boolean): boolean {
  const usage = extension(leaf, oidOf.keyUsage)?.parsedValue?.valueBlock?.valueHexView as Uint8Array | undefined
  // The two leading bits: digitalSignature and nonRepudiation.
  if (usage && ((usage[0] ?? 0) & 0xc0) === 0) return false
  const purposes = extension(leaf, oidOf.extendedKeyUsage)?.parsedValue as ExtKeyUsage | undefined
  return forTime ? (purposes?.keyPurposes.includes(oidOf.timeStamping) ?? false) : true
}

/** The library leaves this limit of RFC 5280, 4.2.1.9 unchecked: how many authorities may stand beneath one. */
function lengthsFit(path: readonly Certificate[]): boolean {
  return path.every((certificate, depth) => {
    const limits = extension(certificate, oidOf.basicConstraints)?.parsedValue as BasicConstraints | undefined
    const most = limits?.pathLenConstraint
    return depth === 0 || typeof most !== 'number' || depth - 1 <= most
  })
}

type Leads = {
  leaf: Certificate
  certificates: readonly Certificate[]
  anchors: readonly Certificate[]
  crls: CertificateRevocationList[]
}

async function verified({ leaf, certificates, anchors, crls }: Leads, at: Date) {
  const same = (one: Certificate) => Buffer.compare(one.tbsView, leaf.tbsView) === 0
  const between = certificates.filter((one) => !same(one))
  // The engine takes the last certificate for the signer's.
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [...anchors],
    certs: [...between, leaf],
    crls,
    checkDate: at,
  })
  const answer = await engine.verify({ passedWhenNotRevValues: true })
  const path = answer.certificatePath ?? []
  const [first] = path
  const holds = answer.result && first !== undefined && same(first) && lengthsFit(path)
  return { holds, code: answer.resultCode ?? -1 }
}

/**
 * Judges a signer's certificate at a time.
 * @param signedAt - the time that the signature claims; a certificate that held then and has run out since is "expired".
 * @returns null when the chain leads to an anchor and everything in it holds.
 */
export async function chainReason(
  leaf: Certificate,
  certificates: readonly Certificate[],
  trust: Trust,
  when: { signedAt: Date | null; forTime: boolean },
): Promise<ChainReason | null> {
  if (!usageFits(leaf, when.forTime)) return 'wrong-usage'
  const anchors = parsed(trust.anchors, (der) => Certificate.fromBER(der))
  const crls = parsed(trust.crls ?? [], (der) => CertificateRevocationList.fromBER(der))
  const leads = { leaf, certificates, anchors, crls }
  const at = trust.at ?? when.signedAt ?? leaf.notBefore.value
  const now = await verified(leads, at)
  if (now.code === revoked) return 'certificate-revoked'
  if (now.holds) return null
  if (now.code !== outOfTime) return 'untrusted-chain'
  if (leaf.notBefore.value > at) return 'certificate-not-yet-valid'
  const then = await verified(leads, when.signedAt ?? leaf.notBefore.value)
  return then.holds ? 'certificate-expired' : 'untrusted-chain'
}
