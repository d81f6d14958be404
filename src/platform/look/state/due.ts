/**
 * What is left until a deadline: whole working days, or minutes on its own day; negative is overdue. `lateDays` counts the days
 * of the calendar since a deadline after which no working day has passed yet (a weekend).
 */
export type Left = { days: number } | { minutes: number } | { lateDays: number }
export type DueTone = 'plain' | 'soon' | 'late'

const hours = (minutes: number): string => {
  const whole = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [whole > 0 && `${whole} giờ`, (rest > 0 || whole === 0) && `${rest} phút`].filter(Boolean).join(' ')
}

/** "còn 6 ngày LV", "quá hạn 2 ngày LV", "quá hạn 1 ngày", "hết hạn hôm nay", "còn 1 giờ 40 phút". LV: ngày làm việc. */
export function dueWords(left: Left): string {
  if ('minutes' in left) return left.minutes < 0 ? `quá hạn ${hours(-left.minutes)}` : `còn ${hours(left.minutes)}`
  if ('lateDays' in left) return `quá hạn ${left.lateDays} ngày`
  if (left.days === 0) return 'hết hạn hôm nay'
  return left.days < 0 ? `quá hạn ${-left.days} ngày LV` : `còn ${left.days} ngày LV`
}

/** Overdue and the hours of the last day are late, up to `near` working days soon. */
export function dueTone(left: Left, near = 3): DueTone {
  if ('minutes' in left || 'lateDays' in left) return 'late'
  if (left.days < 0) return 'late'
  return left.days <= near ? 'soon' : 'plain'
}
