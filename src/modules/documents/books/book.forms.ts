import { z } from 'zod'

const words = (least: number, most: number) => z.string().trim().min(least).max(most)
const whole = z.coerce.number().int()

export const BookAddress = z.object({ id: z.uuid() })

/** A new book: `kinds` empty takes every kind that no other book names. */
export const BookForm = z.object({
  direction: z.enum(['OUT', 'IN']).default('OUT'),
  name: words(1, 200),
  kinds: z.array(z.string().max(20)).max(60).default([]),
})
export type BookForm = z.infer<typeof BookForm>

export const KindsForm = z.object({ kinds: z.array(z.string().max(20)).max(60).default([]) })
/** Where an agency joins in mid-year: the first number that the system gives, and why. */
export const OpeningForm = z.object({ opening: whole.min(1).max(1_000_000), reason: words(1, 500) })
export type OpeningForm = z.infer<typeof OpeningForm>
export const ReasonForm = z.object({ reason: words(1, 500) })
/** A number of a book: 12, or 12a. */
export const NumberKey = z.object({
  year: whole.min(2000).max(2999),
  number: whole.min(1),
  suffix: z
    .string()
    .regex(/^[a-zđ]?$/)
    .default(''),
})
export type NumberKey = z.infer<typeof NumberKey>
export const VoidForm = NumberKey.extend({ reason: words(1, 500) })
export type VoidForm = z.infer<typeof VoidForm>
