import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { closingOf, hoursOf, instantAt, isWorkingDay } from './calendar.ts'
import {
  addWorkingDays,
  type CalendarRow,
  calendarFrom,
  calendarRows,
  deadline,
  remaining,
  remainingWords,
  type Term,
} from './deadline.ts'
import { addDays, dayOf } from './vietnamese.ts'

const rows = calendarRows(readFileSync('data/holidays/vn-holidays.csv', 'utf8'))
const { hours } = parse(readFileSync('data/holidays/working-hours.yaml', 'utf8'))
const calendar = calendarFrom(rows, hours)
const at = (local: string) => new Date(`${local}+07:00`)
const due = (from: string, term: Term, cutOff: string | null = null) => deadline({ from: at(from), ...term, calendar, cutOff })
const days = (number: number): Term => ({ unit: 'WORKING_DAY', days: number })

describe('the table of days', () => {
  test('is read whole, quoted commas included', () => {
    expect(rows).toHaveLength(232)
    expect(rows[0]).toEqual({
      date: '2012-12-31',
      type: 'swap_off',
      name: 'hoán đổi (nghỉ), làm bù 05/01/2013',
      basis: 'thông báo năm 2013',
      status: 'verified (press 28/12/2012)',
    })
  })

  const row: CalendarRow = { date: '2026-01-01', type: 'holiday', name: 'Tết Dương lịch', basis: '', status: '' }
  test.each([
    ['a day that does not exist', () => calendarFrom([{ ...row, date: '2026-02-30' }], hours)],
    ['a day twice', () => calendarFrom([row, row], hours)],
    ['no hours', () => calendarFrom([row], [])],
    [
      'hours that overlap',
      () =>
        calendarFrom(
          [row],
          [
            { weekday: 1, from: '07:30', to: '11:30' },
            { weekday: 1, from: '11:00', to: '12:00' },
          ],
        ),
    ],
    ['hours that are none', () => calendarFrom([row], [{ weekday: 1, from: '7h30', to: '11:30' }])],
    ['another header', () => calendarRows('day,type\n2026-01-01,holiday')],
    ['an unknown type', () => calendarRows('date,type,name,basis,status\n2026-01-01,feast,a,b,c')],
    ['a missing column', () => calendarRows('date,type,name,basis,status\n2026-01-01,holiday,a,b')],
  ])('%s is refused', (_, read) => {
    expect(read).toThrow(expect.objectContaining({ code: 'bad-input' }))
  })
})

describe('worked examples', () => {
  test('received Friday 24/4/2026 09:00, five working days (Labour Code 2019 art. 111.3, 112): due 06/5/2026', () => {
    const answer = due('2026-04-24T09:00', days(5))
    expect(answer).toMatchObject({
      from: '2026-04-24T09:00:00+07:00',
      unit: 'WORKING_DAY',
      days: 5,
      due: '2026-05-06',
      dueAt: '2026-05-06T17:30:00+07:00',
      provisional: false,
    })
    expect(answer.steps).toEqual([
      { date: '2026-04-24', counted: false, reason: 'Ngày tiếp nhận (ngày 0)' },
      { date: '2026-04-25', counted: false, reason: 'Thứ Bảy' },
      { date: '2026-04-26', counted: false, reason: 'Giỗ Tổ Hùng Vương (10/3 âm lịch); Chủ nhật' },
      { date: '2026-04-27', counted: false, reason: 'nghỉ bù Giỗ Tổ Hùng Vương (10/3 âm lịch) 26/04' },
      { date: '2026-04-28', counted: true, reason: 'Ngày làm việc thứ 1' },
      { date: '2026-04-29', counted: true, reason: 'Ngày làm việc thứ 2' },
      { date: '2026-04-30', counted: false, reason: 'Ngày Chiến thắng' },
      { date: '2026-05-01', counted: false, reason: 'Quốc tế Lao động' },
      { date: '2026-05-02', counted: false, reason: 'Thứ Bảy' },
      { date: '2026-05-03', counted: false, reason: 'Chủ nhật' },
      { date: '2026-05-04', counted: true, reason: 'Ngày làm việc thứ 3' },
      { date: '2026-05-05', counted: true, reason: 'Ngày làm việc thứ 4' },
      { date: '2026-05-06', counted: true, reason: 'Ngày làm việc thứ 5' },
    ])
  })

  const examples: [string, string, Term, string | null, string][] = [
    [
      'after the cut-off of 15:00 it counts as received at the next opening (Decree 61/2018 art. 18)',
      '2026-04-24T15:30',
      days(5),
      '15:00',
      '2026-05-07',
    ],
    ['at 15:00 sharp it is not yet late', '2026-04-24T15:00', days(5), '15:00', '2026-05-06'],
    ['without cut-off 15:30 is in time', '2026-04-24T15:30', days(5), null, '2026-05-06'],
    ['after work it counts as received the next morning', '2026-11-19T17:30', days(1), null, '2026-11-23'],
    ['before work it is the same day', '2026-11-19T05:00', days(1), null, '2026-11-20'],
    ['at noon it is the same day', '2026-11-19T12:00', days(1), null, '2026-11-20'],
    ['on a Saturday it counts as received on Monday', '2026-11-21T10:00', days(1), null, '2026-11-24'],
    ['nought days are the day of receipt itself ("trong ngày")', '2026-11-19T09:00', days(0), '15:00', '2026-11-19'],
    ['nought days after the cut-off are the next working day', '2026-11-19T16:00', days(0), '15:00', '2026-11-20'],
    ['a Saturday worked by a swap (12729/VPCP-KGVX) counts', '2026-01-09T09:00', days(1), null, '2026-01-10'],
    ['a swapped day off does not', '2025-12-31T09:00', days(1), null, '2026-01-05'],
    ['Tết 2026: off from 14/02 to 22/02', '2026-02-13T09:00', days(1), null, '2026-02-23'],
    [
      'the next working day after issue (Decree 30/2020 art. 18.1) over a week-end',
      '2026-11-20T09:00',
      days(1),
      null,
      '2026-11-23',
    ],
    ['calendar days end on a working day', '2026-11-16T09:00', { unit: 'CALENDAR_DAY', days: 3 }, null, '2026-11-19'],
    [
      'calendar days that end on a Saturday move to Monday',
      '2026-11-16T09:00',
      { unit: 'CALENDAR_DAY', days: 5 },
      null,
      '2026-11-23',
    ],
    ['a month later is the same day number', '2026-10-20T09:00', { unit: 'MONTH', months: 1 }, null, '2026-11-20'],
    ['or the last day of a shorter month', '2027-01-29T09:00', { unit: 'MONTH', months: 1 }, null, '2027-03-01'],
    ['and the next working day when it is a day off', '2026-08-02T09:00', { unit: 'MONTH', months: 1 }, null, '2026-09-03'],
  ]
  test.each(examples)('%s', (_, from, term, cutOff, expected) => {
    expect(due(from, term, cutOff).due).toBe(expected)
  })

  const hourly: [string, string, number, string][] = [
    ['eight working hours from 09:00 end the next day at 09:00', '2026-11-19T09:00', 8, '2026-11-20T09:00:00+07:00'],
    ['two hours over noon', '2026-11-19T11:00', 2, '2026-11-19T15:00:00+07:00'],
    ['hours that end with the morning end with the morning', '2026-11-19T09:30', 2, '2026-11-19T11:30:00+07:00'],
    ['received after work, four hours are the next morning', '2026-11-20T20:00', 4, '2026-11-23T11:30:00+07:00'],
    ['half an hour', '2026-11-20T17:00', 0.5, '2026-11-20T17:30:00+07:00'],
  ]
  test.each(hourly)('%s', (_, from, hours, dueAt) => {
    expect(due(from, { unit: 'WORKING_HOUR', hours })).toMatchObject({ hours, dueAt, due: dueAt.slice(0, 10) })
  })

  test('the steps of a term in hours say how much of each day was taken', () => {
    expect(due('2026-11-20T16:00', { unit: 'WORKING_HOUR', hours: 4 }).steps).toEqual([
      { date: '2026-11-20', counted: true, reason: 'Tính 1 giờ 30 phút làm việc' },
      { date: '2026-11-21', counted: false, reason: 'Thứ Bảy' },
      { date: '2026-11-22', counted: false, reason: 'Chủ nhật' },
      { date: '2026-11-23', counted: true, reason: 'Tính 2 giờ 30 phút làm việc' },
    ])
  })

  test('a proposed day off changes nothing and makes the deadline provisional', () => {
    expect(due('2026-11-23T09:00', days(1))).toMatchObject({ due: '2026-11-24', provisional: true })
    expect(due('2026-11-20T09:00', days(1))).toMatchObject({ due: '2026-11-23', provisional: false })
  })

  test('a deadline beyond the table of days is provisional', () => {
    expect(due('2027-12-30T09:00', days(3))).toMatchObject({ due: '2028-01-04', provisional: true })
  })

  test.each([
    ['minus one day', days(-1)],
    ['half a day', days(1.5)],
    ['no number', days(Number.NaN)],
    ['ten thousand days', days(10_000)],
    ['a third of a minute', { unit: 'WORKING_HOUR', hours: 0.005 } as Term],
  ])('%s is refused', (_, term) => {
    expect(() => due('2026-11-19T09:00', term)).toThrow(expect.objectContaining({ code: 'bad-input', about: 'term' }))
  })

  test('an instant that is none is refused', () => {
    expect(() => due('yesterday', days(1))).toThrow(expect.objectContaining({ code: 'bad-input', about: 'from' }))
  })
})

describe('working days that remain', () => {
  test.each([
    ['2026-11-19T09:00', '2026-11-27', 6, false, 'còn 6 ngày làm việc'],
    ['2026-11-20T17:29', '2026-11-20', 0, false, 'hạn hôm nay'],
    ['2026-11-20T17:31', '2026-11-20', 0, true, 'quá hạn (20/11/2026)'],
    ['2026-11-22T09:00', '2026-11-20', 0, true, 'quá hạn (20/11/2026)'],
    ['2026-11-24T09:00', '2026-11-20', 2, true, 'quá hạn 2 ngày làm việc'],
    ['2026-04-24T09:00', '2026-05-06', 5, false, 'còn 5 ngày làm việc'],
  ])('at %s of %s', (now, day, left, overdue, words) => {
    const found = remaining(at(now), day, calendar)
    expect(found).toEqual({ days: left, overdue })
    expect(remainingWords(found, day)).toBe(words)
  })
})

// Another way to the same answer: minute by minute, looking only at whether that minute is worked.
const isWorkedMinute = (minute: Date) => {
  const since = (minute.getTime() - instantAt(dayOf(minute), 0).getTime()) / 60_000
  return hoursOf(dayOf(minute), calendar).some(({ from, to }) => from <= since && since < to)
}
function naiveDays(from: Date, wanted: number): string {
  let minute = from
  while (!isWorkedMinute(minute) && minute.getTime() >= closingOf(dayOf(minute), calendar).getTime())
    minute = new Date(minute.getTime() + 60_000)
  while (!isWorkingDay(dayOf(minute), calendar)) minute = new Date(minute.getTime() + 60_000)
  let day = dayOf(minute)
  for (let left = wanted; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return day
}
function naiveHours(from: Date, wanted: number): number {
  let minute = from.getTime()
  for (let left = wanted * 60; left > 0; minute += 60_000) if (isWorkedMinute(new Date(minute))) left -= 1
  return minute
}

describe('whatever the calendar', () => {
  const minute = fc
    .integer({ min: 0, max: 13 * 365 * 1_440 })
    .map((past) => new Date(at('2013-01-01T00:00').getTime() + past * 60_000))
  const few = fc.integer({ min: 0, max: 40 })
  const term = fc.oneof(
    few.map((number): Term => ({ unit: 'WORKING_DAY', days: number })),
    few.map((number): Term => ({ unit: 'CALENDAR_DAY', days: number })),
    few.map((number): Term => ({ unit: 'MONTH', months: number % 7 })),
    few.map((number): Term => ({ unit: 'WORKING_HOUR', hours: number / 2 })),
  )
  const cutOff = fc.constantFrom(null, '15:00', '10:15')
  const ask = (from: Date, asked: Term, cut: string | null) => deadline({ from, ...asked, calendar, cutOff: cut })

  test('it never falls on a day off, and never before receipt', () => {
    fc.assert(
      fc.property(minute, term, cutOff, (from, asked, cut) => {
        const answer = ask(from, asked, cut)
        expect(isWorkingDay(answer.due, calendar)).toBe(true)
        expect(Date.parse(answer.dueAt)).toBeGreaterThanOrEqual(from.getTime())
      }),
    )
  })

  test('received later is never due earlier', () => {
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 20_000 }), term, cutOff, (from, later, asked, cut) => {
        const second = new Date(from.getTime() + later * 60_000)
        expect(Date.parse(ask(second, asked, cut).dueAt)).toBeGreaterThanOrEqual(Date.parse(ask(from, asked, cut).dueAt))
      }),
    )
  })

  test('a day more is the next working day', () => {
    fc.assert(
      fc.property(minute, few, cutOff, (from, number, cut) => {
        expect(ask(from, days(number + 1), cut).due).toBe(addWorkingDays(ask(from, days(number), cut).due, 1, calendar))
      }),
    )
  })

  test('the steps name every day from receipt to the due date once, in order, and count what was asked', () => {
    fc.assert(
      fc.property(minute, term, cutOff, (from, asked, cut) => {
        const { steps, due: last } = ask(from, asked, cut)
        const dates = steps.map(({ date }) => date)
        expect(dates).toEqual([...new Set(dates)].toSorted())
        expect(dates[0]).toBe(dayOf(from))
        expect(dates.at(-1)).toBe(last)
        if (asked.unit !== 'MONTH') expect(dates).toHaveLength(1 + (Date.parse(last) - Date.parse(dayOf(from))) / 86_400_000)
        if ('days' in asked) expect(steps.filter(({ counted }) => counted)).toHaveLength(asked.days)
      }),
    )
  })

  test('it equals a walk minute by minute', () => {
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 15 }), (from, number) => {
        expect(ask(from, days(number), null).due).toBe(naiveDays(from, number))
        expect(Date.parse(ask(from, { unit: 'WORKING_HOUR', hours: number }, null).dueAt)).toBe(naiveHours(from, number))
      }),
      { numRuns: 40 },
    )
  })

  test('after its days have passed, as many days remain as were not yet counted', () => {
    fc.assert(
      fc.property(minute, few, (from, number) => {
        const answer = ask(from, days(number), null)
        const start =
          answer.steps.findLast(({ counted, date }) => !counted && date <= answer.due && isWorkingDay(date, calendar))?.date ??
          dayOf(from)
        expect(remaining(instantAt(start, 0), answer.due, calendar)).toEqual({ days: number, overdue: false })
      }),
    )
  })
})
