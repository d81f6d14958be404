import { Fragment, type Node, Slice } from 'prosemirror-model'
import { contentFrom } from '#kernel/content.ts'
import { schema } from './schema.ts'

/** Pasted plain text is read like typed text: "Điều 1. …", "1. …", "a) …", "- …", "| a | b |". */
export function sliceOfText(text: string): Slice {
  const doc = schema.nodeFromJSON(contentFrom(text))
  const open = doc.childCount === 1 && doc.firstChild?.type === schema.nodes.paragraph ? 1 : 0
  return new Slice(doc.content, open, open)
}

const label = /^(Điều\s+[1-9]\d{0,3}\s*[.:]\s*|[1-9]\d{0,2}\.\s+|\p{Ll}\)\s+|[-–•]\s+)/u

/** A pasted paragraph that is a part by its first signs becomes that part; bold and italic of the rest stay. */
function partOf(paragraph: Node): Node {
  const found = label.exec(paragraph.textContent)?.[0]
  if (!found) return paragraph
  const [read] = contentFrom(`${found.trim()} x`).content
  const rest = paragraph.content.cut(found.length)
  if (!read || read.type === 'paragraph') return paragraph
  if (read.type === 'bulletList')
    return schema.nodes.bulletList.create(null, schema.nodes.listItem.create(null, schema.nodes.paragraph.create(null, rest)))
  if (read.type !== 'article' && read.type !== 'clause' && read.type !== 'point') return paragraph
  return schema.nodes[read.type].create(read.attrs, rest)
}

/** What was copied elsewhere (a word processor's paragraphs), with the law's parts recognised. */
export function withParts(slice: Slice): Slice {
  if (slice.content.childCount < 2) return slice
  const nodes: Node[] = []
  slice.content.forEach((node) => {
    nodes.push(node.type === schema.nodes.paragraph ? partOf(node) : node)
  })
  return new Slice(Fragment.fromArray(nodes), 0, 0)
}
