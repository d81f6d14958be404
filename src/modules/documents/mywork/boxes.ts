import { type Actor, has } from '#kernel/actor.ts'

/** The boxes of "Việc của tôi": each is a question to one noun, never a state of its own. */
export const boxKeys = [
  'toReceive',
  'toRegister',
  'toNote',
  'toIssue',
  'sendFaults',
  'toSort',
  'toDirect',
  'toSign',
  'toReview',
  'toAssign',
  'toDo',
  'toRead',
  'late',
  'handedBack',
  'extensionAsked',
  'toConfirm',
  'returned',
  'drafts',
  'recallAsked',
  'ownerless',
  'recallLate',
  'insideToRead',
  'circulating',
] as const
export type BoxKey = (typeof boxKeys)[number]

export const boxLabels: Record<BoxKey, string> = {
  toReceive: 'Chờ tiếp nhận',
  toRegister: 'Chờ vào sổ',
  toNote: 'Thông tin mới',
  toIssue: 'Chờ phát hành',
  sendFaults: 'Lỗi gửi',
  toSort: 'Chờ phân loại',
  toDirect: 'Chờ cho ý kiến',
  toSign: 'Chờ ký',
  toReview: 'Chờ duyệt',
  toAssign: 'Chờ phân công',
  toDo: 'Chờ xử lý',
  toRead: 'Để biết',
  late: 'Quá hạn',
  handedBack: 'Việc bị trả lại',
  extensionAsked: 'Xin gia hạn',
  toConfirm: 'Chờ xác nhận',
  returned: 'Bị trả lại',
  drafts: 'Dự thảo',
  recallAsked: 'Yêu cầu thu hồi',
  ownerless: 'Chưa có người nhận',
  recallLate: 'Thu hồi quá hạn',
  insideToRead: 'Văn bản nội bộ',
  circulating: 'Đang trình',
}

/** Boxes that are shown only while something lies in them. */
const seldom = new Set<BoxKey>([
  'toNote',
  'toRead',
  'handedBack',
  'extensionAsked',
  'toConfirm',
  'recallAsked',
  'returned',
  'ownerless',
  'recallLate',
  'insideToRead',
  'circulating',
])

/** Own papers, which those with counters of their office see only while there are some. */
const own = new Set<BoxKey>(['toReview', 'toDo', 'drafts'])
const office = [
  'recordsClerk',
  'chiefOfOffice',
  'agencyLeader',
  'unitAdmin',
  'systemAdmin',
  'ictDepartment',
  'inspector',
] as const

/** True when a box is left out because nothing lies in it. */
export const isHidden = (actor: Actor, box: BoxKey, count: number): boolean =>
  count === 0 && (seldom.has(box) || (own.has(box) && has(actor, ...office)))

/** Who sees what nobody has taken over from somebody who has gone: whoever leads there (a unit's head: the unit's). */
export const watchesEmptyPosts = (actor: Actor): boolean => has(actor, 'chiefOfOffice', 'agencyLeader', 'headOfDivision')

/** The boxes a person sees, in the order of their day (UX section 3). */
export function boxesOf(actor: Actor): BoxKey[] {
  const wanted: BoxKey[] = has(actor, ...office) ? ['toNote'] : []
  if (has(actor, 'recordsClerk')) wanted.push('toReceive', 'toRegister', 'toIssue', 'sendFaults', 'recallAsked', 'recallLate')
  if (has(actor, 'chiefOfOffice')) wanted.push('toSort', 'late')
  if (has(actor, 'agencyLeader')) wanted.push('toSign', 'toDirect', 'late')
  if (has(actor, 'headOfDivision')) wanted.push('toAssign', 'toReview', 'late')
  wanted.push('toReview', 'toDo', 'returned', 'drafts', 'circulating', 'insideToRead')
  wanted.push('toRead', 'handedBack', 'extensionAsked', 'toConfirm')
  if (watchesEmptyPosts(actor)) wanted.push('ownerless')
  return [...new Set(wanted)]
}

/** Boxes that a person looks through when there is time: they ask for no deed of theirs today. */
const atLeisure = new Set<BoxKey>(['drafts', 'late', 'circulating', 'insideToRead', 'toConfirm', 'toRead'])

/** True when none of the boxes asks for a deed today: then the home of who looks after something else begins with that. */
export const mayWait = (actor: Actor, filled: readonly BoxKey[]): boolean =>
  has(actor, 'unitAdmin', 'systemAdmin', 'ictDepartment', 'inspector') && filled.every((box) => atLeisure.has(box))

/** How many things wait for a deed of this person: the figure beside "Việc của tôi". */
export const waitingFor = (actor: Actor, counts: Readonly<Record<BoxKey, number>>): number =>
  boxesOf(actor)
    .filter((box) => !atLeisure.has(box))
    .reduce((sum, box) => sum + counts[box], 0)

/** What an agency's leader decides, card by card. */
export const decisions = ['toDirect', 'toSign', 'toReview', 'extensionAsked', 'handedBack'] as const satisfies readonly BoxKey[]
export type Decision = (typeof decisions)[number]
