import { z } from 'zod'

/**
 * The text of a document as a structured tree, in the JSON of ProseMirror. The law's parts are blocks of their own and lie
 * flat, one after the other, as they are printed: a khoản belongs to the Điều above it (Decree 30/2020, annex I, II.6).
 */

/** Letters of the điểm in their order; the Vietnamese alphabet without ă â ê ô ơ ư, as laws are written. */
export const pointLetters = [...'abcdđeghiklmnopqrstuvxy'] as const

/** A phụ lục, or a text that a decision issues or approves (Decree 30/2020, annex III, samples 2.1, 2.2 and 1.3). */
export const annexForms = ['appendix', 'attached'] as const

/** Pieces are blocks, list items and cells together; a hundred printed pages stay far below. */
export const contentLimits = { pieces: 20_000, columns: 30, chars: 500_000 } as const

// Bidirectional overrides and invisible signs would let a text read otherwise than it is stored; PostgreSQL refuses U+0000.
const invisible = /\p{Default_Ignorable_Code_Point}/gu
// A blank of any width, the empty Braille cell too, is a blank: nothing looks like one and is stored as something else.
const blanks = /[\p{Cc}\p{Z}\u2800]/gu

/** One form of one text: NFC, no control or invisible characters, one kind of blank, no half surrogates. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(invisible, '').replace(blanks, ' ').normalize('NFC')

/** The same for words of several lines, which stay lines. */
export const cleanLines = (text: string): string =>
  text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u)
    .map(cleanText)
    .join('\n')

const Mark = z.object({ type: z.enum(['bold', 'italic']) })
const Inline = z.object({
  type: z.literal('text'),
  text: z.string().max(contentLimits.chars).overwrite(cleanText),
  marks: z.array(Mark).max(4).optional(),
})
const inline = z.array(Inline).default([])

const Paragraph = z.object({ type: z.literal('paragraph'), content: inline })
const paragraphs = z.array(Paragraph).min(1)
const ListItem = z.object({ type: z.literal('listItem'), content: paragraphs })
const items = z.array(ListItem).min(1)
const Cell = z.object({ type: z.enum(['tableHeader', 'tableCell']), content: paragraphs })
const Row = z.object({ type: z.literal('tableRow'), content: z.array(Cell).min(1).max(contentLimits.columns) })
const rows = z.array(Row).min(1)

const Block = z.discriminatedUnion('type', [
  Paragraph,
  z.object({ type: z.literal('basis'), content: inline }),
  z.object({
    type: z.literal('heading'),
    attrs: z.object({ level: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
    content: inline,
  }),
  z.object({ type: z.literal('article'), attrs: z.object({ number: z.int().min(1).max(9_999) }), content: inline }),
  z.object({ type: z.literal('clause'), attrs: z.object({ number: z.int().min(1).max(999) }), content: inline }),
  z.object({ type: z.literal('point'), attrs: z.object({ letter: z.enum(pointLetters) }), content: inline }),
  z.object({ type: z.literal('bulletList'), content: items }),
  z.object({ type: z.literal('orderedList'), content: items }),
  z.object({ type: z.literal('table'), content: rows }),
  // Begins what goes with the document in the same file, up to the next one or the end; its words are the title.
  z.object({
    type: z.literal('annex'),
    attrs: z.object({ form: z.enum(annexForms), landscape: z.boolean().default(false) }),
    content: inline,
  }),
])

export type Mark = z.infer<typeof Mark>['type']
export type Inline = z.infer<typeof Inline>
export type Paragraph = z.infer<typeof Paragraph>
export type ListItem = z.infer<typeof ListItem>
export type Cell = z.infer<typeof Cell>
export type Row = z.infer<typeof Row>
export type Block = z.infer<typeof Block>

/** The pieces of a block that hold its words: itself, or each paragraph of its items or cells. */
export function paragraphsOf(block: Block): readonly { content: Inline[] }[] {
  switch (block.type) {
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item) => item.content)
    case 'table':
      return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content))
    default:
      return [block]
  }
}

const withinLimits = ({ content }: { content: readonly Block[] }): boolean => {
  const pieces = content.flatMap(paragraphsOf)
  const chars = pieces.reduce((sum, piece) => sum + piece.content.reduce((runs, { text }) => runs + text.length, 0), 0)
  return pieces.length <= contentLimits.pieces && chars <= contentLimits.chars
}

/**
 * The text of a document. Parsing gives its one canonical form (NFC, runs joined, edges trimmed, empty lines gone), so that
 * two equal texts are equal JSON. Unknown nodes are refused, unknown attributes dropped.
 */
export const Content = z
  .object({ type: z.literal('doc'), content: z.array(Block).max(contentLimits.pieces) })
  .overwrite((doc) => ({ type: 'doc', content: tidy(doc.content) }))
  .refine(withinLimits, { error: 'too-large' })
export type Content = z.infer<typeof Content>

type Marked = { bold: boolean; italic: boolean }
type Char = Marked & { sign: string }

const blank = ({ sign }: Char) => sign.trim() === ''

function charsOf(runs: readonly Inline[]): Char[] {
  const chars = runs.flatMap((run) => {
    const has = (mark: Mark) => run.marks?.some(({ type }) => type === mark) ?? false
    return [...cleanText(run.text)].map((sign) => ({ sign, bold: has('bold'), italic: has('italic') }))
  })
  // A combining mark without a letter before it would join with whatever is printed there.
  const first = chars.findIndex((char) => !blank(char) && !/^\p{M}/u.test(char.sign))
  return first < 0 ? [] : chars.slice(first, chars.findLastIndex((char) => !blank(char)) + 1)
}

/** Runs joined, edges trimmed; a space is marked when the words on both sides are. */
export function tidyRuns(runs: readonly Inline[]): Inline[] {
  const chars = charsOf(runs)
  const following: Marked[] = []
  let after: Marked = { bold: false, italic: false }
  for (const [at, char] of [...chars.entries()].reverse()) {
    if (!blank(char)) after = char
    following[at] = after
  }
  const out: Inline[] = []
  let before: Marked = { bold: false, italic: false }
  for (const [at, char] of chars.entries()) {
    if (!blank(char)) before = char
    const both = (mark: Mark) => before[mark] && (following[at]?.[mark] ?? false)
    append(out, char.sign, { bold: both('bold'), italic: both('italic') })
  }
  return out.map((run) => ({ ...run, text: run.text.normalize('NFC') }))
}

/** Adds one sign to the last run, or opens a new run when the marks differ. */
export function append(runs: Inline[], sign: string, marked: Marked): void {
  const marks = (['bold', 'italic'] as const).filter((mark) => marked[mark])
  const last = runs.at(-1)
  if (last && (last.marks ?? []).map(({ type }) => type).join() === marks.join()) last.text += sign
  else
    runs.push(
      marks.length === 0 ? { type: 'text', text: sign } : { type: 'text', text: sign, marks: marks.map((type) => ({ type })) },
    )
}

const tidyParagraphs = (list: readonly Paragraph[]): Paragraph[] => {
  const kept = list.map(({ content }) => ({ type: 'paragraph' as const, content: tidyRuns(content) }))
  const filled = kept.filter(({ content }) => content.length > 0)
  return filled.length > 0 ? filled : [{ type: 'paragraph', content: [] }]
}

function tidyRows(rows: readonly Row[]): Row[] {
  const columns = Math.max(...rows.map(({ content }) => content.length))
  let heading = true
  return rows.map((row) => {
    heading &&= row.content.every(({ type }) => type === 'tableHeader')
    const type = heading ? ('tableHeader' as const) : ('tableCell' as const)
    const cells = Array.from({ length: columns }, (_, at) => ({ type, content: tidyParagraphs(row.content[at]?.content ?? []) }))
    return { type: 'tableRow', content: cells }
  })
}

const tidyItems = (list: readonly ListItem[]): ListItem[] =>
  list
    .map((item) => ({ type: 'listItem' as const, content: tidyParagraphs(item.content) }))
    .filter(({ content }) => content.some((paragraph) => paragraph.content.length > 0))

function tidyBlock(block: Block): Block | null {
  switch (block.type) {
    case 'table':
      return { type: 'table', content: tidyRows(block.content) }
    case 'bulletList':
    case 'orderedList': {
      const content = tidyItems(block.content)
      return content.length === 0 ? null : { type: block.type, content }
    }
    case 'article':
    case 'clause':
    case 'point':
    case 'annex':
      return { ...block, content: tidyRuns(block.content) }
    default: {
      const content = tidyRuns(block.content)
      return content.length === 0 ? null : { ...block, content }
    }
  }
}

/** The canonical form of a list of blocks; never empty, for an editor needs a line to stand on. */
export function tidy(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (const raw of blocks) {
    const block = tidyBlock(raw)
    const last = out.at(-1)
    if (block?.type === 'bulletList' && last?.type === 'bulletList') last.content.push(...block.content)
    else if (block) out.push(block)
  }
  return out.length > 0 ? out : [{ type: 'paragraph', content: [] }]
}
