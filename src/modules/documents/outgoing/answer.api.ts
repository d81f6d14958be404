import { z } from 'zod'
import { Instant, instant, instantOrNull } from '../answer.api.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import type { OutgoingRow } from './list/list.sql.ts'
import { competences, purposes, urgencies } from './outgoing.forms.ts'
import { type OutgoingState, symbolOf } from './outgoing.ts'
import type { OutgoingView } from './view.sql.ts'

export const outgoingStateNames = [
  'DRAFT',
  'REVIEWING',
  'RETURNED',
  'TO_SIGN',
  'SIGNED',
  'NUMBERED',
  'SEALED',
  'ISSUED',
  'RECALL_REQUESTED',
  'RECALLED',
  'REPLACED',
  'VOIDED',
  'CANCELLED',
] as const satisfies readonly OutgoingState[]
export const State = z.enum(outgoingStateNames)

export const OutgoingSummary = z
  .object({
    id: z.uuid(),
    state: State,
    symbol: z.string().nullable(),
    kind: z.string(),
    subject: z.string(),
    urgency: z.enum(urgencies),
    promulgationDate: z.iso.date().nullable(),
    dueOn: z.iso.date().nullable(),
    internal: z.boolean(),
    drafter: z.string(),
    signer: z.string().nullable(),
    recipients: z.array(z.string()),
    changedAt: Instant,
    issuedAt: Instant.nullable(),
  })
  .meta({ id: 'OutgoingSummary' })
export const OutgoingPage = z
  .object({ rows: z.array(OutgoingSummary), next: z.uuid().nullable() })
  .meta({ id: 'OutgoingPage', description: 'Văn bản đi được xem, mới nhất trước' })

export const summaryOf = (row: OutgoingRow): z.infer<typeof OutgoingSummary> => ({
  id: row.id,
  state: row.state,
  symbol: symbolOf(row),
  kind: row.kindName,
  subject: row.subject,
  urgency: row.urgency,
  promulgationDate: row.promulgationDate,
  dueOn: row.dueOn,
  internal: row.internal,
  drafter: row.drafterName,
  signer: row.signerName,
  recipients: row.recipients,
  changedAt: instant(row.changedAt),
  issuedAt: instantOrNull(row.issuedAt),
})

const DeliveryAnswer = z
  .object({
    id: z.uuid(),
    recipientKind: z.enum(['AGENCY', 'OUTSIDE', 'DIVISION', 'PERSON']),
    recipientName: z.string(),
    purpose: z.enum(purposes),
    electronic: z.boolean(),
    electronicComplete: z.boolean(),
    paper: z.boolean(),
    paperCopies: z.int(),
    paperBasis: z.string().nullable(),
    scope: z.enum(['INTERNAL', 'BETWEEN', 'EXTERNAL']),
    state: z.enum(['WAITING', 'SENT', 'ARRIVED', 'ACCEPTED', 'REFUSED', 'FAILED', 'RECALLED']),
    failure: z.string().nullable(),
    refusalCode: z.string().nullable(),
    refusalReason: z.string().nullable(),
    sentAt: Instant,
    arrivedAt: Instant.nullable(),
    acceptedAt: Instant.nullable(),
    refusedAt: Instant.nullable(),
    settledOn: z.iso.date().nullable(),
    paperSentOn: z.iso.date().nullable(),
    settledHow: z.string().nullable().describe('Lỗi gửi đã xử lý thế nào khi không gửi giấy'),
    assignedAt: Instant.nullable(),
    inProgressAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Delivery', description: 'Một nơi nhận của văn bản đã phát hành, với trạng thái 01 đến 06' })

const deliveryOf = (one: Delivery): z.infer<typeof DeliveryAnswer> => ({
  ...one,
  sentAt: instant(one.sentAt),
  arrivedAt: instantOrNull(one.arrivedAt),
  acceptedAt: instantOrNull(one.acceptedAt),
  refusedAt: instantOrNull(one.refusedAt),
  assignedAt: instantOrNull(one.assignedAt),
  inProgressAt: instantOrNull(one.inProgressAt),
  finishedAt: instantOrNull(one.finishedAt),
})

export const OutgoingDocument = z
  .object({
    id: z.uuid(),
    state: State,
    version: z.int().describe('Gửi lại khi lưu; khác bản đang lưu thì bị từ chối'),
    symbol: z.string().nullable(),
    kind: z.string(),
    kindName: z.string(),
    subject: z.string(),
    urgency: z.enum(urgencies),
    dueOn: z.iso.date().nullable(),
    internal: z.boolean(),
    source: z.enum(['EDITOR', 'UPLOAD', 'HAND', 'COPY']).describe('Văn bản được gõ, tải lên, ký tay, hay là bản sao'),
    boxes: z.unknown().describe('Vị trí trên tệp tải lên; null khi không có'),
    replaces: z.uuid().nullable(),
    content: z.unknown().describe('Văn bản có cấu trúc, như khi gửi lên'),
    addressees: z.array(z.string()),
    places: z.array(z.string()),
    drafter: z.uuid(),
    signer: z.uuid().nullable(),
    signerCompetence: z.enum(competences),
    promulgationDate: z.iso.date().nullable(),
    signedAt: Instant.nullable(),
    issuedAt: Instant.nullable(),
    responseFor: z.uuid().nullable(),
    steps: z.array(z.string()).describe('Việc mà người gọi làm được lúc này'),
    files: z.array(
      z.object({ id: z.uuid(), role: z.string(), name: z.string(), mediaType: z.string(), size: z.int(), onPaper: z.boolean() }),
    ),
    deliveries: z.array(DeliveryAnswer),
    history: z.array(
      z.object({ step: z.string(), state: z.string(), name: z.string().nullable(), reason: z.string(), at: Instant }),
    ),
  })
  .meta({ id: 'OutgoingDocument' })

export const documentOf = (view: OutgoingView): z.input<typeof OutgoingDocument> => {
  const { doc, kindName, steps, files, deliveries, history } = view
  return {
    ...doc,
    kindName,
    symbol: symbolOf(doc),
    signedAt: instantOrNull(doc.signedAt),
    issuedAt: instantOrNull(doc.issuedAt),
    steps,
    files: files.map(({ sha256: _, ...file }) => file),
    deliveries: deliveries.map(deliveryOf),
    history: history.map(({ step, toState, name, reason, at }) => ({ step, state: toState, name, reason, at: instant(at) })),
  }
}

/** Where a document stands after a deed. */
export const Standing = z
  .object({ id: z.uuid(), state: State, version: z.int(), symbol: z.string().nullable() })
  .meta({ id: 'OutgoingStanding' })
