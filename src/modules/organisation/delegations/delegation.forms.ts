import { z } from 'zod'

export const DelegationForm = z.object({
  fromPost: z.uuid(),
  toPost: z.uuid(),
  kind: z.enum(['DELEGATION', 'FOR_HEAD']),
  firstDay: z.string(),
  lastDay: z.string(),
  reason: z.string().normalize('NFC').max(300).default(''),
})
export type DelegationForm = z.output<typeof DelegationForm>
export const DelegationEndForm = z.object({ delegation: z.uuid() })
