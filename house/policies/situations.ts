import type { Actor, Role } from '#kernel/actor.ts'

const id = (at: number) => `018f0000-0000-7000-8000-0000000000${at.toString().padStart(2, '0')}`
export const [own, foreign, division, mine, other] = [id(1), id(2), id(3), id(4), id(5)]

/** Somebody of the own agency with one role and no tie to anything. */
export const withRole = (role: Role): Actor => ({
  person: id(6),
  name: 'Nguyễn Văn A',
  post: mine,
  position: 'Công chức',
  agency: own,
  division,
  roles: [role],
  agencies: [own],
  onBehalfOf: null,
})

/** How somebody may be tied to a thing besides a role: the words of the matrix, and the thing tied so. */
export type Ties = Readonly<Record<string, object>>

const review = { openSteps: [{ id: id(9), post: mine, task: 'REVIEW' }], reviewers: [mine] }
const lead = { id: id(9), role: 'LEAD', state: 'GIVEN', post: null, division: null }

/** The ties of each noun that has a life; a new noun adds its own here. */
export const ties: Readonly<Record<string, Ties>> = {
  outgoing: {
    drafter: { drafter: mine },
    signer: { signer: mine },
    reviewer: review,
    'drafter of an unnumbered paper inside': { drafter: mine, internal: true, numbered: false },
  },
  incoming: {
    'submitted to': { toDirect: mine },
    'body without books': { bookless: true },
    'lead person': { handlers: [{ ...lead, post: mine }] },
    'lead division': { handlers: [{ ...lead, division }] },
  },
  assignment: { doer: { post: mine }, 'given to the division': { post: null, division }, giver: { givenBy: mine } },
}

/** A thing of an agency to which nobody in question is tied. */
export const untied = (agency: string) => ({
  id: id(8),
  agency,
  division: other,
  internal: false,
  numbered: true,
  drafter: other,
  signer: other,
  reviewers: [],
  receivers: [],
  openSteps: [],
  toDirect: null,
  bookless: false,
  handlers: [],
  post: other,
  givenBy: other,
})
