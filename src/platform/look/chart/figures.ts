import { formatRate } from '#kernel/vietnamese.ts'

const formats = new Map<number, Intl.NumberFormat>()
const formatOf = (digits: number): Intl.NumberFormat => {
  const known = formats.get(digits)
  if (known) return known
  const made = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  formats.set(digits, made)
  return made
}

/** Per cent without its sign, decimal comma: 87.4 → "87,4". With `digits` 0 a fraction still shows: 62.5 → "62,5". */
export const rate = (percent: number, digits: 0 | 1 = 1): string =>
  digits === 0 && percent % 1 === 0 ? formatOf(0).format(percent) : formatRate(percent)

/** A difference in points: 2.6 → "2,6". */
export const points = (difference: number): string => formatOf(1).format(difference)

/** Thousands with points: 14086 → "14.086". */
export const count = (whole: number): string => formatOf(0).format(whole)
