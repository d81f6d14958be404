import { z } from 'zod'
import { parseDate } from '#kernel/vietnamese.ts'

const words = (least: number, most: number) => z.string().trim().min(least).max(most)
const day = z.iso.date().nullable().default(null)

/** A row that a province writes itself: what the named row of a text says, with another value (0 to 100) and last day. */
const OwnRow = z.object({ basedOn: z.string().max(20), value: z.number().min(0).max(100), deadline: day })
export type OwnRow = z.output<typeof OwnRow>

/** What is adopted over the API: a roadmap of the texts by its id, or the province's own rows under a title. */
export const AdoptBody = z
  .object({
    roadmap: words(1, 60).optional(),
    title: words(5, 300).optional(),
    rows: z.array(OwnRow).min(1).max(200).optional(),
    legalBasis: words(5, 300),
    from: day,
    until: day,
  })
  .refine((body) => (body.roadmap === undefined) !== (body.title === undefined || body.rows === undefined), {
    error: 'Nêu một lộ trình có sẵn (roadmap), hoặc tên và các chỉ tiêu của lộ trình của tỉnh (title, rows).',
    path: ['roadmap'],
  })
export const EndBody = z.object({ until: z.iso.date() })
export const RoadmapPlace = z.object({ roadmap: words(1, 60) })

/** The same as people type it: days as 31/12/2026, values with a comma. */
export const AdoptForm = z.object({
  roadmap: words(1, 60).optional(),
  title: words(5, 300).optional(),
  legalBasis: words(5, 300),
  from: words(1, 20).optional(),
  until: words(1, 20).optional(),
})
export const EndForm = z.object({ roadmap: words(1, 60), until: words(1, 20) })

/** A typed share, "92,5": 0 to 100 with at most four places; null when it is none. */
function shareTyped(typed: string): number | null {
  const value = /^\d{1,3}([.,]\d{1,4})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN
  return value >= 0 && value <= 100 ? value : null
}

const typedIn = (form: FormData, field: string): string => String(form.get(field) ?? '').trim()

/**
 * The province's own rows as typed beside the rows of the texts: fields `value.ID` and `deadline.ID`; without a value a row is
 * left out. Errors by field.
 */
export function ownRowsTyped(
  form: FormData,
  ids: readonly string[],
  today: string,
): { rows: OwnRow[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const rows = ids.flatMap((id) => {
    const [value, deadline] = [typedIn(form, `value.${id}`), typedIn(form, `deadline.${id}`)]
    if (value === '' && deadline === '') return []
    const share = shareTyped(value)
    if (share === null) errors[`value.${id}`] = 'Ghi mức từ 0 đến 100 (%), ví dụ 92,5.'
    const last = deadline === '' ? null : parseDate(deadline, today)
    if (deadline !== '' && last === null) errors[`deadline.${id}`] = 'Ghi ngày dạng 31/12/2026.'
    return [{ basedOn: id, value: share ?? 0, deadline: last }]
  })
  return { rows, errors }
}
