import type { Colour, PageSeen } from '#platform/ocr/page.ts'

export type DigitisedState = 'WAITING' | 'READ' | 'CONFIRMED' | 'FAILED' | 'STOPPED'
export type DigitisedFailure = 'too-many-pages' | 'unreadable' | 'fault'

/** What was measured of a scan; `tilt` in hundredths of a degree, the page that leans most. */
export type Quality = {
  pages: number
  dpi: number | null
  colour: Colour
  tilt: number
  confidence: number | null
  wordCount: number
}

/** The digital copy of one scan: what the machine made of it, and whether the agency has confirmed it. */
export type Digitised = {
  file: string
  incoming: string
  agency: string
  state: DigitisedState
  failure: DigitisedFailure | null
  sha256: string | null
  size: number | null
  quality: Quality | null
  confirmedAt: Date | null
  confirmedBy: string | null
}

/** Coarsest scan and largest lean that are taken without a remark, and the confidence below which words are doubtful. */
const standard = { dpi: 200, tilt: 200, confidence: 70 }

const worst: readonly Colour[] = ['BLACK_AND_WHITE', 'GREY', 'COLOUR']

/** One figure for a whole scan: its coarsest, least coloured, most leaning page; confidence over all words. */
export function qualityOf(pages: readonly PageSeen[]): Quality {
  const wordCount = pages.reduce((sum, page) => sum + page.words, 0)
  const trusted = pages.reduce((sum, page) => sum + page.words * (page.confidence ?? 0), 0)
  const resolutions = pages.flatMap(({ dpi }) => (dpi === null ? [] : [dpi]))
  return {
    pages: pages.length,
    dpi: resolutions.length === 0 ? null : Math.min(...resolutions),
    colour: worst.find((colour) => pages.some((page) => page.colour === colour)) ?? 'COLOUR',
    tilt: Math.max(0, ...pages.map(({ tilt }) => Math.round(Math.abs(tilt) * 100))),
    confidence: wordCount === 0 ? null : Math.round(trusted / wordCount),
    wordCount,
  }
}

export type Finding = 'coarse' | 'uncoloured' | 'leaning' | 'doubtful' | 'wordless'

/** What a clerk should know before confirming: what annex I asks for and the scan has not, and where the words are doubtful. */
export function findingsOf({ dpi, colour, tilt, confidence }: Quality): Finding[] {
  return [
    ...(dpi !== null && dpi < standard.dpi ? (['coarse'] as const) : []),
    ...(colour === 'COLOUR' ? [] : (['uncoloured'] as const)),
    ...(tilt > standard.tilt ? (['leaning'] as const) : []),
    ...(confidence === null ? (['wordless'] as const) : confidence < standard.confidence ? (['doubtful'] as const) : []),
  ]
}

/** The digital copy by its scan's name: "cv-12.jpg" → "cv-12 (bản số hóa).pdf". */
export const digitisedName = (scan: string): string => `${scan.replace(/\.[^.]+$/u, '')} (bản số hóa).pdf`
