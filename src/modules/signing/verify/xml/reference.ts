import { createHash } from 'node:crypto'
import type { XmlDocument, XmlElement } from 'libxml2-wasm'
import type { Reason } from '../verdict.ts'
import { digestMethods, enveloped, weakMethods } from './names.ts'
import { canonical, elementsOf, type Form, formOf, named, onlyText, parseXml, plainForm } from './tree.ts'

/** What one reference of a signature signs: an element of the file, or the file beside; `fault` when it may not be followed. */
export type Followed = { target: XmlElement | 'beside' | null; type: string | null; fault: Reason | null }

export type Source = {
  bytes: Uint8Array
  document: XmlDocument
  signature: XmlElement
  /** Which of the file's signatures it is, in the order of the file. */
  place: number
  /** The file that the signature lies beside, when it does. */
  beside: Uint8Array | null
}

const everySignature = "//*[local-name()='Signature' and namespace-uri()='http://www.w3.org/2000/09/xmldsig#']"
export const signaturesIn = (document: XmlDocument): XmlElement[] => document.find(everySignature) as XmlElement[]

/** The elements of an identifier, whatever the attribute's case or namespace: more than one is an attack. */
function identified(document: XmlDocument, id: string): XmlElement[] {
  const attributes = ['Id', 'ID', 'id'].map((name) => `local-name()='${name}'`).join(' or ')
  return document.find(`//*[@*[(${attributes}) and .='${id}']]`) as XmlElement[]
}

function targetOf({ document, beside }: Source, uri: string | undefined): Followed['target'] | Reason {
  if (uri === '') return document.root
  // An identifier is a name: no quotes, no XPointer.
  const id = uri?.startsWith('#') ? uri.slice(1) : null
  if (id !== null && /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(id)) {
    const found = identified(document, id)
    if (found.length > 1) return 'xml-wrapped'
    return found[0] ?? 'xml-reference'
  }
  return beside && uri !== undefined && id === null ? 'beside' : 'xml-reference'
}

/** Only the enveloped signature taken out and a canonical form at the end are followed: no XPath, no XSLT, no decryption. */
function formIn(reference: XmlElement): { removes: boolean; form: Form; given: boolean } | null {
  const lists = named(reference, 'Transforms')
  const steps = lists.flatMap((list) => elementsOf(list))
  const removes = steps.map((step) => step.attr('Algorithm')?.value === enveloped)
  const forms = steps.filter((_, at) => !removes[at]).map(formOf)
  if (lists.length > 1 || removes.filter(Boolean).length > 1 || forms.length > 1 || removes.lastIndexOf(true) > 0) return null
  const form = forms.length === 0 ? plainForm : forms[0]
  return form ? { removes: removes.includes(true), form, given: steps.length > 0 } : null
}

/** The octets that a reference into the file signs; without comments, as the standard wants of references into the same file. */
function octets(source: Source, target: XmlElement, how: { uri: string; removes: boolean; form: Form }): Buffer | null {
  const form = { ...how.form, withComments: false }
  if (!how.removes) return canonical(source.document, how.uri === '' ? null : target, form)
  // Taken out of a copy, so that the other references still find the signature.
  using copy = parseXml(source.bytes)
  const own = copy && signaturesIn(copy)[source.place]
  if (!copy || !own) return null
  own.remove()
  const again = how.uri === '' ? null : identified(copy, how.uri.slice(1))[0]
  return again === undefined ? null : canonical(copy, again, form)
}

const within = (target: XmlElement, element: XmlElement): boolean => {
  for (let at: XmlElement | null = element; at; at = at.parent) if (at.isSameNode(target)) return true
  return false
}

/** Follows one reference and compares its digest. */
export function follow(source: Source, reference: XmlElement): Followed {
  const type = reference.attr('Type')?.value ?? null
  const uri = reference.attr('URI')?.value
  const target = targetOf(source, uri)
  if (typeof target === 'string' && target !== 'beside') return { target: null, type, fault: target }
  const refused = (fault: Reason): Followed => ({ target, type, fault })
  const how = formIn(reference)
  if (!how || (target === 'beside' && how.given)) return refused('xml-transform')
  const [method, value] = [named(reference, 'DigestMethod'), named(reference, 'DigestValue')]
  const said = onlyText(value[0])
  if (method.length !== 1 || value.length !== 1 || said === null) return refused('xml-wrapped')
  const algorithm = method[0]?.attr('Algorithm')?.value ?? ''
  const digest = digestMethods.get(algorithm)
  if (!digest) return refused(weakMethods.includes(algorithm) ? 'weak-algorithm' : 'unsupported-format')
  if (target !== 'beside' && target && how.removes && !within(target, source.signature)) return refused('xml-transform')
  const bytes = target === 'beside' ? source.beside : target && octets(source, target, { uri: uri ?? '', ...how })
  if (!bytes) return refused('xml-reference')
  const holds = createHash(digest).update(bytes).digest('base64') === said.replace(/\s/g, '')
  return { target, type, fault: holds ? null : 'content-changed' }
}
