import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  capital,
  codeKey,
  codeOf,
  dayOf,
  fold,
  formatDate,
  formatInstant,
  formatNumber,
  formatPercent,
  isoInVietnam,
  legalDate,
  nfc,
  notationOf,
  parseCode,
  parseDate,
  personSortKey,
  placeAndDate,
  shortAgency,
  splitName,
} from './vietnamese.ts'

describe('text and names', () => {
  test('headings begin with a capital; committees are named by the abbreviation that everybody reads', () => {
    expect(capital('đôn đốc báo cáo')).toBe('Đôn đốc báo cáo')
    expect(capital('ủy quyền')).toBe('Ủy quyền')
    expect(capital('10 tháng đầu năm')).toBe('10 tháng đầu năm')
    expect(shortAgency('Ủy ban nhân dân xã Suối Trai')).toBe('UBND xã Suối Trai')
    expect(shortAgency('Văn phòng Ủy ban nhân dân tỉnh')).toBe('Văn phòng Ủy ban nhân dân tỉnh')
  })

  test('folding takes marks, đ and case', () => {
    expect(fold('  Đặng Thị  HƯỜNG ')).toBe('dang thi huong')
    expect(fold('Đắk Lắk'.normalize('NFD'))).toBe('dak lak')
    expect(nfc('ệ'.normalize('NFD'))).toHaveLength(1)
  })

  test.each([
    ['Nguyễn Thị Minh Khai', { family: 'Nguyễn', middle: 'Thị Minh', given: 'Khai' }],
    ['Lê Lợi', { family: 'Lê', middle: '', given: 'Lợi' }],
    ['Bình', { family: '', middle: '', given: 'Bình' }],
  ])('%s', (name, parts) => {
    expect(splitName(name)).toEqual(parts)
  })

  test('people are listed by given name, then family name, by the Vietnamese alphabet and its tones', () => {
    const listed = [
      'Trần Văn An',
      'Lê Thị Ân',
      'Đỗ Bá',
      'Trần Đức Dũng',
      'Lê Văn Đạt',
      'Phạm Hà',
      'Bùi Hả',
      'An Há',
      'Lê Hạ',
      'Ngô Hoa',
      'Vũ Yến',
    ]
    const byKey = listed.toReversed().toSorted((a, b) => (personSortKey(a) < personSortKey(b) ? -1 : 1))
    expect(byKey).toEqual(listed)
  })

  test('single words sort as ICU sorts Vietnamese', () => {
    const words = 'an án àn ản ãn ạn ăn ân bà ca đa da ê e ô ơ o ư u đường dương duong nghĩa nghiêm yên'.split(' ')
    const collator = new Intl.Collator('vi')
    expect(words.toSorted((a, b) => (personSortKey(a) < personSortKey(b) ? -1 : 1))).toEqual(words.toSorted(collator.compare))
  })
})

describe('days and instants', () => {
  const lateEvening = new Date('2026-12-31T17:30:00Z')

  test('the zone is Vietnam whatever the process thinks', () => {
    expect(formatInstant(lateEvening)).toBe('01/01/2027 00:30')
    expect(dayOf(lateEvening)).toBe('2027-01-01')
    expect(isoInVietnam(lateEvening)).toBe('2027-01-01T00:30:00+07:00')
    expect(formatDate('2018-01-18')).toBe('18/01/2018')
  })

  test('the same as ICU says for any instant since the zone has stood still', () => {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(fc.date({ min: new Date('1976-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (instant) => {
        expect(formatInstant(instant)).toBe(parts.format(instant).replace(', ', ' '))
      }),
    )
  })

  test.each([
    ['2020-01-05', 'ngày 05 tháng 01 năm 2020'],
    ['2019-06-29', 'ngày 29 tháng 6 năm 2019'],
    ['2018-02-10', 'ngày 10 tháng 02 năm 2018'],
    ['2021-12-09', 'ngày 09 tháng 12 năm 2021'],
  ])('Decree 30/2020, annex I, II.4b: %s', (day, line) => {
    expect(legalDate(day)).toBe(line)
  })

  test('place and date', () => {
    expect(placeAndDate('Đắk Lắk', '2018-01-18')).toBe('Đắk Lắk, ngày 18 tháng 01 năm 2018')
  })

  test.each([
    ['18/1/2018', '2018-01-18'],
    ['18-1-18', '2018-01-18'],
    ['18.01.2018', '2018-01-18'],
    ['18012018', '2018-01-18'],
    ['180118', '2018-01-18'],
    ['18/1', '2026-01-18'],
    ['1/2/75', '1975-02-01'],
    ['2018-01-18', '2018-01-18'],
    ['Ngày 05 tháng 01 năm 2020', '2020-01-05'],
    ['Hôm nay', '2026-11-20'],
    ['hom nay', '2026-11-20'],
    ['ngày mai', '2026-11-21'],
    ['hôm qua', '2026-11-19'],
    ['29/2/2024', '2024-02-29'],
    ['1/18/2018', null],
    ['29/2/2023', null],
    ['31/4/2026', null],
    ['0/1/2026', null],
    ['2018/01/18', null],
    ['18/1/0018', null],
    ['01/13/26', null],
    ['', null],
    ['mồng một', null],
  ])('typed %j → %s', (typed, day) => {
    expect(parseDate(typed, '2026-11-20')).toBe(day)
  })

  test('every shown date is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), (days) => {
        const day = addDays('1950-01-01', days)
        expect(parseDate(formatDate(day), '2026-11-20')).toBe(day)
        expect(parseDate(legalDate(day), '2026-11-20')).toBe(day)
      }),
    )
  })
})

describe('numbers and codes', () => {
  test.each([
    [1234.5, '1.234,5'],
    [1234567.891, '1.234.567,89'],
    [0, '0'],
    [-1000, '-1.000'],
    [-0.001, '0'],
    [999, '999'],
  ])('%d → %s', (value, shown) => {
    expect(formatNumber(value)).toBe(shown)
  })

  test('a fixed number of places', () => {
    expect(formatNumber(87.4, 2, true)).toBe('87,40')
    expect(formatNumber(1234, 0)).toBe('1.234')
  })

  test.each([
    [5, 'QĐ', 'UBND', null, '05/QĐ-UBND'],
    [15, 'KH', 'UBND', 'VX', '15/KH-UBND'],
    [12, null, 'UBND', 'VX', '12/UBND-VX'],
    [5, null, 'BNV', 'VP', '05/BNV-VP'],
    [3, 'SY', 'UBND', null, '03/SY-UBND'],
    [168, 'QyĐ', 'STTTT', null, '168/QyĐ-STTTT'],
  ])('Decree 30/2020, annex I, II.3: %d %s %s %s → %s', (number, kind, agency, unit, code) => {
    expect(codeOf(number, notationOf(kind, agency, unit))).toBe(code)
  })

  test.each([
    ['Số: 168 /QĐ-UBND', { number: 168, suffix: '', notation: 'QĐ-UBND' }],
    ['28/2018/QĐ-TTg', { number: 28, suffix: '', notation: '2018/QĐ-TTg' }],
    ['12a/UBND - VX', { number: 12, suffix: 'a', notation: 'UBND-VX' }],
    ['36-NQ/TW', { number: 36, suffix: '', notation: '-NQ/TW' }],
    ['không số', null],
  ])('%s is read', (text, code) => {
    expect(parseCode(text)).toEqual(code)
  })

  test('one code however it is typed', () => {
    expect(codeKey('05 / qđ-ubnd')).toBe(codeKey('5/QĐ-UBND'))
    expect(codeKey('36-NQ/TW')).not.toBe(codeKey('36/NQ-TW'))
  })
})

test.each([
  [85.714, '85,7\u00a0%'],
  [100, '100,0\u00a0%'],
  [99.96, '99,96\u00a0%'],
  [99.9999, '99,99\u00a0%'],
  [89.97, '89,97\u00a0%'],
  [90.01, '90,0\u00a0%'],
  [0, '0,0\u00a0%'],
  [null, '–'],
])('the rate %s is shown as %s: what is not reached is not shown as reached', (value, shown) => {
  expect(formatPercent(value)).toBe(shown)
})
