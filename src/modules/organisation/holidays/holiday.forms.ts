import { z } from 'zod'

const words = (most: number) => z.string().trim().normalize('NFC').min(1).max(most)
const day = z.string().max(20)

/** A day off by law, or instead of one that fell on a day of rest. */
export const DayOffForm = z.object({ date: day, type: z.enum(['holiday', 'substitute']), name: words(120), basis: words(200) })
export type DayOffForm = z.output<typeof DayOffForm>

/** Hoán đổi: a working day off, and the day of rest that is worked instead. */
export const SwapForm = z.object({ off: day, work: day, basis: words(200) })
export type SwapForm = z.output<typeof SwapForm>

/** One day of the list, by its key, with why it changes. */
export const OneDayForm = z.object({ day: z.iso.date(), basis: words(200) })
export type OneDayForm = z.output<typeof OneDayForm>

export const YearForm = z.object({ year: z.coerce.number().int().min(2000).max(2999), basis: words(200) })
export type YearForm = z.output<typeof YearForm>
