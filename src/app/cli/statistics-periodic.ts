import { formatShare, handlingFormulas, handlingRatio, type MonthlyReport, periodicAnswer, periodicOf, share } from '#statistics'
import type { Command, Typed } from './command.ts'
import { agencyOf, periodOption, reading, typedPeriod } from './reading.ts'

/** A line for people: what was sent, received, handled and signed, and the share that is wholly electronic. */
function lineOf(name: string, { sent, handled, judged }: MonthlyReport['total']): string {
  const { part, whole } = handlingRatio('EPROC', handled)
  const target = judged?.target.value == null ? '' : `, chỉ tiêu ${judged.target.value}`
  return [
    `${formatShare(share(part, whole)).padStart(16)}  ${part} / ${whole} trọn vẹn  ${name}`,
    `gửi ${sent.documents} (điện tử ${sent.e}, kèm giấy ${sent.h}, giấy ${sent.p})`,
    `nhận ${handled.received} (điện tử ${handled.received_e})`,
    `xử lý ${handled.processed} / ${handled.to_process}`,
    `ký số ${handled.signed} / ${handled.issued}${target}`,
  ].join('; ')
}

function inWords({ period, groups, total }: MonthlyReport): string {
  const lines = groups.flatMap(({ lines: own }) => own.map((line) => lineOf(line.agency.name, line)))
  const sum = lines.length > 1 ? [lineOf('Tổng cộng', total)] : []
  return [`${period.label}. ${handlingFormulas.EPROC.words}; hồ sơ công việc: chưa có dữ liệu`, ...lines, ...sum].join('\n')
}

async function answer(typed: Typed) {
  const period = typedPeriod(typed)
  const code = typed.option('agency')
  const report = await reading(typed, async (tx) => {
    const agency = code === undefined ? null : (await agencyOf(tx, code, period.last)).id
    return periodicOf(tx, { period, agency })
  })
  return { status: 0, json: periodicAnswer(report), text: inWords(report) }
}

export const command: Command = {
  name: 'statistics periodic',
  summary: 'Báo cáo định kỳ: gửi, nhận, xử lý, ký số theo cơ quan và cấp, với chỉ tiêu của từng cấp.',
  options: [
    periodOption,
    { name: 'agency', value: 'MÃ', means: 'mã định danh của một cơ quan (QĐ 20/2020 hoặc 13 ký tự); bỏ trống: toàn tỉnh' },
  ],
  examples: [
    'bin/lienthong statistics periodic --period 2026-11 --json',
    'bin/lienthong statistics periodic --period 2026-Q4 --agency H99.2 --json',
  ],
  run: answer,
}
