import { mismatchesIn } from '#statistics'
import type { Command } from './command.ts'
import { reading } from './reading.ts'

export const command: Command = {
  name: 'statistics verify',
  summary: 'Đếm lại mọi số liệu trao đổi văn bản từ dữ kiện gốc và so với báo cáo.',
  exits: { 1: 'báo cáo khác kết quả đếm lại' },
  examples: ['bin/lienthong statistics verify --json'],
  run: async (typed) => {
    const wrong = await reading(typed, mismatchesIn)
    const text = wrong === 0 ? 'Báo cáo bằng kết quả đếm lại.' : `${wrong} số liệu khác kết quả đếm lại.`
    return { status: wrong === 0 ? 0 : 1, json: { mismatches: wrong }, text }
  },
}
