import { z } from 'zod'

const named = {
  name: z.string().max(120),
  symbol: z.string().max(20).regex(/^\S+$/, 'Ký hiệu viết liền, không có dấu cách.'),
}
export const DivisionForm = z.object(named)
export const DivisionEditForm = z.object({ division: z.uuid(), ...named })
export const DivisionEndForm = z.object({ division: z.uuid() })
