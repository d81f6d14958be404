import {
  ParseOption,
  XmlC14NMode,
  XmlComment,
  XmlDocument,
  XmlElement,
  type XmlNode,
  XmlStringOutputBufferHandler,
  XmlText,
} from 'libxml2-wasm'
import { ds } from './names.ts'

/** A canonical form: which of the three, with comments or without, and the prefixes that the exclusive one keeps. */
export type Form = { mode: 0 | 1 | 2; withComments: boolean; prefixes: readonly string[] }

const { XML_C14N_1_0, XML_C14N_EXCLUSIVE_1_0, XML_C14N_1_1 } = XmlC14NMode
const modes = new Map<string, Form['mode']>([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', XML_C14N_1_0],
  ['http://www.w3.org/2001/10/xml-exc-c14n#', XML_C14N_EXCLUSIVE_1_0],
  ['http://www.w3.org/2006/12/xml-c14n11', XML_C14N_1_1],
])
const comments = /#?WithComments$/

/** What a signature means that names no canonical form. */
export const plainForm: Form = { mode: XML_C14N_1_0, withComments: false, prefixes: [] }

/** The canonical form that an element names by its Algorithm; null when it names something else. */
export function formOf(element: XmlElement): Form | null {
  const algorithm = element.attr('Algorithm')?.value ?? ''
  const bare = algorithm.replace(comments, '')
  const mode = modes.get(bare) ?? modes.get(`${bare}#`)
  if (mode === undefined) return null
  const list =
    elementsOf(element)
      .find(({ name }) => name === 'InclusiveNamespaces')
      ?.attr('PrefixList')?.value ?? ''
  return { mode, withComments: comments.test(algorithm), prefixes: list.split(/\s+/).filter(Boolean) }
}

/** Parses without network, entities and document type; null when it is not well-formed. */
export function parseXml(bytes: Uint8Array): XmlDocument | null {
  try {
    return XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE })
  } catch {
    return null
  }
}

/** The children of an element in their order. */
export function childrenOf(element: XmlElement): XmlNode[] {
  const found: XmlNode[] = []
  for (let child = element.firstChild; child; child = child.next) found.push(child)
  return found
}

export const elementsOf = (element: XmlElement): XmlElement[] => childrenOf(element).filter((one) => one instanceof XmlElement)
export const isNamed = (element: XmlElement, name: string, space = ds) => element.name === name && element.namespaceUri === space
export const named = (element: XmlElement, name: string, space = ds): XmlElement[] =>
  elementsOf(element).filter((one) => isNamed(one, name, space))

/** The text of an element that holds nothing else; null with a comment, an instruction or an element in it (CVE-2025-29775). */
export function onlyText(element: XmlElement | undefined): string | null {
  const children = element ? childrenOf(element) : []
  return element && children.every((one) => one instanceof XmlText) ? element.content.trim() : null
}

export const hasWords = (element: XmlElement): boolean =>
  childrenOf(element).some((one) => !(one instanceof XmlElement || one instanceof XmlComment) && one.content.trim() !== '')

const written = (write: (handler: XmlStringOutputBufferHandler) => void): Buffer => {
  const handler = new XmlStringOutputBufferHandler()
  write(handler)
  return Buffer.from(handler.result)
}

/** The canonical form of an element with what its ancestors declare; of the whole document when null. */
export function canonical(document: XmlDocument, element: XmlElement | null, { mode, withComments, prefixes }: Form): Buffer {
  const options = { mode, withComments, inclusiveNamespacePrefixes: [...prefixes] }
  return written((handler) => document.canonicalize(handler, element ? { ...options, nodeSet: new Set([element]) } : options))
}
