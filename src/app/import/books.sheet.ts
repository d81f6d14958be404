import { z } from 'zod'
import { type Book, booksOf, kinds, openBook, setKinds, setOpening, yearsOf } from '#documents'
import { Refused } from '#kernel/refused.ts'
import { fold } from '#kernel/vietnamese.ts'
import { agencyByOrganId, type Bringing, type Column, type Did, lineActs, mayAdminister, sheet } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { atAgency } from './at-agency.sql.ts'

const columns: Column[] = [
  { head: 'Mã cơ quan', field: 'agency', required: true, means: 'Mã định danh của cơ quan', examples: ['H99.11', 'H99.11'] },
  { head: 'Tên sổ', field: 'name', required: true, means: 'Nhận ra sổ đã có', examples: ['Văn bản đi', 'Văn bản đến'] },
  {
    head: 'Chiều',
    field: 'direction',
    required: true,
    means: 'Đi hoặc Đến',
    examples: ['Đi', 'Đến'],
    read: (text) => ({ di: 'OUT', den: 'IN' })[fold(text)],
  },
  {
    head: 'Loại văn bản',
    field: 'kinds',
    means: 'Chữ viết tắt hoặc tên, cách nhau bằng dấu phẩy, ví dụ QĐ, NQ; bỏ trống là mọi loại còn lại',
    examples: ['', ''],
    read: (text) => text.split(/[,;]/).map((one) => one.trim()),
  },
  { head: 'Số bắt đầu', field: 'opening', means: 'Khi tiếp nối sổ giấy giữa năm', examples: ['416', ''] },
  { head: 'Lý do', field: 'reason', means: 'Bắt buộc khi có số bắt đầu', examples: ['tiếp nối sổ giấy đến số 415', ''] },
]

const BookLine = z.object({
  agency: z.string(),
  name: z.string().max(200),
  direction: z.enum(['OUT', 'IN']),
  kinds: z.array(z.string()).default([]),
  opening: z.coerce.number('Số bắt đầu phải là số nguyên.').int().min(1).max(1_000_000).optional(),
  reason: z.string().max(500).optional(),
})
type BookLine = z.output<typeof BookLine>

/** Kinds of documents by abbreviation, name or code. */
async function kindsFrom({ tx }: Work, words: readonly string[]): Promise<string[]> {
  const all = (await kinds(tx)).filter((kind) => kind.outgoing)
  return words.map((word) => {
    const found = all.find((kind) => [kind.abbreviation, kind.code].includes(word) || fold(kind.name) === fold(word))
    if (!found) throw new Refused('bad-input', 'kinds')
    return found.code
  })
}

async function bringOpening(work: Work, book: string, line: BookLine): Promise<boolean> {
  if (line.opening === undefined) return false
  if (!line.reason) throw new Refused('bad-input', 'reason')
  const year = (await yearsOf(work.tx, book)).find((one) => one.year === work.clock.year)
  if (year?.opening === line.opening) return false
  await setOpening(work, book, { opening: line.opening, reason: line.reason })
  return true
}

const same = (book: Book, wanted: readonly string[]) =>
  book.kinds.length === wanted.length && wanted.every((kind) => book.kinds.includes(kind))

async function bringBook(work: Work, line: BookLine): Promise<Did> {
  const wanted = await kindsFrom(work, line.kinds)
  const known = (await booksOf(work.tx, work.actor.agency, line.direction)).find((book) => book.name === line.name)
  const id = known?.id ?? (await openBook(work, { direction: line.direction, name: line.name, kinds: wanted }))
  const rekinded = known !== undefined && !same(known, wanted)
  if (rekinded) await setKinds(work, id, wanted)
  const opened = await bringOpening(work, id, line)
  return known ? (rekinded || opened ? 'changed' : 'same') : 'new'
}

async function bringLine(at: Bringing, line: BookLine): Promise<Did> {
  const agency = await agencyByOrganId(at.work.tx, line.agency)
  if (!agency) throw new Refused('not-found', 'agency')
  if (!mayAdminister(agency.id, at.work.actor)) throw new Refused('not-allowed', 'book')
  return atAgency(at.work, agency.id, (work) => bringBook(work, line))
}

/** Books with their kinds and opening numbers; last, since they need the agencies. */
export const booksSheet = sheet({
  name: 'Sổ văn bản',
  columns,
  shape: BookLine,
  async bring(at, lines) {
    for (const line of lines) await lineActs(at, line, () => bringLine(at, line.values))
  },
})
