import { z } from 'zod'

const nfc = (text: string) => text.normalize('NFC').trim()
const text = (most: number) => z.string().transform(nfc).pipe(z.string().max(most))

export const IncomingAddress = z.object({ id: z.uuid() })

export const AssignmentForm = z
  .object({ role: z.enum(['LEAD', 'COOPERATE', 'FOR_INFORMATION']), division: z.uuid().nullable(), post: z.uuid().nullable() })
  .refine((one) => one.division !== null || one.post !== null, { path: ['post'], message: 'assignee' })

/** A leader's directive note with the assignments that it makes. */
export const DirectForm = z.object({
  body: text(4000).default(''),
  dueOn: z.iso.date().nullable().default(null),
  assignments: z.array(AssignmentForm).max(200),
})
export type DirectForm = z.infer<typeof DirectForm>
