/** What XML signatures call things (W3C XML Signature 1.1; ETSI EN 319 132-1). */
export const ds = 'http://www.w3.org/2000/09/xmldsig#'
export const xades = 'http://uri.etsi.org/01903/v1.3.2#'
export const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties'
export const enveloped = `${ds}enveloped-signature`

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#'

export type Digest = 'sha256' | 'sha384' | 'sha512'
export const digestMethods: ReadonlyMap<string, Digest> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  [`${more}sha384`, 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
])

export type Scheme = { kind: 'RSA' | 'RSA-PSS' | 'ECDSA'; digest: Digest }
const schemesOf = (digest: Digest): [string, Scheme][] => [
  [`${more}rsa-${digest}`, { kind: 'RSA', digest }],
  [`${more2007}${digest}-rsa-MGF1`, { kind: 'RSA-PSS', digest }],
  [`${more}ecdsa-${digest}`, { kind: 'ECDSA', digest }],
]
export const signatureMethods: ReadonlyMap<string, Scheme> = new Map(
  (['sha256', 'sha384', 'sha512'] as const).flatMap((digest) => schemesOf(digest)),
)
/** Known, and no longer taken. */
export const weakMethods = [`${ds}rsa-sha1`, `${ds}dsa-sha1`, `${ds}sha1`, `${more}rsa-md5`, `${more}md5`, `${more}ecdsa-sha1`]
