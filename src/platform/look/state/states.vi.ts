/** Shape and colour of a state: ring, half disc, full disc in two colours, diamond. Remove the colour and it still reads. */
export type Tone = 'draft' | 'waiting' | 'moving' | 'done' | 'broken'

/** Outgoing and internal documents (`documentState`). */
export const documentStateLabels = {
  DRAFT: 'Dự thảo',
  REVIEWING: 'Đang duyệt',
  RETURNED: 'Bị trả lại',
  TO_SIGN: 'Chờ ký',
  SIGNED: 'Chờ cấp số',
  NUMBERED: 'Chờ đóng dấu',
  SEALED: 'Chờ phát hành',
  ISSUED: 'Đã phát hành',
  RECALL_REQUESTED: 'Đang thu hồi',
  RECALLED: 'Đã thu hồi',
  REPLACED: 'Đã thay thế',
  VOIDED: 'Đã hủy số',
  CANCELLED: 'Đã hủy',
} as const

/** Incoming documents (`arrivalState`). */
export const arrivalStateLabels = {
  ARRIVED: 'Chờ tiếp nhận',
  REFUSED: 'Đã trả lại',
  REGISTERED: 'Đã vào sổ',
  TO_DIRECT: 'Chờ cho ý kiến',
  ASSIGNED: 'Đã phân công',
  IN_PROGRESS: 'Đang xử lý',
  FINISHED: 'Hoàn thành',
  NOTED: 'Để biết',
  RECALLED: 'Đã thu hồi',
  VOIDED: 'Đã hủy số đến',
} as const

/** Deliveries, one per recipient (`deliveryState`). */
export const deliveryStateLabels = {
  WAITING: 'Chờ gửi',
  SENT: 'Đã gửi',
  ARRIVED: 'Đã đến',
  ACCEPTED: 'Đã tiếp nhận',
  REFUSED: 'Bị từ chối',
  FAILED: 'Chưa gửi được',
  RECALLED: 'Đã thu hồi',
} as const

/** Assignments (`assignmentState`). */
export const assignmentStateLabels = {
  GIVEN: 'Chờ xử lý',
  ACCEPTED: 'Đã nhận việc',
  HANDED_BACK: 'Trả lại',
  IN_PROGRESS: 'Đang xử lý',
  DONE: 'Đã xử lý',
  CONFIRMED: 'Đã xác nhận',
} as const

/** Every life and its labels; the exact words that people read. */
export const stateLabels = {
  document: documentStateLabels,
  arrival: arrivalStateLabels,
  delivery: deliveryStateLabels,
  assignment: assignmentStateLabels,
} as const

export type Life = keyof typeof stateLabels
export type StateOf<Of extends Life> = keyof (typeof stateLabels)[Of] & string
export type AnyState = { [Of in Life]: StateOf<Of> }[Life]

const tones: Record<AnyState, Tone> = {
  DRAFT: 'draft',
  CANCELLED: 'draft',
  NOTED: 'draft',
  REPLACED: 'draft',
  ARRIVED: 'waiting',
  TO_DIRECT: 'waiting',
  TO_SIGN: 'waiting',
  SIGNED: 'waiting',
  NUMBERED: 'waiting',
  SEALED: 'waiting',
  RECALL_REQUESTED: 'waiting',
  WAITING: 'waiting',
  GIVEN: 'waiting',
  REVIEWING: 'moving',
  REGISTERED: 'moving',
  ASSIGNED: 'moving',
  IN_PROGRESS: 'moving',
  SENT: 'moving',
  ACCEPTED: 'moving',
  ISSUED: 'done',
  FINISHED: 'done',
  DONE: 'done',
  CONFIRMED: 'done',
  RETURNED: 'broken',
  REFUSED: 'broken',
  FAILED: 'broken',
  VOIDED: 'broken',
  RECALLED: 'broken',
  HANDED_BACK: 'broken',
}

/** Tone of a state; the same state has the same tone in every life. */
export const toneOfState = (state: AnyState): Tone => tones[state]

/** Label of a state in its life. */
export function labelOfState<Of extends Life>(life: Of, state: StateOf<Of>): string {
  const labels: Readonly<Record<string, string>> = stateLabels[life]
  return labels[state] ?? state
}

/** Urgency (`priority`); a normal document carries no mark. */
export const urgencyLabels = { URGENT: 'Khẩn', VERY_URGENT: 'Thượng khẩn', EXPRESS: 'Hỏa tốc' } as const
export type Urgency = keyof typeof urgencyLabels

/** Exchange classes (`exchangeClass`), computed from the facts of a delivery. */
export const classLabels = { E: 'Hoàn toàn điện tử', H: 'Điện tử kèm giấy', P: 'Chỉ giấy' } as const
export type ExchangeClass = keyof typeof classLabels

/** Roles of an assignment. */
export const roleLabels = { LEAD: 'Chủ trì', COOPERATE: 'Phối hợp', FOR_INFORMATION: 'Để biết' } as const
export type AssignmentRole = keyof typeof roleLabels

/** Status codes that the sender sees, in their order; refused (02) stands apart. */
export const stationLabels = {
  '01': 'Đã đến',
  '03': 'Vào sổ',
  '04': 'Phân công',
  '05': 'Đang xử lý',
  '06': 'Hoàn thành',
} as const
export type StationCode = keyof typeof stationLabels
