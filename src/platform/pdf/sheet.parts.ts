import type { Block, Inline, Paragraph } from '#kernel/content.ts'
import { capital } from '#kernel/vietnamese.ts'
import { layoutWords } from './law.ts'
import type { SheetFamily } from './sheet.family.ts'

const ending = './.'
const said = (runs: readonly Inline[]) => runs.map(({ text }) => text).join('')

function endRuns(runs: readonly Inline[]): Inline[] {
  const last = runs.at(-1)
  if (!last) return [{ type: 'text', text: ending }]
  const text = last.text.replace(/[\s.;:,/]*$/u, '')
  return [...runs.slice(0, -1), { ...last, text: text + ending }]
}

const endParagraphs = (list: readonly Paragraph[]): Paragraph[] =>
  list.map((paragraph, at) => (at === list.length - 1 ? { ...paragraph, content: endRuns(paragraph.content) } : paragraph))

const lone: Block = { type: 'paragraph', content: [{ type: 'text', text: ending }] }

/** Every text ends with "./." (annex III); a table cannot carry it, so it gets a line of its own. */
export function endBody(blocks: readonly Block[]): Block[] {
  const last = blocks.at(-1)
  const before = blocks.slice(0, -1)
  if (!last) return [lone]
  switch (last.type) {
    case 'table':
      return [...blocks, lone]
    case 'bulletList':
    case 'orderedList': {
      const items = last.content.map((item, at) =>
        at === last.content.length - 1 ? { ...item, content: endParagraphs(item.content) } : item,
      )
      return [...before, { ...last, content: items }]
    }
    default:
      return [...before, { ...last, content: endRuns(last.content) }]
  }
}

type AnnexBlock = Extract<Block, { type: 'annex' }>

/** What goes with the document: its heading and its own text, ended with "./." like every text (samples 1.3, 2.1, 2.2). */
export type Annex = {
  form: AnnexBlock['attrs']['form']
  landscape: boolean
  /** Roman, where there are several appendices (annex I, III.1a). */
  number: string
  title: Inline[]
  titleText: string
  /** Of an attached text: its kind, "Quy chế", and what it is about. */
  kind: string
  subject: string
  nodes: Block[]
}

const romans = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** 4 → IV; a document has fewer than forty appendices, and more are counted in tens. */
export function roman(number: number): string {
  const [value, sign] = romans.find(([one]) => one <= number) ?? [1, '']
  return sign === '' ? '' : sign + roman(number - value)
}

/** Names of kinds that a decision issues or approves; longer ones first. */
const attachedKind =
  /^(Bản ghi nhớ|Bản thỏa thuận|Chương trình|Phương án|Kế hoạch|Hướng dẫn|Quy chế|Quy định|Điều lệ|Nội quy|Đề án|Dự án|Danh mục|Quy trình|Danh sách)(?:\s+|$)/iu

function annexOf(block: AnnexBlock, nodes: readonly Block[], number: string): Annex {
  const titleText = said(block.content)
  const kind = block.attrs.form === 'attached' ? (attachedKind.exec(titleText)?.[1] ?? '') : ''
  const subject = titleText.slice(kind.length).trim()
  return {
    form: block.attrs.form,
    landscape: block.attrs.landscape,
    number,
    title: block.content,
    titleText,
    kind: kind === '' ? titleText : kind,
    subject: kind === '' ? '' : capital(subject),
    nodes: endBody(nodes),
  }
}

/** The text of the document itself, and what goes with it. */
export function annexed(blocks: readonly Block[]): { main: readonly Block[]; annexes: Annex[] } {
  const starts = blocks.flatMap((block, at) => (block.type === 'annex' ? [{ block, at }] : []))
  const appendices = starts.filter(({ block }) => block.attrs.form === 'appendix').length
  let counted = 0
  const annexes = starts.map(({ block, at }, place) => {
    if (block.attrs.form === 'appendix') counted += 1
    const number = block.attrs.form === 'appendix' && appendices > 1 ? roman(counted) : ''
    return annexOf(block, blocks.slice(at + 1, starts[place + 1]?.at), number)
  })
  return { main: blocks.slice(0, starts[0]?.at), annexes }
}

const enactingWords: Partial<Record<SheetFamily, string>> = { decision: 'decision', resolution: 'resolution' }
const saidOf = (block: Block): string =>
  block.type === 'paragraph' || block.type === 'heading' ? said(block.content).trim() : ''

/** The căn cứ that lead a decision stand before its enacting words, unless the drafter typed those words himself. */
export function parted(family: SheetFamily, blocks: readonly Block[]) {
  const enacting = enactingWords[family]
  const first = blocks.findIndex(({ type }) => type !== 'basis')
  const cut = first < 0 ? blocks.length : first
  const next = blocks[cut]
  const typed = next !== undefined && /^QUYẾT (ĐỊNH|NGHỊ)\s*:?$/u.test(saidOf(next))
  if (!enacting || cut === 0 || typed) return { bases: [], enacting: null, nodes: blocks }
  return { bases: punctuated(blocks.slice(0, cut)), enacting: layoutWords(enacting), nodes: blocks.slice(cut) }
}

/** ";" behind each căn cứ, "." behind the last (annex I, II.6a). */
const punctuated = (bases: readonly Block[]): Block[] =>
  bases.map((block, at) => {
    if (block.type !== 'basis') return block
    const last = block.content.at(-1)
    if (!last) return block
    const text = `${last.text.replace(/[\s.;,]+$/u, '')}${at === bases.length - 1 ? '.' : ';'}`
    return { ...block, content: [...block.content.slice(0, -1), { ...last, text }] }
  })

/** One line of a list, without the dash and the punctuation that its writer may or may not have set. */
export const bare = (line: string) => line.replace(/^\s*[-–•]\s*/u, '').replace(/[\s;,.]+$/u, '')

/** "- …;" for each, the last with a full stop (annex I, II.9). */
export const listed = (lines: readonly string[]): string[] => {
  const kept = lines.map(bare).filter(Boolean)
  return kept.map((line, at) => `${line}${at === kept.length - 1 ? '.' : ';'}`)
}
