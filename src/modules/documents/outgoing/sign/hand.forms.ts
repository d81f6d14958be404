import { z } from 'zod'
import { cleanText } from '#kernel/content.shape.ts'
import type { Source } from '#platform/blobs/received.ts'

/** Who signed on paper and when (yyyy-mm-dd); `noSecretStamp` is ticked by the clerk who looked. */
export const HandForm = z.object({
  signerName: z
    .string()
    .transform((text) => cleanText(text).trim())
    .pipe(z.string().min(1).max(200)),
  signedOn: z.iso.date(),
  noSecretStamp: z.boolean().default(false),
})
export type HandForm = z.infer<typeof HandForm>

export type ScanFile = { name: string; content: Source }
