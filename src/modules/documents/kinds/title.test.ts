import { expect, test } from 'vitest'
import { titleOf } from './title.ts'

test.each([
  ['Công văn', 'đôn đốc quyết toán', 'Đôn đốc quyết toán'],
  ['Quyết định', 'ban hành Quy chế chi tiêu', 'Quyết định ban hành Quy chế chi tiêu'],
  ['Báo cáo', 'báo cáo công khai ngân sách', 'Báo cáo công khai ngân sách'],
  ['Thông báo', '', ''],
])('%s “%s” is listed as “%s”', (kind, subject, title) => {
  expect(titleOf(kind, subject)).toBe(title)
})
