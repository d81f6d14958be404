import type { Work } from '#platform/db/desk.ts'
import { kinds as allKinds, isIssued } from '../kinds/kind.sql.ts'
import { mayKeepBooks } from './book.policy.ts'
import { readBook, yearsOf } from './keep.sql.ts'
import { heldNumbers, numbersOf } from './number.sql.ts'

const pageSize = 50

/** A page of one book's numbers of a year (its latest when null), below a number (from the highest when null). @throws missing */
export async function loadBook(work: Work, id: string, at: { year: number | null; below: number | null }) {
  const book = await readBook(work, id)
  const years = await yearsOf(work.tx, id)
  const year = at.year ?? years[0]?.year ?? work.clock.year
  const rows = await numbersOf(work.tx, id, { year, below: at.below, limit: pageSize + 1 })
  const kinds = (await allKinds(work.tx)).filter(isIssued)
  return {
    book,
    years,
    year,
    thisYear: work.clock.year,
    today: work.clock.today,
    rows: rows.slice(0, pageSize),
    more: rows.length > pageSize,
    held: await heldNumbers(work.tx, id),
    keeps: mayKeepBooks(book, work.actor),
    kinds: kinds.map(({ code, name }) => ({ value: code, label: name })),
  }
}

export type BookShown = Awaited<ReturnType<typeof loadBook>>
