import { inspectionWith } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { incomingSymbol } from '../incoming/incoming.ts'
import { incomingList } from '../incoming/list.sql.ts'
import { titleOf } from '../kinds/title.ts'
import { outgoingList } from '../outgoing/list/list.sql.ts'
import { symbolOf } from '../outgoing/outgoing.ts'

type Named = { href: string; symbol: string; subject: string }

/**
 * The documents that were opened in an inspection, each named for who may read it; of the others only the direction, agency and
 * time are known. @throws Refused not-found
 */
export async function openedIn(work: Work, inspection: string) {
  const { readings } = await inspectionWith(work, inspection)
  const ids = (direction: 'IN' | 'OUT') => readings.filter((one) => one.direction === direction).map(({ about }) => about)
  const [sent, came] = [ids('OUT'), ids('IN')]
  const named = new Map<string, Named>()
  for (const one of sent.length > 0 ? await outgoingList(work, { ids: sent }, sent.length) : [])
    named.set(one.id, {
      href: `/van-ban/di/${one.id}`,
      symbol: symbolOf(one) ?? 'Chưa cấp số',
      subject: titleOf(one.kindName, one.subject),
    })
  for (const one of came.length > 0 ? await incomingList(work, { ids: came }, came.length) : [])
    named.set(one.id, {
      href: `/van-ban/den/${one.id}`,
      symbol: incomingSymbol(one) || 'Không số',
      subject: titleOf(one.kindName, one.subject),
    })
  return readings.map((one) => ({ ...one, named: named.get(one.about) ?? null }))
}
export type OpenedShown = Awaited<ReturnType<typeof openedIn>>
