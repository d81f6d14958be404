import { z } from 'zod'
import { cleanLines } from '#kernel/content.shape.ts'

/** Which ended recipient (its agency), who gets the document instead (null: nobody), and why. */
export const RedirectForm = z.object({
  recipient: z.uuid(),
  to: z.uuid().nullable(),
  reason: z
    .string()
    .transform((text) => cleanLines(text).trim())
    .pipe(z.string().min(1).max(500)),
})
export type RedirectForm = z.infer<typeof RedirectForm>
