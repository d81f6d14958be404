import { z } from 'zod'

const named = {
  name: z.string().trim().normalize('NFC').min(1).max(120),
  symbol: z.string().normalize('NFC').max(20).regex(/^\S+$/, 'Ký hiệu viết liền, không có dấu cách.'),
}
export const DivisionForm = z.object(named)
export const DivisionEditForm = z.object({ division: z.uuid(), ...named })
export const DivisionEndForm = z.object({ division: z.uuid() })
