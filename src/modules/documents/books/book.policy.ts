import { type Actor, has } from '#kernel/actor.ts'

/** Who keeps the books of an agency: its văn thư and its administrator (NĐ 30 art. 6.3, 15.2). */
export const mayKeepBooks = (book: { agency: string }, actor: Actor): boolean =>
  book.agency === actor.agency && has(actor, 'recordsClerk', 'unitAdmin')

/** Who reads the register of all numbers of the agency. */
export const mayReadBooks = (book: { agency: string }, actor: Actor): boolean =>
  book.agency === actor.agency &&
  has(actor, 'recordsClerk', 'unitAdmin', 'chiefOfOffice', 'agencyLeader', 'inspector', 'archivist')
