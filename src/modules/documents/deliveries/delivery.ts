export type DeliveryState = 'WAITING' | 'SENT' | 'ARRIVED' | 'ACCEPTED' | 'REFUSED' | 'FAILED' | 'RECALLED'
export type Purpose = 'FOR_HANDLING' | 'CONSULTATION' | 'INFORMATION' | 'REPORT' | 'PERIODIC_REPORT' | 'STATISTICS'

/** One document to one recipient, with its facts (DESIGN 5.3); instants are when the recipient's status came (01 to 06). */
export type Delivery = {
  id: string
  ordinal: number
  recipientKind: 'AGENCY' | 'OUTSIDE' | 'DIVISION' | 'PERSON'
  recipientName: string
  recipientAgency: string | null
  purpose: Purpose
  electronic: boolean
  electronicComplete: boolean
  paper: boolean
  paperCopies: number
  paperBasis: string | null
  channel: string | null
  scope: 'INTERNAL' | 'BETWEEN' | 'EXTERNAL'
  state: DeliveryState
  failure: string | null
  refusalCode: string | null
  refusalReason: string | null
  sentAt: Date
  arrivedAt: Date | null
  acceptedAt: Date | null
  refusedAt: Date | null
  /** The day on which paper went after the issue; null while none did. */
  paperSentOn: string | null
  /** How a fault was settled without paper, and the day; null while it was not. */
  settledHow: string | null
  settledOn: string | null
  assignedAt: Date | null
  inProgressAt: Date | null
  finishedAt: Date | null
  recallAskedAt: Date | null
  recallAnswer: string | null
}

/** A delivery that somebody must still put right: refused or failed, neither made good by paper nor settled otherwise. */
export const isFaulty = ({ state, paperSentOn, settledOn }: Pick<Delivery, 'state' | 'paperSentOn' | 'settledOn'>): boolean =>
  (state === 'REFUSED' || state === 'FAILED') && paperSentOn === null && settledOn === null

/** What went wrong with a delivery, as the sender reads it. */
export function troubleOf({
  refusedAt,
  refusalReason,
  failure,
}: Pick<Delivery, 'refusedAt' | 'refusalReason' | 'failure'>): string {
  if (refusedAt) return `bị trả lại: ${refusalReason ?? 'không nêu lý do'}`
  return failure === 'no-channel' ? 'chưa gửi được: nơi nhận chưa có kênh điện tử' : 'chưa gửi được'
}
