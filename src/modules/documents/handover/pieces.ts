import type { Role } from '#kernel/actor.ts'
import type { Proposal } from '../incoming/incoming.ts'

/** What somebody in a post may still hold when they go, in the order in which people read it. */
export const pieces = ['draft', 'sign', 'review', 'direct', 'proposed', 'do', 'given', 'read', 'recipient'] as const
export type Piece = (typeof pieces)[number]
export type Count = Partial<Record<Piece, number>>

export const pieceWords: Record<Piece, string> = {
  draft: 'Văn bản đang soạn, chưa phát hành',
  sign: 'Văn bản chờ người này ký',
  review: 'Lượt duyệt trong luồng ký',
  direct: 'Văn bản đến chờ cho ý kiến',
  proposed: 'Được đề xuất xử lý',
  do: 'Việc được giao chưa xong',
  given: 'Việc đã giao cho người khác, chờ xác nhận',
  read: 'Văn bản nội bộ chưa đọc, chưa xử lý xong',
  recipient: 'Là nơi nhận của văn bản chưa phát hành',
}

export const total = (count: Count): number => pieces.reduce((sum, piece) => sum + (count[piece] ?? 0), 0)

type Seat = { division: string | null; roles: readonly Role[] }
const leads: readonly Role[] = ['agencyLeader', 'headOfDivision', 'chiefOfOffice']

/**
 * Whether an heir may hold a piece: only who leads signs and directs, and only who reads the agency's documents, or leads the
 * same division, follows what others were given to do. The rest anybody of the agency takes over.
 */
export function mayTake(piece: Piece, heir: Seat, from: { division: string | null }): boolean {
  if (piece === 'sign' || piece === 'direct') return heir.roles.some((role) => leads.includes(role))
  if (piece !== 'given') return true
  const sameDivision = heir.division !== null && heir.division === from.division
  return (
    heir.roles.includes('agencyLeader') ||
    heir.roles.includes('chiefOfOffice') ||
    (sameDivision && heir.roles.includes('headOfDivision'))
  )
}

const weight = { LEAD: 0, COOPERATE: 1, FOR_INFORMATION: 2 } as const

/** What the office proposed, with the heir in the place of who left. Whoever then stands there twice keeps the greater part. */
export function proposedAgain({ dueOn, assignments }: Proposal, from: string, to: string): Proposal {
  const named = assignments.map((one) => (one.post === from ? { ...one, post: to } : one))
  const best = Math.min(...named.filter((one) => one.post === to).map((one) => weight[one.role]))
  const first = named.findIndex((one) => one.post === to && weight[one.role] === best)
  return { dueOn, assignments: named.filter((one, at) => one.post !== to || at === first) }
}
