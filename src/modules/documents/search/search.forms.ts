import { z } from 'zod'

const text = z.string().trim().max(200).catch('').default('')

/** The address of a search, every part optional; what cannot be read is left out. */
export const SearchAddress = z.object({
  q: text,
  coQuan: text,
  loai: z.string().max(40).catch('').default(''),
  huong: z.enum(['', 'OUT', 'IN']).catch('').default(''),
  tu: text,
  den: text,
  truoc: z.uuid().nullable().catch(null).default(null),
})
export type SearchAddress = z.infer<typeof SearchAddress>
