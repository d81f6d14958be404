import { Anchor, Note } from '#platform/look/index.ts'

/** Reminds of the year whose days off nobody has confirmed. */
export const UnsureYear = ({ of: year }: { of: number | null }) =>
  year !== null && (
    <Note tone="warn">
      Ngày nghỉ năm {year} chưa được xác nhận; hạn xử lý đang tính theo lịch tạm tính.{' '}
      <Anchor href={`/quan-tri/ngay-nghi?nam=${year}`}>Xem và xác nhận</Anchor>
    </Note>
  )
