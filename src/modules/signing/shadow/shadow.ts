/**
 * What a file can hold that its reader does not see, or that shows something else later, each with what is done about it where the
 * installation says nothing else.
 */
export const usualLevels = {
  script: 'refuse',
  launch: 'refuse',
  'outside-content': 'refuse',
  xfa: 'refuse',
  'outside-action': 'warn',
  // An address shows nothing until it is pressed, and letters written in Word are full of them.
  link: 'ignore',
  'embedded-file': 'warn',
  media: 'warn',
  layer: 'warn',
  form: 'warn',
  redrawn: 'warn',
  annotation: 'warn',
  'covered-text': 'warn',
  'invisible-text': 'warn',
  'off-page': 'warn',
  'odd-font': 'warn',
  'unused-page': 'warn',
  'not-looked': 'warn',
} as const satisfies Record<string, Level>

export const levels = ['refuse', 'warn', 'ignore'] as const
export type Level = (typeof levels)[number]
export type ShadowCode = keyof typeof usualLevels
export const shadowCodes = Object.keys(usualLevels) as [ShadowCode, ...ShadowCode[]]

/** A script is refused wherever a PDF is taken in: no installation lets it pass. */
export const alwaysRefused: readonly ShadowCode[] = ['script']

/** In points from the lower left corner of the page. */
export type Area = { x: number; y: number; width: number; height: number }
/** One thing found. `page` counts from 1, null for the file as a whole; `what`: a few of the words or the name concerned. */
export type ShadowFinding = { code: ShadowCode; page: number | null; area: Area | null; what: string }
export type JudgedFinding = ShadowFinding & { level: 'refuse' | 'warn' }

export type ShadowPolicy = Readonly<Record<ShadowCode, Level>>
export type Differing = readonly { code: string; level: string }[]

const isCode = (code: string): code is ShadowCode => Object.hasOwn(usualLevels, code)
const isLevel = (level: string): level is Level => (levels as readonly string[]).includes(level)

/** The policy in force: the usual one with what the installation set otherwise. */
export function policyWith(set: Differing): ShadowPolicy {
  const policy: Record<ShadowCode, Level> = { ...usualLevels }
  for (const { code, level } of set) {
    if (isCode(code) && isLevel(level) && !alwaysRefused.includes(code)) policy[code] = level
  }
  return policy
}

/** What of the findings is to be shown, the worst first; what the policy ignores is left out. */
export const judgedBy = (findings: readonly ShadowFinding[], policy: ShadowPolicy): JudgedFinding[] =>
  findings
    .flatMap((one) => {
      const level = policy[one.code]
      return level === 'ignore' ? [] : [{ ...one, level }]
    })
    .sort((one, other) => Number(other.level === 'refuse') - Number(one.level === 'refuse'))

const mostOfOne = 10
const mostWords = 80

/** One line per code and page, so that a hundred hidden letters are told once; each with the first place and the first words. */
export function gathered(findings: readonly ShadowFinding[]): ShadowFinding[] {
  const lines = new Map<string, ShadowFinding>()
  for (const one of findings) {
    const key = `${one.code} ${one.page}`
    const line = lines.get(key)
    if (!line) lines.set(key, { ...one, what: one.what.slice(0, mostWords) })
    else if (one.what !== '' && !line.what.includes(one.what)) line.what = `${line.what} ${one.what}`.trim().slice(0, mostWords)
  }
  const counts = new Map<ShadowCode, number>()
  return [...lines.values()].filter(({ code }) => {
    const before = counts.get(code) ?? 0
    counts.set(code, before + 1)
    return before < mostOfOne
  })
}
