import type { Clock } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'

/** A typed day as yyyy-mm-dd; empty gives `otherwise`. @throws Refused bad-input about `field` when it is no day */
export function dayTyped<Otherwise extends string | null>(
  typed: string | undefined,
  { clock, field, otherwise }: { clock: Clock; field: string; otherwise: Otherwise },
): string | Otherwise {
  if (typed === undefined) return otherwise
  const day = parseDate(typed, clock.today)
  if (!day) throw new Refused('bad-input', field)
  return day
}
