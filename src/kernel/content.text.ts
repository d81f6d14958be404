import {
  append,
  type Block,
  type Cell,
  type Content,
  type Inline,
  type Paragraph,
  pointLetters,
  type Row,
  tidyRuns,
} from './content.shape.ts'

/**
 * The plain text area's door: the same structured text, written and read as lines. What clerks type by habit is understood
 * ("Điều 1. …", "a) …", "- …", "| a | b |", **đậm**, *nghiêng*). Where a line would be understood otherwise than meant,
 * it is led by a sign: "# " heading (## and ### for the lower levels), "> " căn cứ, "\" plain paragraph.
 */
type Token = { sign: string; marker: 'bold' | 'italic' | null }

const tokens = (text: string): Token[] =>
  [...text.matchAll(/\\([\s\S])|\*\*|\*|[\s\S]/gu)].map((part) => ({
    sign: part[1] ?? part[0],
    marker: part[0] === '**' ? 'bold' : part[0] === '*' ? 'italic' : null,
  }))

const solid = (token: Token | undefined) => token !== undefined && token.sign.trim() !== ''

/** For each token the nearest one before it (in the order given) that is text. */
function nearestText(list: readonly Token[]): (Token | undefined)[] {
  let nearest: Token | undefined
  return list.map((token) => {
    const found = nearest
    if (token.marker === null) nearest = token
    return found
  })
}

/** Runs of a typed text. An asterisk that opens nothing, or that nothing closes, is an asterisk. */
function runsOf(text: string): Inline[] {
  const list = tokens(text)
  const before = nearestText(list)
  const after = nearestText(list.toReversed()).toReversed()
  const lastClosing = (mark: Token['marker']) => list.findLastIndex(({ marker }, at) => marker === mark && solid(before[at]))
  const last = { bold: lastClosing('bold'), italic: lastClosing('italic') }
  const on = { bold: false, italic: false }
  const out: Inline[] = []
  for (const [at, { sign, marker }] of list.entries()) {
    const turns = marker !== null && (on[marker] ? solid(before[at]) : solid(after[at]) && last[marker] > at)
    if (turns) on[marker] = !on[marker]
    else append(out, sign, on)
  }
  return tidyRuns(out)
}

/** Parts of a text between separators that no backslash disarms. */
function split(text: string, separator: '|' | '<br>'): string[] {
  const parts = ['']
  for (const [piece] of text.matchAll(/\\[\s\S]|<br>|[\s\S]/gu)) {
    if (piece === separator) parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}

const paragraphsFrom = (text: string): Paragraph[] =>
  split(text, '<br>').map((part) => ({ type: 'paragraph', content: runsOf(part) }))

const levels: Record<string, 1 | 2 | 3> = { phần: 1, chương: 1, mục: 2, 'tiểu mục': 3 }
const label = /^(Phần|Chương|Mục|Tiểu mục)\s+(?:thứ\s+\p{L}+(?:\s+\p{L}+)?|[IVXLC]{1,8}|\d{1,3})(?:[.:]|(?=\s|$))\s*(.*)$/iu

/** "Chương I", "Mục 2. Tổ chức thực hiện", "II. NHIỆM VỤ"; not a sentence that begins with such words. */
function headingLevel(line: string): 1 | 2 | 3 | null {
  if (/^[IVXLC]{1,8}\.\s+\p{L}/u.test(line) && line === line.toUpperCase() && line.length <= 300) return 1
  const [, word, title] = label.exec(line) ?? []
  if (word === undefined || title === undefined || line.length > 300) return null
  if (title !== '' && (!/^[\p{Lu}\d"“(*]/u.test(title) || /[.;,:]$/.test(title))) return null
  return levels[word.toLowerCase().replace(/\s+/, ' ')] ?? null
}

const plain = (runs: readonly Inline[]): string => runs.map(({ text }) => text).join('')
const isBareLabel = (block: Block | undefined) => block?.type === 'heading' && label.exec(plain(block.content))?.[2] === ''

const isBareAnnex = (block: Block | undefined) => block?.type === 'annex' && block.content.length === 0

/** Decree 30 sets the title of a chương in capitals on a line of its own. */
const isTitleLine = (line: string) => !/^[\\*]/.test(line) && /\p{Lu}/u.test(line) && line === line.toUpperCase()

const basisMayFollow = (before: Block | undefined) =>
  before === undefined || before.type === 'basis' || before.type === 'paragraph'

/** What a line is; `joins` when it goes on with the block before it. */
type Reading = { block: Block; joins: boolean }
type Reader = (line: string, before: Block | undefined, gap: boolean) => Reading | null

const alone = (block: Block): Reading => ({ block, joins: false })

const readLaw: Reader = (line) => {
  const article = /^Điều\s+([1-9]\d{0,3})\s*[.:](?!\d)\s*(.*)$/iu.exec(line)
  if (article) return alone({ type: 'article', attrs: { number: Number(article[1]) }, content: runsOf(article[2] ?? '') })
  const clause = /^([1-9]\d{0,2})\.(?:\s+(.*))?$/u.exec(line)
  if (clause) return alone({ type: 'clause', attrs: { number: Number(clause[1]) }, content: runsOf(clause[2] ?? '') })
  const point = /^(\p{Ll})\)(?:\s+(.*))?$/u.exec(line)
  const letter = pointLetters.find((known) => known === point?.[1])
  return letter ? alone({ type: 'point', attrs: { letter }, content: runsOf(point?.[2] ?? '') }) : null
}

const readList: Reader = (line, before) => {
  const bullet = /^[-–•](?:\s+(.*))?$/u.exec(line)
  const ordered = /^([1-9]\d{0,3})\)(?:\s+(.*))?$/u.exec(line)
  const item = { type: 'listItem' as const, content: paragraphsFrom((bullet ?? ordered)?.[bullet ? 1 : 2] ?? '') }
  if (bullet) return { block: { type: 'bulletList', content: [item] }, joins: before?.type === 'bulletList' }
  const number = Number(ordered?.[1] ?? 0)
  const next = before?.type === 'orderedList' ? before.content.length + 1 : 1
  if (number === 0 || (number !== 1 && number !== next)) return null
  return { block: { type: 'orderedList', content: [item] }, joins: number !== 1 }
}

const isRule = (cell: string) => /^:?-{3,}:?$/.test(cell.trim())

const readRow: Reader = (line, before, gap) => {
  const parts = split(line, '|')
  if (parts.length < 3 || parts[0] !== '' || parts.at(-1) !== '') return null
  const cells = parts.slice(1, -1).map((part): Cell => ({ type: 'tableCell', content: paragraphsFrom(part) }))
  return { block: { type: 'table', content: [{ type: 'tableRow', content: cells }] }, joins: before?.type === 'table' && !gap }
}

const readHead: Reader = (line, before) => {
  const [, signs, forced] = /^(#{1,3})\s+(.*)$/u.exec(line) ?? []
  const level = signs ? ([1, 2, 3] as const)[signs.length - 1] : headingLevel(line)
  if (level) return alone({ type: 'heading', attrs: { level }, content: runsOf(forced ?? line) })
  const basis = /^>\s+(.*)$/u.exec(line)?.[1]
  const typed = /^Căn cứ\s/u.test(line) ? basisMayFollow(before) : /^(Theo|Xét)\s/u.test(line) && before?.type === 'basis'
  return basis !== undefined || typed ? alone({ type: 'basis', content: runsOf(basis ?? line) }) : null
}

const annexWords = { appendix: 'Phụ lục', attached: 'Kèm theo' } as const
const annexLine = /^===\s*(phụ lục|kèm theo)(\s+ngang)?\s*(?::\s*(.*))?$/iu
const annexLabel = /^Phụ lục(?:\s+[IVXLC]{1,8})?$/iu

/** "=== Phụ lục: Biểu số liệu", "=== Phụ lục ngang: …", "=== Kèm theo: Quy chế …"; "PHỤ LỤC I" on a line of its own. */
const readAnnex: Reader = (line) => {
  const [found, word = '', wide, title] = annexLine.exec(line) ?? []
  if (!found && !annexLabel.test(line)) return null
  const form = /^k/iu.test(word) ? 'attached' : 'appendix'
  return alone({ type: 'annex', attrs: { form, landscape: wide !== undefined }, content: runsOf(title ?? '') })
}

function read(line: string, before: Block | undefined, gap: boolean): Reading {
  const reading =
    readAnnex(line, before, gap) ??
    readHead(line, before, gap) ??
    readLaw(line, before, gap) ??
    readList(line, before, gap) ??
    readRow(line, before, gap)
  if (reading) return reading
  if ((isBareLabel(before) || isBareAnnex(before)) && isTitleLine(line))
    return { block: { type: 'paragraph', content: runsOf(` ${line}`) }, joins: true }
  return alone({ type: 'paragraph', content: runsOf(line) })
}

function join(last: Block, { block }: Reading, line: string): void {
  if (last.type === 'table' && block.type === 'table') {
    if (split(line, '|').slice(1, -1).every(isRule))
      for (const row of last.content) for (const cell of row.content) cell.type = 'tableHeader'
    else last.content.push(...block.content)
  } else if ((last.type === 'heading' || last.type === 'annex') && block.type === 'paragraph') {
    last.content = tidyRuns([...last.content, { type: 'text', text: ' ' }, ...block.content])
  } else if ((last.type === 'bulletList' || last.type === 'orderedList') && block.type === last.type)
    last.content.push(...block.content)
}

/** Blocks of typed lines; sizes are not looked at. */
export function blocksFrom(text: string): Block[] {
  const blocks: Block[] = []
  let gap = false
  for (const typed of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const line = typed.trim()
    const before = blocks.at(-1)
    if (line !== '') {
      const reading = read(line, before, gap)
      if (before && reading.joins) join(before, reading, line)
      else blocks.push(reading.block)
    }
    gap = line === ''
  }
  return blocks
}

const wrap = { bold: '**', italic: '*' } as const

/** Typed form of runs: bold and italic are closed and opened as they change, signs with a meaning are disarmed. */
function typedRuns(runs: readonly Inline[], armed: RegExp): string {
  let out = ''
  let on: readonly ('bold' | 'italic')[] = []
  for (const { text, marks } of [...runs, { text: '', marks: [] }]) {
    const now = (marks ?? []).map(({ type }) => type)
    const turned = (['bold', 'italic'] as const).filter((mark) => on.includes(mark) !== now.includes(mark))
    out += turned.map((mark) => wrap[mark]).join('') + text.replace(armed, '\\$&')
    on = now
  }
  return out
}

const inLine = /[\\*]/g
const inItem = /[\\*]|<br>/g
const inCell = /[\\*|]|<br>/g

const typedParagraphs = (list: readonly Paragraph[], armed: RegExp) =>
  list.map(({ content }) => typedRuns(content, armed)).join('<br>')

const typedCell = ({ content }: Cell): string => {
  const typed = typedParagraphs(content, inCell)
  return isRule(typed) ? `\\${typed}` : typed
}

function typedRows(rows: readonly Row[]): string[] {
  const lines = rows.map((row) => `| ${row.content.map(typedCell).join(' | ')} |`)
  const heads = rows.filter((row) => row.content.every(({ type }) => type === 'tableHeader')).length
  const rule = `|${' --- |'.repeat(rows[0]?.content.length ?? 1)}`
  return heads === 0 ? lines : lines.toSpliced(heads, 0, rule)
}

function typedBlock(block: Block, before: Block | undefined): string[] {
  if (block.type === 'table') return before?.type === 'table' ? ['', ...typedRows(block.content)] : typedRows(block.content)
  if (block.type === 'bulletList') return block.content.map((item) => `- ${typedParagraphs(item.content, inItem)}`)
  if (block.type === 'orderedList') return block.content.map((item, at) => `${at + 1}) ${typedParagraphs(item.content, inItem)}`)
  const line = typedRuns(block.content, inLine)
  if (block.type === 'annex') {
    const words = `=== ${annexWords[block.attrs.form]}${block.attrs.landscape ? ' ngang' : ''}`
    return [line === '' ? words : `${words}: ${line}`]
  }
  if (block.type === 'article') return [`Điều ${block.attrs.number}. ${line}`.trim()]
  if (block.type === 'clause') return [`${block.attrs.number}. ${line}`.trim()]
  if (block.type === 'point') return [`${block.attrs.letter}) ${line}`.trim()]
  const reading = read(line, before, false)
  const level = block.type === 'heading' ? block.attrs.level : null
  const understood = reading.block.type === block.type && !reading.joins && !/^(#{1,3}|>)\s/u.test(line)
  if (understood && (reading.block.type !== 'heading' || reading.block.attrs.level === level)) return [line]
  return [level ? `${'#'.repeat(level)} ${line}` : block.type === 'basis' ? `> ${line}` : `\\${line}`]
}

/** The text as typed, one line per block; `contentFrom` reads it back to the same content. */
export function textOf(content: Content): string {
  return content.content.flatMap((block, at) => typedBlock(block, content.content[at - 1])).join('\n')
}
