import { formatDate } from '#kernel/vietnamese.ts'

/** Ủy quyền for a period, or standing in for the head of the agency (KT.). */
export type DelegationKind = 'DELEGATION' | 'FOR_HEAD'

export const delegationWords: Readonly<Record<DelegationKind, string>> = {
  FOR_HEAD: 'KT. (ký thay người đứng đầu)',
  DELEGATION: 'Ủy quyền làm việc thay',
}

/** What somebody is told of a delegation that another one recorded in their name. */
export type DelegationNotice = {
  madeBy: string
  madeAt: Date
  toName: string
  toPosition: string
  kind: DelegationKind
  from: Date
  to: Date
  ended: boolean
}

/** The day before the midnight at which it ends. */
const lastDayOf = ({ to }: DelegationNotice) => formatDate(new Date(to.getTime() - 1000))

/** "Tạ Đình Lâm đã ghi lúc … rằng bạn giao …": one sentence for one notice. */
export function delegationNoticeWords(one: DelegationNotice, at: (instant: Date) => string): string {
  const what = one.kind === 'FOR_HEAD' ? 'ký thay (KT.) bạn' : 'làm việc thay bạn'
  const still = one.ended ? ' Việc này đã được kết thúc.' : ''
  return `${one.madeBy} đã ghi lúc ${at(one.madeAt)} rằng bạn giao cho ${one.toName} (${one.toPosition}) ${what} từ ${at(one.from)} đến hết ngày ${lastDayOf(one)}.${still}`
}

export const delegationStates = { COMING: 'Sắp tới', RUNNING: 'Đang hiệu lực', ENDED: 'Đã kết thúc' } as const
