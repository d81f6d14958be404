import { z } from 'zod'

const states = [
  'DRAFT',
  'RETURNED',
  'REVIEWING',
  'TO_SIGN',
  'SIGNED',
  'NUMBERED',
  'SEALED',
  'ISSUED',
  'RECALL_REQUESTED',
  'RECALLED',
  'REPLACED',
  'VOIDED',
] as const
const word = (most: number) => z.string().trim().max(most).catch('').default('')

/** The address of the list, every part optional; what cannot be read is left out. */
export const ListAddress = z.object({
  q: word(200),
  trangThai: z
    .enum(['', ...states])
    .catch('')
    .default(''),
  hinhThuc: z.enum(['', 'E', 'H', 'P']).catch('').default(''),
  loai: word(40),
  tu: word(20),
  den: word(20),
  truoc: z.uuid().or(z.literal('')).catch('').default(''),
})
export type ListAddress = z.infer<typeof ListAddress>

/** States that the list can be narrowed to, in the order of a document's life. */
export const listStates = states

/** The address with some parts set anew; the key of the page is dropped unless it is among them. */
export function addressOf(base: string, asked: ListAddress, changes: Partial<ListAddress>): string {
  const parts = Object.entries({ ...asked, truoc: '', ...changes }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(parts).toString()
  return query === '' ? base : `${base}?${query}`
}
