import type { RecipientForm } from '#documents'
import { instantAt } from '#kernel/calendar.ts'
import type { GivenFile } from '../src/modules/documents/drafting/look-at.ts'
import type { Body } from './organisation.ts'
import { annexFile, annexText } from './papers.ts'
import type { Pattern } from './province.ts'
import type { Stage } from './stage.ts'

/** One document that an agency will write: which pattern, when it is issued, about what. */
export type Plan = {
  body: Body
  pattern: Pattern
  at: Date
  field: string
  inside: boolean
  /** Set where the scene says it: the incoming document answered, the issued one replaced, how it goes, to whom, who drafts and signs. */
  answering?: string
  replacing?: string
  mode?: RecipientForm['mode']
  to?: readonly string[]
  drafter?: string
  signer?: string
  /** What hangs on it. */
  files?: readonly GivenFile[]
}

type Share = { patterns: 'committee' | 'department' | 'commune' | 'other'; year: number; inside: number }

/** How much a body writes in a year, and of what. */
function shareOf({ described: { code, level, kind } }: Body): Share {
  if (code === 'H99') return { patterns: 'committee', year: 74, inside: 14 }
  if (code === 'H99.11') return { patterns: 'department', year: 44, inside: 16 }
  if (code === 'H99.13') return { patterns: 'department', year: 30, inside: 0 }
  if (level === 'COMMUNE') return { patterns: 'commune', year: 10, inside: 0 }
  if (kind === 'STATE') return { patterns: 'department', year: 20, inside: 0 }
  return { patterns: 'other', year: 6, inside: 0 }
}

/** Who writes: bodies in force with a clerk to number and a head to sign. */
export const writing = ({ seated }: Stage): Body[] =>
  [...seated.bodies.values()].filter(({ clerk, head, described }) => clerk && head && described.until === null)

/**
 * What is written on the days given, in the order of issue. `scale` is the share of a year's documents that is made.
 * Every body's documents stand apart in time, so that dates along its books never fall.
 */
export function planned(stage: Stage, days: readonly string[], scale: number): Plan[] {
  const { chance, texts } = stage
  const annex = annexFile('Phụ lục số liệu', annexText)
  const instant = () => instantAt(chance.of(days), chance.whole(9 * 60 + 30, 16 * 60 + 40))
  const plans = writing(stage).flatMap((body) => {
    const share = shareOf(body)
    const times = (count: number) => Array.from({ length: Math.round(count * scale) }, instant)
    const outward = times(share.year).map((at, index): Plan => {
      const patterns = texts[share.patterns]
      const pattern = patterns[index % patterns.length] ?? chance.of(patterns)
      const files = chance.percent(2) ? { files: [annex] } : {}
      return { body, pattern, at, field: chance.of(texts.fields), inside: false, ...files }
    })
    const inward = times(share.inside).map(
      (at): Plan => ({ body, pattern: chance.of(texts.inside), at, field: chance.of(texts.fields), inside: true }),
    )
    return [...outward, ...inward]
  })
  return plans.sort((a, b) => a.at.getTime() - b.at.getTime())
}
