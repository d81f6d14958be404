import { z } from 'zod'
import { cleanLines } from '#kernel/content.shape.ts'

const words = (most: number) =>
  z
    .string()
    .transform((text) => cleanLines(text).trim())
    .pipe(z.string().max(most))

/** A recall is always asked for with its reason (NĐ 30 art. 18.3): a row of `recall` in data/refusal-reasons.yaml and words. */
export const AskRecallForm = z.object({ code: z.string().min(1).max(40), remark: words(1000).default('') })
export type AskRecallForm = z.infer<typeof AskRecallForm>

/** 15: agreed, the content is frozen here; 16: not agreed, with a row of `recall_refusal`. */
export const AnswerRecallForm = z
  .object({ answer: z.enum(['15', '16']), code: z.string().max(40).default(''), remark: words(1000).default('') })
  .refine((form) => form.answer === '15' || form.code !== '', { path: ['code'], message: 'Chọn lý do không đồng ý.' })
export type AnswerRecallForm = z.infer<typeof AnswerRecallForm>

/** What the sender enters for paper copies, or for a recipient without the system. `on` is yyyy-mm-dd. */
export const EnterRecallForm = z.object({
  delivery: z.uuid(),
  answer: z.enum(['15', '16']).default('15'),
  on: z.iso.date(),
  by: words(200).pipe(z.string().min(1)),
})
export type EnterRecallForm = z.infer<typeof EnterRecallForm>
