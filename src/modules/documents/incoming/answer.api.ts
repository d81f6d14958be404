import { z } from 'zod'
import { Instant, instant, instantOrNull } from '../answer.api.ts'
import type { Assignment } from '../assignments/assignment.ts'
import type { Extension } from '../assignments/extension.sql.ts'
import { paperReasons, type ReplacesPaper } from '../judging/replaces-paper.ts'
import { purposes, urgencies } from '../outgoing/outgoing.forms.ts'
import { type Incoming, type IncomingState, incomingSymbol } from './incoming.ts'
import type { IncomingRow } from './list.sql.ts'
import type { IncomingView } from './view.sql.ts'

export const incomingStateNames = [
  'ARRIVED',
  'REFUSED',
  'REGISTERED',
  'TO_DIRECT',
  'ASSIGNED',
  'IN_PROGRESS',
  'FINISHED',
  'NOTED',
  'RECALLED',
  'VOIDED',
] as const satisfies readonly IncomingState[]
export const State = z.enum(incomingStateNames)

const facts = {
  id: z.uuid(),
  state: State,
  symbol: z.string(),
  issuingAgency: z.string(),
  promulgationDate: z.iso.date().nullable(),
  kind: z.string(),
  subject: z.string(),
  urgency: z.enum(urgencies),
  purpose: z.enum(purposes),
  dueOn: z.iso.date().nullable(),
  arrivalNumber: z.int().nullable().describe('Số đến'),
  arrivalDate: z.iso.date().nullable(),
  arrivedAt: Instant,
  verdict: z.enum(['valid', 'invalid', 'indeterminate']).nullable(),
}
export const IncomingSummary = z.object(facts).meta({ id: 'IncomingSummary' })
export const IncomingPage = z
  .object({ rows: z.array(IncomingSummary), next: z.uuid().nullable() })
  .meta({ id: 'IncomingPage', description: 'Văn bản đến được xem, mới nhất trước' })

type Common = Omit<z.infer<typeof IncomingSummary>, 'symbol' | 'kind' | 'arrivedAt'>
const factsOf = (doc: Common & { arrivedAt: Date; codeNumber: string; codeNotation: string }, kind: string) => ({
  ...doc,
  kind,
  symbol: incomingSymbol(doc),
  arrivedAt: instant(doc.arrivedAt),
})
export const summaryOf = (row: IncomingRow): z.input<typeof IncomingSummary> => factsOf(row, row.kindName)

const AssignmentAnswer = z
  .object({
    id: z.uuid(),
    role: z.enum(['LEAD', 'COOPERATE', 'FOR_INFORMATION']),
    division: z.uuid().nullable(),
    post: z.uuid().nullable(),
    state: z.enum(['GIVEN', 'ACCEPTED', 'HANDED_BACK', 'IN_PROGRESS', 'DONE', 'CONFIRMED']),
    dueOn: z.iso.date().nullable(),
    progress: z.int(),
    report: z.string(),
    reason: z.string(),
    givenAt: Instant,
    acceptedAt: Instant.nullable(),
    doneAt: Instant.nullable(),
  })
  .meta({ id: 'Assignment' })

const assignmentOf = (one: Assignment): z.input<typeof AssignmentAnswer> => ({
  ...one,
  givenAt: instant(one.givenAt),
  acceptedAt: instantOrNull(one.acceptedAt),
  doneAt: instantOrNull(one.doneAt),
})

const ExtensionAnswer = z
  .object({
    id: z.uuid(),
    assignment: z.uuid(),
    until: z.iso.date(),
    reason: z.string(),
    answer: z.enum(['GRANTED', 'REFUSED']).nullable(),
    answerReason: z.string(),
  })
  .meta({ id: 'Extension' })

const RecallAnswer = z
  .object({
    askedAt: Instant,
    reason: z.string(),
    dueOn: z.iso.date().nullable(),
    answer: z.string().nullable(),
    answerReason: z.string(),
  })
  .meta({ id: 'RecallAsked', description: 'Nơi gửi đề nghị thu hồi' })

type RecallFacts = { dueOn: string | null; answerReason: string; replacedBySymbol: string | null }
const recallOf = ({ recallAskedAt, recallReason, recallAnswer }: Incoming, { dueOn, answerReason }: RecallFacts) =>
  recallAskedAt && { askedAt: instant(recallAskedAt), reason: recallReason ?? '', dueOn, answer: recallAnswer, answerReason }

const FileAnswered = z.object({
  id: z.uuid(),
  role: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  kind: z
    .string()
    .nullable()
    .describe('Loại của riêng tệp (PRESS_REPORT: bài báo …); null: là chính văn bản hoặc phụ lục của nó'),
  kindName: z.string().nullable(),
  signature: z.string().nullable().describe('Tên chữ ký rời nằm cạnh tệp'),
})

export const IncomingDocument = z
  .object({
    ...facts,
    signerName: z.string(),
    electronic: z.boolean(),
    paper: z.boolean(),
    registeredAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    outcome: z.string().nullable(),
    refusalCode: z.string().nullable(),
    refusalReason: z.string().nullable(),
    steps: z.array(z.string()).describe('Việc mà người gọi làm được lúc này'),
    files: z.array(FileAnswered),
    replacesPaper: z
      .object({ replacesPaper: z.boolean(), reasons: z.array(z.enum(paperReasons)) })
      .nullable()
      .describe('Tệp chính có thay được bản giấy không, và vì sao không; null: không có gì để xét'),
    notes: z.array(z.object({ task: z.string(), body: z.string(), name: z.string(), at: Instant })),
    assignments: z.array(AssignmentAnswer),
    extensions: z.array(ExtensionAnswer),
    paperArrivedOn: z.iso.date().nullable(),
    replacedBy: z.string().nullable().describe('Số, ký hiệu văn bản thay thế'),
    recall: RecallAnswer.nullable(),
    history: z.array(z.object({ step: z.string(), name: z.string().nullable(), reason: z.string(), at: Instant })),
  })
  .meta({ id: 'IncomingDocument' })

export const documentOf = (
  view: IncomingView & { paper: ReplacesPaper | null },
  recall: RecallFacts,
  extensions: Extension[],
): z.input<typeof IncomingDocument> => ({
  ...view.doc,
  ...factsOf(view.doc, view.kindName),
  registeredAt: instantOrNull(view.doc.registeredAt),
  finishedAt: instantOrNull(view.doc.finishedAt),
  steps: view.steps,
  files: view.files.map(({ sha256: _, signature, ...file }) => ({ ...file, signature: signature?.name ?? null })),
  replacesPaper: view.paper,
  notes: view.notes.map(({ task, body, name, at }) => ({ task, body, name, at: instant(at) })),
  assignments: view.assignments.map(assignmentOf),
  extensions: extensions.map(({ askedBy: _by, askedAt: _at, ...one }) => one),
  replacedBy: recall.replacedBySymbol,
  recall: recallOf(view.doc, recall),
  history: view.history.map(({ step, name, reason, at }) => ({ step, name, reason, at: instant(at) })),
})

/** Where a document stands after a deed. */
export const Standing = z
  .object({ id: z.uuid(), state: State, arrivalNumber: z.int().nullable() })
  .meta({ id: 'IncomingStanding' })
export const standingOf = ({ id, state, arrivalNumber }: Incoming): z.infer<typeof Standing> => ({ id, state, arrivalNumber })
