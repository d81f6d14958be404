import { type RawBuilder, sql } from 'kysely'
import { type Actor, has, holds } from '#kernel/actor.ts'
import { type Incoming, recallWaits } from './incoming.ts'

const wholeAgency = ['recordsClerk', 'chiefOfOffice', 'agencyLeader', 'inspector', 'archivist'] as const

const isOwn = (doc: Incoming, actor: Actor) => doc.agency === actor.agency

/** Văn thư: the only door in (NĐ 30 art. 6.3). */
export const isClerkAt = (doc: Incoming, actor: Actor) => isOwn(doc, actor) && has(actor, 'recordsClerk')
/** Who gives back or strikes out what was registered: the clerk, unless its sender waits for an answer to a recall. */
export const mayUndo = (doc: Incoming, actor: Actor) => isClerkAt(doc, actor) && !recallWaits(doc)
/** Who registers: văn thư, where the body keeps books. */
export const isRegistrarAt = (doc: Incoming, actor: Actor) => isClerkAt(doc, actor) && !doc.bookless
/** Who takes note of what came to a body without books (a hamlet): anybody of it who may read it. */
export const isReaderAt = (doc: Incoming, actor: Actor) => isOwn(doc, actor) && doc.bookless && has(actor, ...wholeAgency)
/** Who sorts what came in: chief of office, and the clerk where the agency has none. */
export const isSorterOf = (doc: Incoming, actor: Actor) => isOwn(doc, actor) && has(actor, 'chiefOfOffice', 'recordsClerk')
/** Who decides: a leader of the agency, or the post it was submitted to. */
export const isDirectorOf = (doc: Incoming, actor: Actor) =>
  isOwn(doc, actor) && (has(actor, 'agencyLeader') || holds(actor, doc.toDirect))
/** Who submits it to a leader, or says that it is for information: whoever sorts, and whoever it was submitted to. */
export const maySubmit = (doc: Incoming, actor: Actor) =>
  isSorterOf(doc, actor) || (isOwn(doc, actor) && holds(actor, doc.toDirect))
/** Who works on it: holder of a lead assignment, by post or as head of the division that leads. */
export const isHandlerOf = (doc: Incoming, actor: Actor) =>
  isOwn(doc, actor) &&
  doc.handlers.some(
    (one) =>
      one.role === 'LEAD' &&
      one.state !== 'HANDED_BACK' &&
      (holds(actor, one.post) || (one.post === null && has(actor, 'headOfDivision') && one.division === actor.division)),
  )

/** Who opens a document beside the list: whoever sorts or decides, one after the other. */
export const maySeeBeside = (actor: Actor): boolean => has(actor, 'chiefOfOffice', 'agencyLeader')

/** May read. Beside it `visibleTo`, the same as a condition on `documents.incoming`; a test proves that both agree. */
export const mayRead = (doc: Incoming, actor: Actor): boolean =>
  actor.agencies.includes(doc.agency) &&
  (has(actor, ...wholeAgency) ||
    holds(actor, doc.toDirect) ||
    doc.handlers.some(
      (one) =>
        holds(actor, one.post) ||
        (one.division !== null && one.division === actor.division && (has(actor, 'headOfDivision') || one.post === null)),
    ))

export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (has(actor, ...wholeAgency)) return sql<boolean>`true`
  const posts = sql`array[${actor.post}, ${actor.onBehalfOf ?? actor.post}]::uuid[]`
  const division = actor.division
    ? sql`or (a.division = ${actor.division} and (a.post is null or ${has(actor, 'headOfDivision')}::boolean))`
    : sql``
  return sql<boolean>`(incoming.to_direct = any (${posts})
    or exists (select from documents.assignment a where a.incoming = incoming.id and (a.post = any (${posts}) ${division})))`
}
