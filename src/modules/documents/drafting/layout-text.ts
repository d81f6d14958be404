import { type Block, type Content, contentFrom, type Inline, type Paragraph, textOf } from '#kernel/content.ts'

/** A place in the text that seems wrong, with what would be right; `line` counts blocks from 1. */
export type TextFinding = { line: number; found: string; better: string }

/** A habit of writing that a machine can see: what is wrong, and how it is written instead. */
type Habit = { wrong: RegExp; right: (found: string, groups: readonly string[]) => string }

const two = (digits: string) => digits.padStart(2, '0')
/** Days below 10 and the months 1 and 2 take a leading zero, other months none (annex I, II.4b). */
const month = (digits: string) => (Number(digits) < 3 ? two(digits) : String(Number(digits)))
const capital = (word: string) => word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)
const small = (word: string) => word.charAt(0).toLocaleLowerCase('vi') + word.slice(1)

/** Abbreviations as they are often mistyped, and as annex III, part I has them. */
const abbreviations: Readonly<Record<string, string>> = {
  QD: 'QĐ',
  ND: 'NĐ',
  CD: 'CĐ',
  HD: 'HD',
  TTR: 'TTr',
  CTR: 'CTr',
  QYĐ: 'QyĐ',
  QYD: 'QyĐ',
  QyD: 'QyĐ',
  TRS: 'TrS',
}

/** "12 / QD - UBND" as it is cited: a slash after the number, hyphens between the groups, no blanks, the law's letters. */
function symbolOf(number: string, groups: string): string {
  const [first = '', ...rest] = groups.split(/\s*[-–]\s*/u)
  const known = abbreviations[first] ?? abbreviations[first.toLocaleUpperCase('vi')]
  const named = known ?? (first === first.toLocaleLowerCase('vi') ? first.toLocaleUpperCase('vi') : first)
  // "CV" is no abbreviation of the decree: an official letter bears the agency and the drafting unit alone.
  const kept = named.toLocaleUpperCase('vi') === 'CV' && rest.length > 0 ? rest : [named, ...rest]
  return `${two(number)}/${kept.join('-')}`
}

const symbolHabits: readonly Habit[] = [
  {
    // Numbers of normative texts carry their year (28/2018/QĐ-TTg) and are left as they are.
    wrong: /(?<=\bsố:?\s+)(\d{1,5})\s*\/\s*(\p{L}{1,6}(?:\s*[-–]\s*\p{L}[\p{L}\d]{0,9}){1,3})(?![\p{L}\d/-])/giu,
    right: (_, [number = '', groups = '']) => symbolOf(number, groups),
  },
]

const dateHabits: readonly Habit[] = [
  {
    wrong: /\bngày\s+(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/giu,
    right: (found, [day = '', number = '', year = '']) => `${found.slice(0, 4)} ${two(day)} tháng ${month(number)} năm ${year}`,
  },
  {
    wrong: /\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})(?!\d)/giu,
    right: (found, [day = '', number = '', year = '']) => `${found.slice(0, 4)} ${two(day)} tháng ${month(number)} năm ${year}`,
  },
]

// Inside a sentence: a word before, no full stop.
const inside = String.raw`(?<=[\p{Ll}\d,]\s)`
const capitalHabits: readonly Habit[] = [
  // V.7: phần, chương, mục, tiểu mục, điều of a given text; khoản and điểm stay small.
  {
    wrong: /(?<![\p{L}])(điều|chương|mục|tiểu mục|phần)(?=\s+(?:\d+|[IVXLC]+)(?![\p{L}\d]))/gu,
    right: (found) => capital(found),
  },
  { wrong: new RegExp(`${inside}(Khoản|Điểm)(?=\\s+(?:\\d+|\\p{Ll})(?![\\p{L}\\d]))`, 'gu'), right: (found) => small(found) },
  // IV.1a: the name of a committee.
  { wrong: /(?:Ủy|Uỷ) ban Nhân dân|Hội đồng Nhân dân/gu, right: (found) => found.replace('Nhân', 'nhân') },
  { wrong: /(?<![\p{L}])(ủy ban nhân dân|hội đồng nhân dân)(?![\p{L}])/gu, right: (found) => capital(found) },
  {
    wrong: /(?<![\p{L}])Sở (?=\p{Ll})(tài chính|nội vụ|y tế|tư pháp|xây dựng|công thương)/gu,
    right: (found) => `Sở ${capital(found.slice(3))}`,
  },
  // III.1a: the common noun before the name of a province or commune.
  {
    wrong: new RegExp(`${inside}(Tỉnh|Huyện|Xã|Thị trấn)(?=\\s+\\p{Lu}\\p{Ll})`, 'gu'),
    right: (found) => small(found),
  },
  // V.1
  { wrong: /(?<![\p{L}])nhà nước(?![\p{L}])/gu, right: () => 'Nhà nước' },
  // V.8c
  {
    wrong: /(?<![\p{L}])thứ (hai|ba|tư|năm|sáu|bảy)(?=\s+(?:ngày|hằng tuần|hàng tuần))/gu,
    right: (found) => `thứ ${capital(found.slice(4))}`,
  },
]

export const habits = { symbols: symbolHabits, dates: dateHabits, capitals: capitalHabits } as const
export type HabitName = keyof typeof habits

const bettered = (text: string, { wrong, right }: Habit): string =>
  text.replace(wrong, (found: string, ...rest: unknown[]) =>
    right(
      found,
      rest.filter((one): one is string => typeof one === 'string'),
    ),
  )
const better = (text: string, name: HabitName): string => habits[name].reduce(bettered, text)

/** Where lines of a text go against a habit of the decree. */
export function findingsIn(lines: readonly string[], name: HabitName): TextFinding[] {
  return lines.flatMap((text, at) =>
    habits[name].flatMap(({ wrong, right }) =>
      [...text.matchAll(wrong)].flatMap(([found, ...groups]) => {
        const put = right(found, groups)
        return put === found ? [] : [{ line: at + 1, found, better: put }]
      }),
    ),
  )
}

/** Every run of words of a block, changed. */
function withRuns(block: Block, change: (text: string) => string): Block {
  const runs = (content: readonly Inline[]): Inline[] => content.map((run) => ({ ...run, text: change(run.text) }))
  const lines = (list: readonly Paragraph[]): Paragraph[] => list.map((one) => ({ ...one, content: runs(one.content) }))
  switch (block.type) {
    case 'bulletList':
    case 'orderedList':
      return { ...block, content: block.content.map((item) => ({ ...item, content: lines(item.content) })) }
    case 'table':
      return {
        ...block,
        content: block.content.map((row) => ({
          ...row,
          content: row.content.map((cell) => ({ ...cell, content: lines(cell.content) })),
        })),
      }
    default:
      return { ...block, content: runs(block.content) }
  }
}

/** The text with one habit put right everywhere; bold and italic stay where they were. */
export const betterContent = (content: Content, name: HabitName): Content => ({
  ...content,
  content: content.content.map((block) => withRuns(block, (text) => better(text, name))),
})

/** Words that the system prints itself, typed as lines of the text. */
const printed =
  /^\s*(Kính gửi\s*:|Nơi nhận\s*:|Số\s*:\s*[./\d]|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc)/iu
const wordsOf = (block: Block): string =>
  'attrs' in block || block.type === 'paragraph' || block.type === 'basis' ? said(block) : ''
const said = (block: Block): string =>
  block.type === 'bulletList' || block.type === 'orderedList' || block.type === 'table'
    ? ''
    : block.content.map(({ text }) => text).join('')

/** Lines that the system prints itself and that would stand there twice. */
export const printedTwice = (content: Content): TextFinding[] =>
  content.content.flatMap((block, at) => {
    const found = printed.exec(wordsOf(block))?.[0]
    return found === undefined ? [] : [{ line: at + 1, found: found.trim(), better: '' }]
  })

/** The text without the lines that the system prints itself. */
export const withoutPrinted = (content: Content): Content => {
  const kept = content.content.filter((block) => !printed.test(wordsOf(block)))
  return kept.length === 0 ? contentFrom('') : { ...content, content: kept }
}

/** "./." or "/." typed at the end of a line. */
const ending = /\.?\s*\/\.\s*$|\.\s*\/\s*$/u
export const typedEnding = (line: string): boolean => ending.test(line)

/** The text without "./." at the ends of its lines: it is printed by itself. */
export const withoutEnding = (content: Content): Content =>
  contentFrom(
    textOf(content)
      .split('\n')
      .map((line) => line.replace(ending, '.'))
      .join('\n'),
  )
