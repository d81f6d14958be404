import { XmlComment, XmlElement } from 'libxml2-wasm'
import { assess } from '../assess.ts'
import type { Trust } from '../certificates.ts'
import { against, type Judged, type JudgedSignature, judgedOf, notJudged } from '../verdict.ts'
import { ds, xades } from './names.ts'
import { type Followed, type Source, signaturesIn } from './reference.ts'
import { verifyXml } from './signature.ts'
import { childrenOf, elementsOf, hasWords, isNamed, named, parseXml } from './tree.ts'

const mostSignatures = 20
const startsLikeXml = /^\s*</

const textOf = (file: Uint8Array, most?: number) =>
  Buffer.from(file.subarray(0, most))
    .toString('utf8')
    .replace(/^\uFEFF/, '')

export const looksLikeXml = (file: Uint8Array): boolean => startsLikeXml.test(textOf(file, 64))

/** Entities and document types let a file say something else to another reader: none is read. */
const hasDocumentType = (file: Uint8Array): boolean =>
  /<!(DOCTYPE|ENTITY)/i.test(Buffer.from(file).toString('latin1').replaceAll('\0', ''))

type Signed = (element: XmlElement) => boolean

const isMachinery = ({ namespaceUri }: XmlElement) => namespaceUri === ds || namespaceUri.startsWith('http://uri.etsi.org/01903/')
const allMachinery = (element: XmlElement): boolean =>
  isMachinery(element) && elementsOf(element).every((one) => allMachinery(one))

/** Within a signature all that carries content must be signed: its objects, but for the properties of XAdES. */
function signatureCovered(signature: XmlElement, isSigned: Signed): boolean {
  const others = elementsOf(signature).filter((one) => !isNamed(one, 'Object'))
  if (!others.every((one) => allMachinery(one))) return false
  return named(signature, 'Object').every((object) => {
    const inside = elementsOf(object)
    if (isSigned(object)) return true
    return (
      !hasWords(object) &&
      inside.every((one) => isSigned(one) || (isNamed(one, 'QualifyingProperties', xades) && allMachinery(one)))
    )
  })
}

const hasComment = (element: XmlElement): boolean =>
  childrenOf(element).some((one) => one instanceof XmlComment || (one instanceof XmlElement && hasComment(one)))

/**
 * Whether what was signed is the file: its root, or every part beneath a bare root. Else a reader might take the unsigned part
 * for the signed one (signature wrapping). Comments are not signed, and can tear a word apart.
 */
function coversFile({ document: { root }, signature }: Source, followed: readonly Followed[]): boolean {
  const isSigned: Signed = (element) => followed.some(({ target }) => target !== 'beside' && target?.isSameNode(element))
  if (hasComment(root)) return false
  if (isNamed(root, 'Signature')) return signatureCovered(root, isSigned)
  // The enveloped signature is taken out before the digest: what hides in it is not signed with the root.
  if (isSigned(root)) return signatureCovered(signature, isSigned)
  const bare = root.attrs.length === 0 && !hasWords(root)
  return bare && elementsOf(root).every((one) => isSigned(one) || (isNamed(one, 'Signature') && signatureCovered(one, isSigned)))
}

async function judgeOne(source: Source, trust: Trust): Promise<JudgedSignature> {
  const { found, followed, claimedAt } = verifyXml(source)
  const whole = source.beside ? followed.some(({ target }) => target === 'beside') : coversFile(source, followed)
  const setting = {
    field: source.signature.attr('Id')?.value ?? '',
    kind: 'signature',
    claimedAt,
    claimedName: null,
    coversWholeFile: whole,
    baseline: true,
    archived: false,
  } as const
  const signature = await assess(found, setting, { known: [], evidence: { crls: [], ocsps: [] }, provenAt: null }, trust)
  if (!whole && signature.verdict === 'valid') against(signature, 'xml-part-only')
  return signature
}

/**
 * Judges the XML signatures of a file, or one that lies beside the file it signs.
 * Nothing outside of the two is ever read; what a signature does not cover is never called signed.
 */
export async function judgeXml(xml: Uint8Array, beside: Uint8Array | null, trust: Trust): Promise<Judged> {
  if (hasDocumentType(xml)) return notJudged('xml-document-type')
  using document = parseXml(xml)
  if (!document) return notJudged('unreadable')
  const found = signaturesIn(document)
  if (found.length === 0) return notJudged('no-signature')
  const signatures: JudgedSignature[] = []
  for (const [place, signature] of found.slice(0, mostSignatures).entries())
    signatures.push(await judgeOne({ bytes: xml, document, signature, place, beside }, trust))
  return judgedOf(found.length > mostSignatures ? ['unreadable'] : [], signatures)
}
