import type { Box, Boxes, BoxName } from './boxes.ts'
import { boxNames, mayBePrinted, Boxes as Shape } from './boxes.ts'

const pointsPerMm = 72 / 25.4

/** A box as people measure it: millimetres from the left and the upper edge of the page. `printed`: in the file already. */
export type BoxFields = { page: string; left: string; top: string; width: string; height: string; printed: boolean }
export type BoxesFields = Record<BoxName, BoxFields>

const mm = (points: number) => (Math.round((points / pointsPerMm) * 10) / 10).toString().replace('.', ',')
const points = (typed: string) => Number(typed.trim().replace(',', '.')) * pointsPerMm

/** Points rounded so that what was read comes back as what was typed. */
const rounded = (value: number) => Math.round(value * 100) / 100

export function fieldsOfBox(box: Box, pageHeight: number): BoxFields {
  return {
    page: String(box.page),
    left: mm(box.x),
    top: mm(pageHeight - box.y - box.height),
    width: mm(box.width),
    height: mm(box.height),
    printed: box.width === 0,
  }
}

/** The fields of every box; `heights` are the pages' in points, the first one first. */
export const fieldsOf = (boxes: Boxes, heights: readonly number[]): BoxesFields =>
  Object.fromEntries(boxes.map((box) => [box.name, fieldsOfBox(box, heights[box.page - 1] ?? heights[0] ?? 0)])) as BoxesFields

/** What a posted form says of the boxes, as typed. */
export function typedBoxes(form: FormData): BoxesFields {
  const value = (name: string) => {
    const typed = form.get(name)
    return typeof typed === 'string' ? typed : ''
  }
  const fields = boxNames.map((name) => {
    const of = (part: string) => value(`${name}.${part}`)
    const box = { page: of('page'), left: of('left'), top: of('top'), width: of('width'), height: of('height') }
    return [name, { ...box, printed: of('printed') === 'yes' }]
  })
  return Object.fromEntries(fields) as BoxesFields
}

function boxFrom(name: BoxName, fields: BoxFields, heights: readonly number[]): Box | null {
  if (fields.printed && mayBePrinted.includes(name)) return { name, page: 1, x: 0, y: 0, width: 0, height: 0 }
  const page = Number(fields.page)
  const pageHeight = heights[page - 1]
  const [left, top, width, height] = [fields.left, fields.top, fields.width, fields.height].map(points)
  if (pageHeight === undefined || left === undefined || top === undefined || !width || !height) return null
  const box = {
    name,
    page,
    x: rounded(left),
    y: rounded(pageHeight - top - height),
    width: rounded(width),
    height: rounded(height),
  }
  return Object.values(box).every((one) => typeof one === 'string' || (Number.isFinite(one) && one >= 0)) ? box : null
}

/** The boxes that the fields mean, or the name of the first one that is no box. */
export function boxesFrom(
  fields: BoxesFields,
  heights: readonly number[],
): { boxes: Boxes; wrong: null } | { boxes: null; wrong: BoxName } {
  const boxes: Box[] = []
  for (const name of boxNames) {
    const box = boxFrom(name, fields[name], heights)
    if (!box) return { boxes: null, wrong: name }
    boxes.push(box)
  }
  const parsed = Shape.safeParse(boxes)
  return parsed.success ? { boxes: parsed.data, wrong: null } : { boxes: null, wrong: 'number' }
}
