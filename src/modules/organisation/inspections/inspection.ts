/** Thanh tra, kiểm tra: an inspector's time-limited reach into agencies, by decision. */
export type InspectionState = 'COMING' | 'RUNNING' | 'ENDED'
export const inspectionStates: Readonly<Record<InspectionState, string>> = {
  COMING: 'Sắp tới',
  RUNNING: 'Đang thanh tra',
  ENDED: 'Đã kết thúc',
}

/** The longest inspection, in days; a new decision opens a new one. */
export const longestInspection = 365
