import type { Content } from '#kernel/content.ts'
import { codeOf } from '#kernel/vietnamese.ts'

export type OutgoingState =
  | 'DRAFT'
  | 'REVIEWING'
  | 'RETURNED'
  | 'TO_SIGN'
  | 'SIGNED'
  | 'NUMBERED'
  | 'SEALED'
  | 'ISSUED'
  | 'RECALL_REQUESTED'
  | 'RECALLED'
  | 'REPLACED'
  | 'VOIDED'
  | 'CANCELLED'

export type Urgency = 'NORMAL' | 'URGENT' | 'VERY_URGENT' | 'EXPRESS'
/** How far it goes (NĐ 30/2020, annex I, III.2c); no grade of secrecy. */
export type Circulation = 'NONE' | 'RETURN' | 'INTERNAL'
export type SignerCompetence = 'HEAD' | 'ON_BEHALF_OF' | 'FOR_HEAD' | 'BY_ORDER' | 'BY_DELEGATION' | 'ACTING'

/** One open step of the circuit: who may decide now. */
export type OpenStep = { id: string; post: string; task: 'REVIEW' | 'INITIAL' | 'SIGN' }

/** A document on its way out, or staying inside (`internal`). Identifiers are UUIDs, dates yyyy-mm-dd, posts not persons. */
export type Outgoing = {
  id: string
  agency: string
  division: string | null
  internal: boolean
  /** False for internal papers that bear no number: SIGNED goes straight to ISSUED. */
  numbered: boolean
  state: OutgoingState
  kind: string
  subject: string
  urgency: Urgency
  circulation: Circulation
  dueOn: string | null
  /** COPY: made of another document (NĐ 30/2020 art. 25), signed by the agency alone. */
  source: 'EDITOR' | 'UPLOAD' | 'HAND' | 'COPY'
  content: Content
  addressees: string[]
  places: string[]
  boxes: unknown
  version: number
  drafter: string
  signer: string | null
  signerCompetence: SignerCompetence
  signedBy: 'digital' | 'hand' | null
  signedAt: Date | null
  book: string | null
  year: number | null
  codeNumber: number | null
  codeSuffix: string
  codeNotation: string | null
  promulgationDate: string | null
  issuedAt: Date | null
  responseFor: string | null
  replaces: string | null
  replacedBy: string | null
  openSteps: OpenStep[]
  /** Recalled from the reader, who only received it: text and files are closed, the facts stay. */
  frozen: boolean
}

/** The symbol as people cite it: 05/QĐ-UBND, 415/STC-NS (NĐ 30/2020, Phụ lục I, II.3: numbers below 10 take a leading 0). */
export function symbolOf(doc: Pick<Outgoing, 'codeNumber' | 'codeSuffix' | 'codeNotation'>): string | null {
  if (doc.codeNumber === null || doc.codeNotation === null) return null
  return codeOf(doc.codeNumber, doc.codeNotation, doc.codeSuffix)
}
