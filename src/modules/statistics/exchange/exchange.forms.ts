import { z } from 'zod'
import { periodOf } from '../periods/period.ts'
import type { Scope } from './measures.ts'
import { matters, openable } from './report.sql.ts'

/** Scopes in the addresses of pages, and in those of the API and the command line. */
export const scopeNames = {
  'giua-co-quan': 'BETWEEN',
  'noi-bo': 'INTERNAL',
  'ben-ngoai': 'EXTERNAL',
  'tat-ca': 'ALL',
  'len-chinh-phu': 'TO_GOVERNMENT',
  'len-tinh': 'TO_PROVINCE',
  'len-huyen': 'TO_DISTRICT',
} as const satisfies Record<string, Scope>
export type ScopeName = keyof typeof scopeNames
const names = Object.keys(scopeNames) as [ScopeName, ...ScopeName[]]
export const scopeName = (scope: Scope): ScopeName => names.find((name) => scopeNames[name] === scope) ?? 'giua-co-quan'

export const ApiScope = z.enum(['internal', 'between', 'external', 'all'])
export const scopeOf = (scope: z.infer<typeof ApiScope>): Scope => scope.toUpperCase() as Scope

export const isPeriod = (code: string): boolean => {
  try {
    return periodOf(code).code === code
  } catch {
    return false
  }
}
const id = z.uuid().nullable().catch(null)

/** Address of the dashboard. What cannot be read is left at its usual value: an address typed by hand still opens. */
export const ExchangeAddress = z.object({
  /** Code of the period; null: the current month. */
  ky: z.string().refine(isPeriod).nullable().catch(null),
  'pham-vi': z.enum(names).catch('giua-co-quan'),
  'co-quan': id,
  xep: z.enum(['thap', 'cao', 'tang']).catch('thap'),
  mo: id,
})
export type ExchangeAddress = z.infer<typeof ExchangeAddress>

/** Key of the last row of the page before: day_identity. */
const after = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d_[0-9a-f-]{36}$/)
  .nullable()
  .catch(null)

/** Address of the list behind a figure; `chot` names a closed version. */
export const BehindAddress = ExchangeAddress.extend({ cot: z.enum(openable).catch('documents'), sau: after, chot: id })
export type BehindAddress = z.infer<typeof BehindAddress>

/** Address of the list of what needs a person. */
export const MatterAddress = z.object({ viec: z.enum(matters).catch('failed'), sau: after })
export type MatterAddress = z.infer<typeof MatterAddress>

/** Form that closes the period of the page. */
export const CloseForm = z.object({
  ky: z.string().refine(isPeriod, { error: 'Kỳ báo cáo không đúng.' }),
  lyDo: z.string().max(500).default(''),
})
