import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const bounds = z.tuple([z.number(), z.number().nullable()])
const Measured = z.object({ law: bounds, value: z.number() })
const Element = z.object({
  clause: z.string(),
  law: z.tuple([z.number(), z.number()]),
  size: z.number(),
  weight: z.enum(['regular', 'bold']),
  style: z.enum(['normal', 'italic']),
  case: z.enum(['upper', 'as-is']),
})
const Stamp = z.object({ words: z.string(), width: z.number(), height: z.number() })

/** The layout of administrative documents: what the decree allows and what is printed (data/layout.yaml). */
const LayoutLaw = z.object({
  page: z.object({
    clause: z.string(),
    width: z.number(),
    height: z.number(),
    top: Measured,
    bottom: Measured,
    left: Measured,
    right: Measured,
  }),
  paragraph: z.object({ clause: z.string(), indent: Measured, gap: Measured, lines: Measured }),
  elements: z.record(z.string(), Element),
  rules: z.record(z.string(), Measured.extend({ clause: z.string() })),
  'letter-subject-gap': z.number(),
  urgency: z.object({ clause: z.string(), colour: z.string(), URGENT: Stamp, VERY_URGENT: Stamp, EXPRESS: Stamp }),
  circulation: z.record(z.string(), z.string()),
  words: z.record(z.string(), z.string()),
})
export type LayoutLaw = z.infer<typeof LayoutLaw>

const place = new URL('../../../data/layout.yaml', import.meta.url)

/** As it stands in data/layout.yaml. */
export const layoutLaw: LayoutLaw = LayoutLaw.parse(parse(readFileSync(place, 'utf8')))

/** A word of the layout: "Kính gửi:". @throws Error when the data lack it: a fault of ours */
export function layoutWords(name: string, filled: Readonly<Record<string, string>> = {}): string {
  const words = layoutLaw.words[name]
  if (words === undefined) throw new Error(`data/layout.yaml lacks the words "${name}"`)
  return words.replace(/\{(\w+)\}/gu, (whole, key: string) => filled[key] ?? whole)
}

export const layoutLawJson = JSON.stringify(layoutLaw)
