import type { CheckedPart, Fault, Verdict } from './layout-checks.ts'
import { findingsIn, type HabitName } from './layout-text.ts'
import { type ReadPage, type ReadPdf, type Stretch, stretchesOf } from './read-pdf.ts'

const mm = 72 / 25.4
const a4 = [210, 297] as const
/** What a scan or another program's rounding may be off by. */
const slack = 2

type Look = { first: readonly Stretch[]; last: readonly Stretch[]; read: ReadPdf }
type Rule = { key: string; part: CheckedPart; clause: string; words: string; right: (look: Look) => boolean }

const has = (list: readonly Stretch[], words: RegExp) => list.some(({ text }) => words.test(text.trim()))

const isA4 = ({ width, height }: ReadPage) =>
  [Math.min(width, height), Math.max(width, height)].every((side, at) => Math.abs(side / mm - (a4[at] ?? 0)) <= slack)

/** True when no words stand left of 30 mm or right of 15 mm of the page's edges. */
const withinEdges = ({ pages }: ReadPdf) =>
  pages.every((page) =>
    page.pieces.every(
      ({ x, width, angle }) => Math.abs(angle) > 2 || (x >= (30 - slack) * mm && x + width <= page.width - (15 - slack) * mm),
    ),
  )

// What can be seen on a finished PDF; the sizes of its letters are its maker's.
const rules: readonly Rule[] = [
  {
    key: 'a4',
    part: 'text',
    clause: 'phụ lục I, phần I, I.1',
    words: 'Khổ giấy không phải A4.',
    right: ({ read }) => read.pages.every(isA4),
  },
  {
    key: 'edges',
    part: 'text',
    clause: 'phụ lục I, phần I, I.3',
    words: 'Có chữ ra ngoài lề trái 30 mm hoặc lề phải 15 mm.',
    right: ({ read }) => withinEdges(read),
  },
  {
    key: 'nation',
    part: 'text',
    clause: 'phụ lục I, phần I, II.1a',
    words: 'Không thấy Quốc hiệu ở trang đầu.',
    right: ({ first }) => has(first, /CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM/u),
  },
  {
    key: 'motto',
    part: 'text',
    clause: 'phụ lục I, phần I, II.1b',
    words: 'Không thấy Tiêu ngữ “Độc lập - Tự do - Hạnh phúc” (gạch nối có cách chữ).',
    right: ({ first }) => has(first, /Độc lập - Tự do - Hạnh phúc/u),
  },
  {
    key: 'number',
    part: 'text',
    clause: 'phụ lục I, phần I, II.3c',
    words: 'Không thấy “Số:” cùng ký hiệu sau dấu gạch chéo.',
    right: ({ first }) => has(first, /^Số\s*:.*\/\p{Lu}/u),
  },
  {
    key: 'date',
    part: 'text',
    clause: 'phụ lục I, phần I, II.4c',
    words: 'Không thấy dòng địa danh, ngày tháng năm.',
    right: ({ first }) => has(first, /\p{L},\s*ngày.*tháng.*năm/u),
  },
  {
    key: 'places-word',
    part: 'places',
    clause: 'phụ lục I, phần I, II.9d',
    words: 'Không thấy “Nơi nhận:”.',
    right: ({ last, first }) => has([...last, ...first], /^Nơi nhận\s*:/u),
  },
  {
    key: 'kept',
    part: 'places',
    clause: 'phụ lục I, phần I, II.9d',
    words: 'Không thấy dòng “Lưu: VT, …”.',
    right: ({ last, first }) => has([...last, ...first], /^-?\s*Lưu\s*:\s*VT/u),
  },
  {
    key: 'ending',
    part: 'text',
    clause: 'phụ lục III, mục II',
    words: 'Không thấy “./.” ở cuối nội dung.',
    right: ({ last, first }) => has([...last, ...first], /\.\/\.$/u),
  },
]

const habitWords: Record<HabitName, [clause: string, words: string]> = {
  symbols: ['phụ lục I, phần I, II.3; phụ lục III, mục I', 'Số, ký hiệu viện dẫn chưa đúng cách viết.'],
  dates: ['phụ lục I, phần I, II.4b', 'Ngày, tháng, năm viện dẫn viết đầy đủ; ngày dưới 10, tháng 1, 2 thêm số 0.'],
  capitals: ['phụ lục II', 'Có thể viết hoa chưa đúng.'],
}

/** The habits of writing on the pages that were read; `line` counts the lines of its page. */
function hints({ pages }: ReadPdf): Fault[] {
  const lines = pages.flatMap((page) => stretchesOf(page).map(({ text }) => text))
  return (Object.keys(habitWords) as HabitName[]).flatMap((key) => {
    const found = findingsIn(lines, key).slice(0, 20)
    const [clause, words] = habitWords[key]
    return found.length === 0 ? [] : [{ key, part: 'text', clause, level: 'hint', words, found } as const]
  })
}

/** Kiểm tra thể thức of a PDF that was made elsewhere, as far as its words and places tell; nothing in it can be put right here. */
export function uploadedChecks(read: ReadPdf): Verdict {
  const look = { first: stretchesOf(read.pages[0] ?? blank), last: stretchesOf(read.pages.at(-1) ?? blank), read }
  const wrong = rules.filter((rule) => !rule.right(look))
  const faults = wrong.map(({ key, part, clause, words }): Fault => ({ key, part, clause, words, level: 'fault', found: [] }))
  const seen = hints(read)
  return { passed: rules.length + Object.keys(habitWords).length - faults.length - seen.length, faults: [...faults, ...seen] }
}

const blank: ReadPage = { width: 0, height: 0, pieces: [], said: [] }
