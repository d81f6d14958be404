import { z } from 'zod'
import { cleanLines, cleanText } from '#kernel/content.shape.ts'

/** One line of words, as in outgoing forms: NFC, without control or invisible signs, no blanks around. */
const text = (most: number) =>
  z
    .string()
    .transform((typed) => cleanText(typed).trim())
    .pipe(z.string().max(most))
const lines = (most: number) =>
  z
    .string()
    .transform((typed) => cleanLines(typed).trim())
    .pipe(z.string().max(most))

export const IncomingAddress = z.object({ id: z.uuid() })

export const AssignmentForm = z
  .object({ role: z.enum(['LEAD', 'COOPERATE', 'FOR_INFORMATION']), division: z.uuid().nullable(), post: z.uuid().nullable() })
  .refine((one) => one.division !== null || one.post !== null, { path: ['post'], message: 'assignee' })

/** A leader's directive note with the assignments that it makes. */
export const DirectForm = z.object({
  body: lines(4000).default(''),
  dueOn: z.iso.date().nullable().default(null),
  assignments: z.array(AssignmentForm).max(200),
})
export type DirectForm = z.infer<typeof DirectForm>

/** What the chief of office submits to a leader: the words, and who should handle it by when. */
export const ProposeForm = DirectForm.extend({ leader: z.uuid() })
export type ProposeForm = z.infer<typeof ProposeForm>

/** A document that came on paper or by mail, as the clerk enters it (NĐ 30/2020 art. 22.2, annex IV). */
export const EntryForm = z.object({
  kind: text(60).pipe(z.string().min(1, 'Chưa chọn loại văn bản.')),
  issuingAgency: text(300).pipe(z.string().min(1, 'Chưa ghi cơ quan ban hành.')),
  codeNumber: text(40).default(''),
  codeNotation: text(80).default(''),
  promulgationDate: z.iso.date('Ngày văn bản chưa đúng. Ví dụ: 18/11/2026.').nullable().default(null),
  subject: text(500).pipe(z.string().min(1, 'Chưa ghi trích yếu.')),
  urgency: z.enum(['NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS']).default('NORMAL'),
  classification: text(40).default(''),
  dueOn: z.iso.date('Hạn trả lời chưa đúng. Ví dụ: 30/11 hoặc +5lv.').nullable().default(null),
  signerName: text(120).default(''),
  /** How it came: on paper, or by an electronic way that is no delivery of this platform (mail). */
  paper: z.boolean().default(true),
  paperArrivedOn: z.iso.date('Ngày nhận bản giấy chưa đúng. Ví dụ: 18/11/2026.').nullable().default(null),
  noSecretStamp: z.boolean().default(false),
  duplicateReason: text(300).default(''),
  /** A delivery on paper that was announced by its sender. */
  delivery: z.uuid().nullable().default(null),
})
export type EntryForm = z.infer<typeof EntryForm>
