import { Content, contentLimits, paragraphsOf } from './content.shape.ts'
import { blocksFrom } from './content.text.ts'
import { Refused } from './refused.ts'

export {
  type Block,
  type Cell,
  Content,
  contentLimits,
  type Inline,
  type ListItem,
  type Paragraph,
  pointLetters,
  type Row,
} from './content.shape.ts'
export { textOf } from './content.text.ts'

/** A text without words. */
export const emptyContent = (): Content => ({ type: 'doc', content: [{ type: 'paragraph', content: [] }] })

/**
 * The content of a typed text: lines led by "Căn cứ", "Chương I", "Điều 1.", "1.", "a)", "-", "1)", "| a | b |" become what
 * they say, others paragraphs; **bold**, *italic*, a backslash disarms the next sign.
 * @throws Refused too-large (see `contentLimits`)
 */
export function contentFrom(text: string): Content {
  if (text.length > 2 * contentLimits.chars) throw new Refused('too-large', 'content')
  const parsed = Content.safeParse({ type: 'doc', content: blocksFrom(text.normalize('NFC')) })
  if (!parsed.success) throw new Refused('too-large', 'content')
  return parsed.data
}

/**
 * The bare words, one line per paragraph, item and cell, without labels, marks or leading signs: for search and for the
 * search for a secrecy mark that stands alone on its line.
 */
export function plainLines(content: Content): string[] {
  return content.content.flatMap(paragraphsOf).map((piece) => piece.content.map(({ text }) => text).join(''))
}
