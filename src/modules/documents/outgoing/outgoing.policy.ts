import { type RawBuilder, sql } from 'kysely'
import { type Actor, has, holds } from '#kernel/actor.ts'
import type { Outgoing } from './outgoing.ts'

const isOwn = (doc: Outgoing, actor: Actor) => doc.agency === actor.agency

export const isDrafterOf = (doc: Outgoing, actor: Actor) => isOwn(doc, actor) && holds(actor, doc.drafter)
export const isSignerOf = (doc: Outgoing, actor: Actor) => isOwn(doc, actor) && holds(actor, doc.signer)
/** The agency's văn thư: numbers, seals, releases, recalls (NĐ 30 art. 6.3). */
export const isClerkOf = (doc: Outgoing, actor: Actor) => isOwn(doc, actor) && has(actor, 'recordsClerk')
/** Whoever has an open step of the circuit, the signer, and once it is signed the clerk who finds a fault of form; a copy goes back to nobody. */
export const isReviewerOf = (doc: Outgoing, actor: Actor) =>
  isOwn(doc, actor) &&
  (doc.openSteps.some((step) => holds(actor, step.post)) ||
    (doc.state === 'TO_SIGN' && holds(actor, doc.signer)) ||
    (doc.state === 'SIGNED' && doc.source !== 'COPY' && has(actor, 'recordsClerk')))
/** Papers that stay inside without a number are given out by drafter or clerk. */
export const isSenderInside = (doc: Outgoing, actor: Actor) =>
  doc.internal && !doc.numbered && (isDrafterOf(doc, actor) || isClerkOf(doc, actor))

/** Roles that see every outgoing document of their agency; all others see what they draft, review, sign, or their division's. */
const wholeAgency = ['recordsClerk', 'chiefOfOffice', 'agencyLeader', 'inspector', 'archivist'] as const

/** May read. Beside it `visibleTo`, the same as a condition on `documents.outgoing`; a test proves that both agree. */
export const mayRead = (doc: Outgoing & { reviewers: string[]; receivers: string[] }, actor: Actor): boolean =>
  actor.agencies.includes(doc.agency) &&
  (has(actor, ...wholeAgency) ||
    holds(actor, doc.drafter) ||
    holds(actor, doc.signer) ||
    doc.reviewers.some((post) => holds(actor, post)) ||
    doc.receivers.includes(actor.post) ||
    (actor.division !== null && doc.receivers.includes(actor.division)) ||
    (has(actor, 'headOfDivision') && actor.division !== null && actor.division === doc.division))

const postsOf = (actor: Actor) => sql`array[${actor.post}, ${actor.onBehalfOf ?? actor.post}]::uuid[]`

/** Reads it as its agency's own: by role, as drafter, signer or reviewer, or as head of the drafting division. */
function onOwnSide(actor: Actor): RawBuilder<boolean> {
  if (has(actor, ...wholeAgency)) return sql<boolean>`true`
  const posts = postsOf(actor)
  const head = has(actor, 'headOfDivision') && actor.division ? sql`outgoing.division = ${actor.division}` : sql`false`
  return sql<boolean>`(outgoing.drafter = any (${posts}) or outgoing.signer = any (${posts})
    or exists (select from documents.review_step rs where rs.outgoing = outgoing.id and rs.state <> 'WAITING' and rs.post = any (${posts}))
    or ${head})`
}

const deliveredTo = (actor: Actor, more = sql``) => sql<boolean>`exists (
  select from documents.delivery dl where dl.outgoing = outgoing.id ${more}
    and (dl.recipient_post = ${actor.post} or dl.handed_to = ${actor.post} or dl.recipient_division = ${actor.division}))`

export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (has(actor, ...wholeAgency)) return sql<boolean>`true`
  return sql<boolean>`(${onOwnSide(actor)} or ${deliveredTo(actor)})`
}

/** Recalled from whoever only received it inside the agency: facts stay, text and files are closed (DESIGN 6, status 13 and 15). */
export const frozenFor = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(outgoing.issued_at is not null and not ${onOwnSide(actor)}
    and (outgoing.state = 'RECALLED' or not ${deliveredTo(actor, sql`and dl.state <> 'RECALLED'`)}))`
