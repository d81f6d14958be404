import type { Content } from '#kernel/content.ts'
import { type Checkable, type Fault, type Fix, isKept, rules } from './layout-rules.ts'
import { betterContent, withoutEnding, withoutPrinted } from './layout-text.ts'
import { renumbered } from './numbering.ts'

export { type Checkable, type CheckedPart, type Fault, type Fix, fixes } from './layout-rules.ts'
export type Verdict = { passed: number; faults: Fault[] }

const most = 20

/** Kiểm tra thể thức: how many rules hold, and what is to be put right. */
export function layoutChecks(of: Checkable): Verdict {
  const faults = rules
    .filter((rule) => !rule.right(of))
    .map(({ key, part, clause, hint, words, found, fix }): Fault => {
      const said = { key, part, clause, level: hint ? 'hint' : 'fault', words: words(of) } as const
      return { ...said, found: (found?.(of) ?? []).slice(0, most), ...(fix ? { fix } : {}) }
    })
  return { passed: rules.length - faults.length, faults }
}

/** Both verdicts as one: of the form, and of the file that was uploaded as its text. */
export const bothVerdicts = (one: Verdict, other: Verdict | null): Verdict =>
  other === null ? one : { passed: one.passed + other.passed, faults: [...one.faults, ...other.faults] }

/** The text as "Sửa giúp" would have it. */
export function fixedContent(content: Content, fix: Fix): Content {
  switch (fix) {
    case 'numbers':
      return renumbered(content)
    case 'ending':
      return withoutEnding(content)
    case 'printed':
      return withoutPrinted(content)
    case 'symbols':
    case 'dates':
    case 'capitals':
      return betterContent(content, fix)
    default:
      return content
  }
}

/** "Nơi nhận" with its last line "Lưu: VT, NS" put right. */
export function fixedPlaces(places: readonly string[], unit: string): string[] {
  return [...places.filter((line) => line.trim() !== '' && !isKept(line)), `Lưu: VT, ${unit}`]
}

/** A subject without "V/v" before and signs behind it. */
export const fixedSubject = (subject: string): string =>
  subject
    .trim()
    .replace(/^(V\/v|Về việc)\s+/iu, '')
    .replace(/[\s.;,:]+$/u, '')
