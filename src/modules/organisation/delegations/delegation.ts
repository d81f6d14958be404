/** Ủy quyền for a period, or standing in for the head of the agency (KT.). */
export type DelegationKind = 'DELEGATION' | 'FOR_HEAD'

export const delegationWords: Readonly<Record<DelegationKind, string>> = {
  FOR_HEAD: 'KT. (ký thay người đứng đầu)',
  DELEGATION: 'Ủy quyền làm việc thay',
}

export const delegationStates = { COMING: 'Sắp tới', RUNNING: 'Đang hiệu lực', ENDED: 'Đã kết thúc' } as const
