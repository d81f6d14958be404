import { z } from 'zod'
import type { Hole } from '#platform/pdf/typeset.ts'

/** The places of an uploaded PDF that the document's life fills: number, date, signature of the person, seal of the agency. */
export const boxNames = ['number', 'day', 'month', 'year', 'person', 'agency'] as const
export type BoxName = (typeof boxNames)[number]

export const boxLabels: Record<BoxName, string> = {
  number: 'Số',
  day: 'Ngày',
  month: 'Tháng',
  year: 'Năm',
  person: 'Chữ ký',
  agency: 'Dấu cơ quan',
}

/** Number and signature are never printed beforehand; month and year of the date may be. */
export const mayBePrinted: readonly BoxName[] = ['month', 'year']

/** The furthest that a page of ours reaches, in PDF points: A0. */
export const furthest = 3400
const length = z.number().min(0).max(furthest)

/** One box in PDF points from the lower left corner of its page; width 0: printed in the file already. */
export const Box = z.object({
  name: z.enum(boxNames),
  page: z.int().min(1).max(5000),
  x: length,
  y: length,
  width: length,
  height: length,
})
export type Box = z.infer<typeof Box>

export const Boxes = z
  .array(Box)
  .length(boxNames.length)
  .refine((boxes) => boxNames.every((name) => boxes.some((box) => box.name === name)))
  .refine((boxes) => boxes.every((box) => box.width > 0 || mayBePrinted.includes(box.name)))
export type Boxes = z.infer<typeof Boxes>

export type PageSize = { width: number; height: number }

/** The first box that does not lie whole on a page of the file, or null. */
export const outside = (boxes: readonly Box[], pages: readonly PageSize[]): Box | null =>
  boxes.find((box) => {
    const page = pages[box.page - 1]
    return !page || box.x + box.width > page.width || box.y + box.height > page.height
  }) ?? null

const dated: readonly BoxName[] = ['day', 'month', 'year']

/** The boxes as places to be prepared for signing, with the two for archive time-stamps that nobody sees. */
export function holesOf(boxes: Boxes): Hole[] {
  const seen = boxes.map(({ name, ...place }) =>
    name === 'number' || dated.includes(name) ? { name, ...place, italic: name !== 'number' } : { name, ...place },
  )
  const unseen = ['archive1', 'archive2'].map((name) => ({ name, page: 1, x: 0, y: 0, width: 0, height: 0 }))
  return [...seen, ...unseen]
}
