import { createHash, type X509Certificate } from 'node:crypto'
import type { XmlElement } from 'libxml2-wasm'
import { digestMethods, ds, signedPropertiesType, xades } from './names.ts'
import type { Followed } from './reference.ts'
import { named, onlyText } from './tree.ts'

/** What XAdES says besides the signature; nothing of it counts unless the signature signs it. */
export type Qualified = { claimedAt: Date | null; bindsCertificate: boolean; otherCertificate: boolean; stamps: Uint8Array[] }

const mostStamps = 8

function descend(element: XmlElement | undefined, ...path: string[]): XmlElement[] {
  let found = element ? [element] : []
  for (const name of path) found = found.flatMap((one) => named(one, name, xades))
  return found
}

const qualifying = (signature: XmlElement) =>
  named(signature, 'Object').flatMap((object) => named(object, 'QualifyingProperties', xades))

/** Whether the first certificate named among the signed properties is the signer's; null when none is named. */
function namesCertificate(properties: XmlElement, certificate: X509Certificate): boolean | null {
  const signature = descend(properties, 'SignedSignatureProperties')
  const [first] = ['SigningCertificateV2', 'SigningCertificate'].flatMap((name) =>
    signature.flatMap((one) => descend(one, name, 'Cert', 'CertDigest')),
  )
  if (!first) return null
  const digest = digestMethods.get(named(first, 'DigestMethod', ds)[0]?.attr('Algorithm')?.value ?? '')
  const said = onlyText(named(first, 'DigestValue', ds)[0])?.replace(/\s/g, '')
  return digest !== undefined && createHash(digest).update(certificate.raw).digest('base64') === said
}

function timeIn(properties: XmlElement): Date | null {
  const said = onlyText(descend(properties, 'SignedSignatureProperties', 'SigningTime')[0])
  const time = said && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(said) ? new Date(said) : null
  return time && !Number.isNaN(time.getTime()) ? time : null
}

/** Tokens over the signature's value, in their usual form (base64 of DER). */
const stampsIn = (signature: XmlElement): Uint8Array[] =>
  qualifying(signature)
    .flatMap((one) =>
      descend(one, 'UnsignedProperties', 'UnsignedSignatureProperties', 'SignatureTimeStamp', 'EncapsulatedTimeStamp'),
    )
    .slice(0, mostStamps)
    .map((one) => Buffer.from(onlyText(one) ?? '', 'base64'))

/** Reads what XAdES adds, taking only signed properties that a reference of this signature really reached. */
export function qualified(signature: XmlElement, followed: readonly Followed[], certificate: X509Certificate): Qualified {
  const properties = qualifying(signature).flatMap((one) => named(one, 'SignedProperties', xades))
  const signed = properties.find((one) =>
    followed.some(({ target, type }) => type === signedPropertiesType && target !== 'beside' && target?.isSameNode(one)),
  )
  const names = signed ? namesCertificate(signed, certificate) : null
  return {
    claimedAt: signed ? timeIn(signed) : null,
    bindsCertificate: names === true,
    otherCertificate: names === false,
    stamps: stampsIn(signature),
  }
}
