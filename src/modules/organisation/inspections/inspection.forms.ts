import { z } from 'zod'
import { cleanText } from '#kernel/content.shape.ts'

const text = (most: number) =>
  z
    .string()
    .transform((typed) => cleanText(typed).trim())
    .pipe(z.string().max(most))

export const InspectionForm = z.object({
  /** The inspector's post. */
  post: z.uuid('Chưa chọn người thanh tra.'),
  /** A form with one tick sends one word, not a list. */
  agencies: z.union([z.array(z.uuid()).max(500), z.uuid().transform((one) => [one])]).default([]),
  decision: text(100).pipe(z.string().min(1, 'Chưa ghi số quyết định.')),
  decidedOn: z.string(),
  about: text(300).default(''),
  firstDay: z.string(),
  lastDay: z.string(),
})
export type InspectionForm = z.output<typeof InspectionForm>
export const InspectionEndForm = z.object({ inspection: z.uuid() })
export const InspectionAddress = z.object({ id: z.uuid() })
