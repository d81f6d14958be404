import { formatShare, share, spreadAnswer, spreadAt, spreadWords } from '#statistics'
import type { Command, Typed } from './command.ts'
import { periodOption, reading, typedPeriod } from './reading.ts'

async function answer(typed: Typed) {
  const period = typedPeriod(typed)
  const figures = spreadAnswer(await reading(typed, (tx) => spreadAt(tx, period)))
  const lines = figures.map(({ condition, level, share: { part, whole }, target }) => {
    const aim = target?.value == null ? '' : `; chỉ tiêu ${target.value}: ${target.verdict ?? 'theo dõi'}`
    return `${formatShare(share(part, whole)).padStart(16)}  ${part} / ${whole}  ${spreadWords(condition, level)}${aim}`
  })
  const { code, first: from, last: to, label } = period
  return { status: 0, json: { period: code, from, to, figures }, text: [label, ...lines].join('\n') }
}

export const command: Command = {
  name: 'statistics spread',
  summary:
    'Tỷ lệ cơ quan gửi, nhận văn bản điện tử và dùng văn phòng điện tử, tỷ lệ cán bộ có tài khoản, theo cấp, với chỉ tiêu.',
  options: [periodOption],
  examples: ['bin/lienthong statistics spread --period 2026-11 --json'],
  run: answer,
}
