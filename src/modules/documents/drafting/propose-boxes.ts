import type { Box, Boxes, BoxName } from './boxes.ts'
import { type ReadPdf, type Stretch, stretchesOf } from './read-pdf.ts'

/** Sizes that our own typesetting uses, in points (NĐ 30/2020, phụ lục I: signature, and the seal over its left third). */
const sizes = { number: [30, 16], day: [20, 17], month: [20, 17], year: [32, 17], person: [130, 70], agency: [96, 96] } as const
/** How far below the line of writing a box begins. */
const below = 4

type Place = { page: number; x: number; y: number; width: number; height: number }
const tenth = (value: number) => Math.round(value * 10) / 10
const box = (name: BoxName, { page, x, y, width, height }: Place): Box => ({
  name,
  page,
  x: tenth(Math.max(0, x)),
  y: tenth(Math.max(0, y)),
  width: tenth(width),
  height: tenth(height),
})

/** The place between two signs of a line; null when something is printed there. */
function between(stretch: Stretch, from: number, to: number): { x: number; width: number } | null {
  const printed = /[\p{L}\d]/u.test(stretch.text.slice(from, to))
  const x = stretch.starts[from] ?? stretch.x
  return printed ? null : { x, width: (stretch.starts[to] ?? x) - x }
}

/** After "Số:" and before the slash of the symbol. */
function numberPlace(stretches: readonly Stretch[], page: { width: number; height: number }): Place {
  const [width, height] = sizes.number
  const line = stretches.find((one) => /^\s*Số\s*:/u.test(one.text))
  if (!line) return { page: 1, x: page.width * 0.2, y: page.height * 0.86, width, height }
  const from = line.text.indexOf(':') + 1
  const slash = line.text.indexOf('/', from)
  const free = slash < 0 ? null : between(line, from, slash)
  const x = line.starts[from] ?? line.x + line.width
  return { page: 1, x: x + 2, y: line.y - below, width: free && free.width > 12 ? free.width - 3 : width, height }
}

type Dated = Record<'day' | 'month' | 'year', Place>

/** The three gaps of "…, ngày    tháng    năm    "; what is printed there already gets a box of no width. */
function datePlaces(stretches: readonly Stretch[], page: { width: number; height: number }): Dated {
  const line = stretches.find((one) => /ngày.*tháng.*năm/iu.test(one.text))
  const y = line ? line.y - below : page.height * 0.86
  const fallback = { day: 0.62, month: 0.74, year: 0.85 }
  const at = (name: keyof Dated, from: number, to: number): Place => {
    const [width, height] = sizes[name]
    if (!line) return { page: 1, x: page.width * fallback[name], y, width, height }
    const free = between(line, from, to)
    if (!free)
      return name === 'day'
        ? { page: 1, x: line.starts[from] ?? line.x, y, width, height }
        : { page: 1, x: 0, y: 0, width: 0, height: 0 }
    return { page: 1, x: free.x + 1, y, width: free.width > 10 ? free.width - 2 : width, height }
  }
  const text = line?.text ?? ''
  const [day, month, year] = ['ngày', 'tháng', 'năm'].map((word) => text.toLocaleLowerCase('vi').indexOf(word))
  const end = (start: number | undefined, word: string) => (start ?? 0) + word.length
  return {
    day: at('day', end(day, 'ngày'), month ?? 0),
    month: at('month', end(month, 'tháng'), year ?? 0),
    year: at('year', end(year, 'năm'), text.length),
  }
}

/** Above the signer's name on the last page, else at the right of "Nơi nhận", else at the foot. */
function personPlace(read: ReadPdf, signer: string | null): Place {
  const [width, height] = sizes.person
  const page = read.pages.length
  const last = read.pages.at(-1) ?? { width: 595, height: 842, pieces: [], said: [] }
  const stretches = stretchesOf(last)
  const name = signer ? stretches.findLast((one) => one.text.trim() === signer) : undefined
  if (name) return { page, x: name.x + name.width / 2 - width / 2, y: name.y + name.height + 4, width, height }
  const places = stretches.find((one) => /^Nơi nhận\s*:/u.test(one.text.trim()))
  const y = places ? places.y - height - 24 : 120
  return { page, x: last.width * 0.58, y: Math.max(30, y), width, height }
}

/** Where number, date, signature and seal seem to belong: a proposal that the drafter looks at and moves. */
export function proposedBoxes(read: ReadPdf, signer: string | null): Boxes {
  const first = read.pages[0] ?? { width: 595, height: 842, pieces: [], said: [] }
  const stretches = stretchesOf(first)
  const person = personPlace(read, signer)
  const [width, height] = sizes.agency
  const agency = { ...person, x: person.x - width * 0.55, y: Math.max(0, person.y - 13), width, height }
  const dated = datePlaces(stretches, first)
  return [
    box('number', numberPlace(stretches, first)),
    box('day', dated.day),
    box('month', dated.month),
    box('year', dated.year),
    box('person', person),
    box('agency', agency),
  ]
}
