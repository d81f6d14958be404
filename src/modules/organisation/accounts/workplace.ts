import { formatDate } from '#kernel/vietnamese.ts'

/** A place from which a person may work now: an own post, or another's post for which they act until `until`. */
export type Workplace = {
  /** The post that is chosen: the own one, or the one acted for. */
  id: string
  /** The own post from which the work is done. */
  post: string
  onBehalfOf: string | null
  position: string
  agencyName: string
  /** Name of the person acted for. */
  forName: string | null
  kind: 'DELEGATION' | 'FOR_HEAD' | null
  until: Date | null
}

/** "Giám đốc, Sở Tài chính", and for whom and until when when it is another's post. */
export function workplaceWords({ position, agencyName, forName, kind, until }: Workplace): string {
  const place = `${position}, ${agencyName}`
  if (!forName || !until) return place
  // It runs to the midnight after its last day.
  const lastDay = new Date(until.getTime() - 1000)
  return `${kind === 'FOR_HEAD' ? 'KT.' : 'Được ủy quyền thay'} ${forName} (${place}) đến ${formatDate(lastDay)}`
}
