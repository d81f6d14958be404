import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { workingCalendar } from '#documents'
import { type Calendar, calendarFrom, calendarRows, type Deadline, deadline, type Term } from '#kernel/deadline.ts'
import { ownDaysOf } from '#organisation'
import { repositoryFolder } from '#platform/config/config.ts'
import { type Command, type Typed, wrongUse } from './command.ts'
import { instant } from './instant.ts'
import { isInstalled, reading } from './reading.ts'

const Hours = z.object({ hours: z.array(z.object({ weekday: z.number().int(), from: z.string(), to: z.string() })) })

/** The calendar that comes with the program (data/holidays). */
function suppliedCalendar(): Calendar {
  const read = (name: string) => readFileSync(path.join(repositoryFolder, 'data', 'holidays', name), 'utf8')
  return calendarFrom(calendarRows(read('vn-holidays.csv')), Hours.parse(parse(read('working-hours.yaml'))).hours)
}

/** Where the calendar came from: `ownDays` were entered, confirmed or struck by the province. */
type Source = { source: 'installation'; ownDays: number } | { source: 'supplied' }

/** The settings with the installation that was named: a data folder, or the address of a database. */
function named(env: Typed['env'], installation: string | undefined): Typed['env'] {
  if (installation === undefined) return env
  return /^postgres(ql)?:/.test(installation)
    ? { ...env, DATABASE_URL: installation }
    : { ...env, DATABASE_URL: undefined, DATA_DIR: installation }
}

/** The calendar of the installation, with the province's own days off; without one, what comes with the program. */
async function calendarFor(typed: Typed): Promise<{ calendar: Calendar; from: Source }> {
  const installation = typed.option('installation')
  const env = named(typed.env, installation)
  if (installation === undefined && !isInstalled(env)) return { calendar: suppliedCalendar(), from: { source: 'supplied' } }
  return reading({ env }, async (tx) => {
    const ownDays = await ownDaysOf(tx)
    return { calendar: await workingCalendar(tx), from: { source: 'installation', ownDays } }
  })
}

const sourceWords = (from: Source): string =>
  from.source === 'supplied'
    ? 'Lịch: kèm theo chương trình (data/holidays); chưa hỏi bản cài nào.'
    : `Lịch: của bản cài, trong đó ${from.ownDays} ngày do tỉnh ghi.`

function amount(name: string, text: string): number {
  if (/^\d{5,}(\.\d*)?$/.test(text)) throw wrongUse(`--${name} nhiều nhất là 9999, không phải "${text}".`)
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(text)) throw wrongUse(`--${name} phải là một số không âm, không phải "${text}".`)
  return Number(text)
}

function term(typed: Typed): Term {
  const given = ['days', 'hours', 'months'].filter((name) => typed.option(name) !== undefined)
  if (given.length !== 1) throw wrongUse('Cần đúng một trong các tùy chọn --days, --hours, --months.')
  const unit = typed.option('unit') ?? 'WORKING_DAY'
  if (unit !== 'WORKING_DAY' && unit !== 'CALENDAR_DAY') throw wrongUse('--unit phải là WORKING_DAY hoặc CALENDAR_DAY.')
  const [hours, months] = [typed.option('hours'), typed.option('months')]
  if (hours !== undefined) return { unit: 'WORKING_HOUR', hours: amount('hours', hours) }
  if (months !== undefined) return { unit: 'MONTH', months: amount('months', months) }
  return { unit, days: amount('days', typed.need('days')) }
}

function text({ due, dueAt, steps, provisional }: Deadline, from: Source): string {
  const lines = steps.map(({ date, counted, reason }) => `${date}  ${counted ? 'tính      ' : 'không tính'}  ${reason}`)
  const doubt = provisional ? ['Tạm tính: có ngày nghỉ chưa được xác nhận, hoặc lịch chưa có cho năm đó.'] : []
  return [`Hạn: ${due} (${dueAt})`, ...lines, ...doubt, sourceWords(from)].join('\n')
}

export const command: Command = {
  name: 'deadline',
  summary: 'Tính hạn xử lý và giải thích từng ngày (ngày tiếp nhận là ngày 0).',
  options: [
    { name: 'from', value: 'THỜI-ĐIỂM', required: true, means: 'lúc tiếp nhận, dạng 2026-04-24T09:00+07:00' },
    { name: 'days', value: 'SỐ', means: 'thời hạn theo ngày' },
    { name: 'unit', value: 'ĐƠN-VỊ', means: 'WORKING_DAY (ngày làm việc, mặc định) hoặc CALENDAR_DAY (ngày thường)' },
    { name: 'hours', value: 'SỐ', means: 'thời hạn theo giờ làm việc' },
    { name: 'months', value: 'SỐ', means: 'thời hạn theo tháng' },
    {
      name: 'installation',
      value: 'BẢN-CÀI',
      means:
        'bản cài có lịch nghỉ riêng: thư mục dữ liệu, hoặc địa chỉ postgres://…; bỏ trống: DATABASE_URL, DATA_DIR, rồi lịch kèm theo',
    },
    { name: 'cut-off', value: 'GIỜ', means: 'nhận sau giờ này tính như nhận đầu ngày làm việc tiếp theo, dạng 15:00' },
  ],
  examples: ['bin/lienthong deadline --from 2026-04-24T09:00+07:00 --days 5 --json'],
  run: async (typed) => {
    const from = typed.need('from')
    const cutOff = typed.option('cut-off') ?? null
    if (cutOff !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(cutOff)) throw wrongUse('--cut-off phải có dạng 15:00.')
    const [at, asked] = [instant(from, 'from'), term(typed)]
    const { calendar, from: source } = await calendarFor(typed)
    const answer = deadline({ from: at, ...asked, calendar, cutOff })
    const { unit, due, dueAt, steps, provisional, from: _, ...length } = answer
    return {
      status: 0,
      json: { from, ...length, unit, due, dueAt, steps, provisional, calendar: source },
      text: text(answer, source),
    }
  },
}
