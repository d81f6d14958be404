import type { Block, Content, Inline, Paragraph } from '#kernel/content.ts'
import { type Typeset, typeset } from './typeset.ts'

/** The layouts of annex III of Decree 30/2020; every kind that is not listed is `named`. */
export type SheetFamily = 'named' | 'decision' | 'resolution' | 'letter' | 'telegram' | 'invitation' | 'minutes'

/** One administrative document as it is to be printed. Number and date are not in it: they are holes, filled after signing. */
export type Sheet = {
  family: SheetFamily
  parentAgency: string | null
  agency: string
  /** Địa danh, as printed before the date. */
  place: string
  /** What follows the number and its slash: "QĐ-UBND". */
  notation: string
  /** Tên loại; null for an official letter. */
  kindName: string | null
  subject: string
  /** Who decides, in a decision or resolution: "GIÁM ĐỐC SỞ TÀI CHÍNH". */
  authority?: string | null
  urgency: 'NORMAL' | 'URGENT' | 'VERY_URGENT' | 'EXPRESS'
  addressees: string[]
  body: Content
  signing: { capacityLines: string[]; name: string }
  recipients: string[]
  drafterMark?: string
  /** Prints on every page that the document has no legal value. */
  demonstration: boolean
}

const enactingFamilies: Partial<Record<SheetFamily, string>> = { decision: 'QUYẾT ĐỊNH:', resolution: 'QUYẾT NGHỊ:' }
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

/** One line of a list, without the dash and the punctuation that its writer may or may not have set. */
const bare = (line: string) => line.replace(/^\s*[-–•]\s*/u, '').replace(/[\s;,.]+$/u, '')

/** "- …;" for each, the last with a full stop (annex I, II.9). */
const listed = (lines: readonly string[]): string[] => {
  const kept = lines.map(bare).filter(Boolean)
  return kept.map((line, at) => `${line}${at === kept.length - 1 ? '.' : ';'}`)
}

/** The căn cứ that lead a decision stand before its enacting words, unless the drafter typed those words himself. */
function parted(family: SheetFamily, blocks: readonly Block[]) {
  const enacting = enactingFamilies[family]
  const first = blocks.findIndex(({ type }) => type !== 'basis')
  const cut = first < 0 ? blocks.length : first
  const next = blocks[cut]
  const typed = next !== undefined && 'content' in next && next.type !== 'table' && /^QUYẾT (ĐỊNH|NGHỊ)\s*:?$/u.test(saidOf(next))
  if (!enacting || cut === 0 || typed) return { bases: [], enacting: null, nodes: blocks }
  return { bases: blocks.slice(0, cut), enacting, nodes: blocks.slice(cut) }
}

const saidOf = (block: Block): string =>
  block.type === 'paragraph' || block.type === 'heading' ? said(block.content).trim() : ''

/**
 * Typesets an administrative document by Decree 30/2020, annexes I and III, to PDF/A-2a.
 * @returns the file and its holes: number, day, month, year, person, agency, archive1 and archive2 (zero rectangles).
 */
export function typesetSheet(sheet: Sheet, at: Date = new Date(0)): Typeset {
  const { body, ...rest } = sheet
  const kindName = sheet.family === 'letter' ? '' : (sheet.kindName ?? '')
  const title = [kindName, sheet.family === 'letter' ? `V/v ${sheet.subject}` : sheet.subject].filter(Boolean).join(' ')
  const printed = {
    ...rest,
    ...parted(sheet.family, endBody(body.content)),
    addressees: sheet.addressees.map(bare).filter(Boolean),
    recipients: listed(sheet.recipients),
    kindName,
    title,
    authority: sheet.authority ?? null,
    drafterMark: sheet.drafterMark ?? null,
  }
  return typeset('sheet', { sheet: JSON.stringify(printed) }, at)
}
