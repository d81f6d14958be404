import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fold } from '#kernel/vietnamese.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Names of the parameters that the operation reads; absent: it takes whatever comes. */
    parameters?: readonly string[]
  }
}

/** How other programs call what stands here under another name. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  find: ['q', 'query', 'search', 'keyword', 'term', 'text'],
  before: ['page', 'offset', 'cursor', 'after', 'truoc', 'sau'],
  limit: ['size', 'count', 'top', 'per_page', 'pagesize'],
  from: ['start', 'since', 'tu'],
  to: ['end', 'until', 'den'],
  agency: ['org', 'organ', 'organisation', 'organization', 'co-quan', 'coquan'],
  kind: ['type', 'loai'],
  state: ['status', 'trang-thai'],
}

/** How many signs must be put in, taken out or changed to make one word of the other. */
function steps(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, sign] of [...one].entries()) {
    const next = [at + 1]
    for (let to = 1; to <= other.length; to += 1) {
      const kept = (row[to - 1] ?? 0) + (sign === other[to - 1] ? 0 : 1)
      next.push(Math.min(kept, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** The known name that somebody most likely meant; null when none is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  const typed = fold(name)
  const meant = known.find((one) => elsewhere[one]?.includes(typed))
  if (meant) return meant
  const [best] = known
    .map((one) => ({ one, far: one.toLowerCase().startsWith(typed) && typed.length > 1 ? 0 : steps(typed, one.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far)
  return best && best.far <= Math.max(1, Math.floor(best.one.length / 3)) ? best.one : null
}

export type Unknown = { name: string; message: string }

/**
 * The first name that is not known, in words: which, which was meant, which there are. Null when all are known.
 * `what` is how such a name is called: a parameter of the address, a field of the body.
 */
export function unknownIn(names: readonly string[], known: readonly string[], what = 'tham số'): Unknown | null {
  const name = names.find((one) => !known.includes(one))
  if (name === undefined) return null
  const said = name.slice(0, 60)
  if (known.length === 0) return { name: said, message: `Không có ${what} "${said}": thao tác này không nhận ${what} nào.` }
  const meant = nearest(name, known)
  const offer = meant ? ` Có phải "${meant}"?` : ''
  return { name: said, message: `Không có ${what} "${said}".${offer} Các ${what} nhận được: ${known.join(', ')}.` }
}

/** What of an address was not read as it stands: an unknown name, or a value in whose place another was taken. Null: all was read. */
export function misread(given: Readonly<Record<string, string>>, read: Readonly<Record<string, unknown>>): string | null {
  const unknown = unknownIn(Object.keys(given), Object.keys(read))
  if (unknown) return unknown.message
  const name = Object.keys(given).find((one) => String(read[one] ?? '') !== given[one])
  return name === undefined ? null : `Không đọc được tham số "${name}": "${given[name]?.slice(0, 60)}".`
}

/** The names that a shape of parameters reads; null when it is no object. */
export const namesOf = (shape: unknown): readonly string[] | null =>
  shape instanceof z.ZodObject ? Object.keys(shape.shape) : null

/** Thrown for a parameter that an operation does not know: answering as if it had not been asked would be another answer. */
export function refuseUnknown(request: FastifyRequest): void {
  const known = request.routeOptions.config.parameters
  const fault = known && unknownIn(Object.keys(request.query ?? {}), known)
  if (fault) throw unknownName(fault)
}

/** Thrown for a name that nothing reads; problem.ts makes a 400 of it. */
export const unknownName = (fault: Unknown) => Object.assign(new Error('unknown name'), { code: 'unknown-name', fault })
