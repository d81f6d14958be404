import { agencyById } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { longTermFaults, longTermFigures, stampingOf } from './long-term.sql.ts'

/** All that the page of time-stamps shows: the authority, figures over all agencies, what failed last. */
export async function longTermView({ tx, clock }: Work) {
  const faults = await longTermFaults(tx)
  const ids = [...new Set(faults.map(({ agency }) => agency))]
  const names = new Map(await Promise.all(ids.map(async (id) => [id, (await agencyById(tx, id))?.name ?? ''] as const)))
  return {
    stamping: await stampingOf(tx),
    figures: await longTermFigures(tx),
    faults: faults.map((one) => ({ ...one, agency: names.get(one.agency) ?? '' })),
    readAt: clock.now.getTime(),
  }
}

export type LongTermView = Awaited<ReturnType<typeof longTermView>>
export type ShownFault = LongTermView['faults'][number]
