import type { UTCTime } from 'asn1js'
import type { SignedData } from 'pkijs'
import { oids, readSignedData } from '../pdf/cms.ts'
import { assess } from './assess.ts'
import type { Trust } from './certificates.ts'
import { verifyCms } from './cms.ts'
import { type Judged, type JudgedSignature, judgedOf, notJudged } from './verdict.ts'

const mostSigners = 20

/** The DER in a CMS file, which may come as text between lines of PEM. */
export function derIn(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file.subarray(0, 64)).toString('latin1')
  if (!/^\s*-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA)-----/.test(text)) return file
  const body = Buffer.from(file)
    .toString('latin1')
    .replace(/-----[A-Z0-9# ]+-----/g, '')
  return Buffer.from(body, 'base64')
}

/** Whether a file looks like a CMS of its own: a SEQUENCE, or PEM. */
export const looksLikeCms = (file: Uint8Array): boolean => (file[0] === 0x30 && (file[1] ?? 0) >= 0x80) || derIn(file) !== file

/** The signing time among the signed attributes, which CAdES allows and the signer alone vouches for. */
function claimedTime(data: SignedData, at: number): Date | null {
  const said = data.signerInfos[at]?.signedAttrs?.attributes.find(({ type }) => type === oids.signingTime)
  const time = (said?.values[0] as UTCTime | undefined)?.toDate()
  return time && !Number.isNaN(time.getTime()) ? time : null
}

/**
 * Judges a CMS signature that lies beside the file it signs, or that carries the file inside (`content` null).
 * Every signer is a signature of its own.
 */
export async function judgeCms(cms: Uint8Array, content: Uint8Array | null, trust: Trust): Promise<Judged> {
  const data = readSignedData(derIn(cms))
  if (!data) return notJudged('unreadable')
  const inside = data.encapContentInfo.eContent?.getValue()
  if (!inside && content === null) return notJudged('content-missing')
  if (data.signerInfos.length === 0) return notJudged('no-signature')
  const signatures: JudgedSignature[] = []
  for (const at of data.signerInfos.slice(0, mostSigners).keys()) {
    // Beside a file, a content of the CMS's own must be that file, or it would be verified over something else.
    const same = inside !== undefined && (content === null || Buffer.compare(Buffer.from(inside), content) === 0)
    const expected = { kind: 'signature', needsAttributes: false, needsCertificate: false, attached: same } as const
    const found = await verifyCms(data, at, { ...expected, covered: content ?? new Uint8Array(inside ?? []) })
    const setting = {
      field: '',
      kind: 'signature',
      claimedAt: claimedTime(data, at),
      claimedName: null,
      coversWholeFile: true,
      baseline: true,
      archived: false,
    } as const
    const around = { known: [], evidence: { crls: [], ocsps: [] }, provenAt: null }
    signatures.push(await assess(found, setting, around, trust))
  }
  return judgedOf(data.signerInfos.length > mostSigners ? ['unreadable'] : [], signatures)
}
