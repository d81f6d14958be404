import { z } from 'zod'

/** States that the register can be narrowed to, in the order of an arrival's life. */
export const arrivalStates = [
  'ARRIVED',
  'REGISTERED',
  'TO_DIRECT',
  'ASSIGNED',
  'IN_PROGRESS',
  'FINISHED',
  'NOTED',
  'REFUSED',
  'RECALLED',
  'VOIDED',
] as const
const word = (most: number) => z.string().trim().max(most).catch('').default('')

/** The address of the register, every part optional; what cannot be read is left out. */
export const IncomingListAddress = z.object({
  q: word(200),
  trangThai: z
    .enum(['', ...arrivalStates])
    .catch('')
    .default(''),
  loai: word(40),
  han: z.enum(['', 'qua-han']).catch('').default(''),
  truoc: z.uuid().or(z.literal('')).catch('').default(''),
  /** The document that is open beside the list. */
  chon: z.uuid().or(z.literal('')).catch('').default(''),
})
export type IncomingListAddress = z.infer<typeof IncomingListAddress>

/** The address with some parts set anew; the key of the page and what is open are dropped unless among them. */
export function incomingListHref(asked: IncomingListAddress, changes: Partial<IncomingListAddress>): string {
  const parts = Object.entries({ ...asked, truoc: '', chon: '', ...changes }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(parts).toString()
  return query === '' ? '/van-ban/den' : `/van-ban/den?${query}`
}
