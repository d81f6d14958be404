/** "18/1/2018", "18-1-18", "18012018" → "2018-01-18"; null when it is no day of the calendar. Never month first. */
export function isoOf(words: string): string | null {
  const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\s*$/.exec(words) ?? /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(words)
  if (!parts) return null
  const [, day, month, year] = parts
  if (!day || !month || !year) return null
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}

/** "2018-01-18" → "18/01/2018" */
export const vietnameseOf = (iso: string): string => iso.slice(0, 10).split('-').toReversed().join('/')
