import { z } from 'zod'

const members = z.union([z.array(z.uuid()).min(1, 'Chọn ít nhất một nơi nhận.').max(1000), z.uuid().transform((one) => [one])])
export const GroupForm = z.object({
  group: z.uuid().optional(),
  name: z.string().trim().normalize('NFC').min(1).max(120),
  members,
})
export type GroupForm = z.output<typeof GroupForm>
export const GroupEndForm = z.object({ group: z.uuid() })
