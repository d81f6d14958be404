import { z } from 'zod'
import { cleanLines } from '#kernel/content.shape.ts'

const words = (most: number) =>
  z
    .string()
    .transform((text) => cleanLines(text).trim())
    .pipe(z.string().max(most))

/** Paper sent after the issue: copies, and the row of `paper_basis` in data/refusal-reasons.yaml that allows it. */
export const PaperForm = z.object({
  delivery: z.uuid(),
  copies: z.coerce.number().int().min(1).max(10_000),
  code: z.string().min(1).max(40),
  remark: words(400).default(''),
})
export type PaperForm = z.infer<typeof PaperForm>

/** How people were told who do not read on a screen, and when: at the hamlet's meeting, by loudspeaker, on the notice board. */
export const ToldForm = z.object({ delivery: z.uuid(), on: z.iso.date(), how: words(200).pipe(z.string().min(1)) })
export type ToldForm = z.infer<typeof ToldForm>

/** How a refused or failed delivery was settled without paper. */
export const SettleForm = z.object({ delivery: z.uuid(), how: words(400).pipe(z.string().min(1)) })
export type SettleForm = z.infer<typeof SettleForm>

export const FinishForm = z.object({ outcome: words(1000).default('') })
