import type { Purpose } from '../deliveries/delivery.ts'
import type { Urgency } from '../outgoing/outgoing.ts'

export type IncomingState =
  | 'ARRIVED'
  | 'REFUSED'
  | 'REGISTERED'
  | 'TO_DIRECT'
  | 'ASSIGNED'
  | 'IN_PROGRESS'
  | 'FINISHED'
  | 'NOTED'
  | 'RECALLED'
  | 'VOIDED'

export type AssigneeRole = 'LEAD' | 'COOPERATE' | 'FOR_INFORMATION'
export type Proposal = {
  dueOn: string | null
  assignments: { role: AssigneeRole; division: string | null; post: string | null }[]
}

/** A document that came to the agency, by a delivery or on paper. Identifiers are UUIDs, dates yyyy-mm-dd, posts not persons. */
export type Incoming = {
  id: string
  agency: string
  delivery: string | null
  sender: string | null
  state: IncomingState
  issuingAgency: string
  codeNumber: string
  codeNotation: string
  promulgationDate: string | null
  kind: string
  subject: string
  urgency: Urgency
  purpose: Purpose
  dueOn: string | null
  signerName: string
  electronic: boolean
  paper: boolean
  verdict: 'valid' | 'invalid' | 'indeterminate' | null
  verdictReasons: string[]
  /** The state of trust that the verdict rests on; empty: none yet. */
  verdictTrust: string
  /** Whether its file may stand in the place of paper; null: not judged. */
  replacesPaper: boolean | null
  book: string | null
  year: number | null
  arrivalNumber: number | null
  arrivalDate: string | null
  arrivedAt: Date
  paperArrivedOn: string | null
  duplicateReason: string
  /** Came to a body without books (a hamlet): it is taken note of and gets no số đến. */
  bookless: boolean
  registeredAt: Date | null
  toDirect: string | null
  /** What the chief of office proposes to whoever it was submitted to. */
  proposed: Proposal | null
  finishedAt: Date | null
  outcome: string | null
  answeredBy: string | null
  refusalCode: string | null
  refusalReason: string | null
  recallAskedAt: Date | null
  recallReason: string | null
  recallAnswer: string | null
  /** Posts and divisions that hold a live assignment, with role: they read and work on it. */
  handlers: {
    id: string
    post: string | null
    division: string | null
    role: AssigneeRole
    state: string
  }[]
}

/** The sender asked for it back and waits for 15 or 16. */
export const recallWaits = ({ recallAskedAt, recallAnswer }: Pick<Incoming, 'recallAskedAt' | 'recallAnswer'>): boolean =>
  recallAskedAt !== null && recallAnswer === null

/** 168/UBND-TH as cited; a document without number shows none. */
export const incomingSymbol = ({ codeNumber, codeNotation }: Pick<Incoming, 'codeNumber' | 'codeNotation'>): string =>
  codeNotation ? `${codeNumber}/${codeNotation}` : codeNumber
