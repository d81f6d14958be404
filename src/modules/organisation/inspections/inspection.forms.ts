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
  agencies: z.array(z.uuid()).max(500).default([]),
  decision: text(100).pipe(z.string().min(1, 'Chưa ghi số quyết định.')),
  decidedOn: z.string(),
  about: text(300).default(''),
  firstDay: z.string(),
  lastDay: z.string(),
})
export type InspectionForm = z.output<typeof InspectionForm>
export const InspectionEndForm = z.object({ inspection: z.uuid() })
export const InspectionAddress = z.object({ id: z.uuid() })
