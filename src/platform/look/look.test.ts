import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { initialsOf } from './avatar/avatar.tsx'
import { points, rate } from './chart/figures.ts'
import { contrast, signPairs, textPairs, tokensIn } from './contrast.ts'
import { isoOf, vietnameseOf } from './form/days.ts'
import { sizeWords } from './form/files.ts'
import { scales } from './form/theme.ts'
import { railFor } from './shell/rail.ts'
import { dueTone, dueWords } from './state/due.ts'
import { labelOfState } from './state/states.vi.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const css = read('tokens.css')

describe.each(['light', 'dark'] as const)('tokens in the %s scheme', (scheme) => {
  const tokens = tokensIn(css, scheme)
  const between = (one: string, other: string) => contrast(tokens.get(`--lt-${one}`) ?? '', tokens.get(`--lt-${other}`) ?? '')

  test.each(textPairs)('%s on %s can be read', (text, ground) => {
    expect(between(text, ground)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(signPairs)('%s on %s can be seen', (sign, ground) => {
    expect(between(sign, ground)).toBeGreaterThanOrEqual(3)
  })
})

test('the contrast is that of WCAG', () => {
  expect(contrast('#FFFFFF', '#000000')).toBe(21)
  expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2)
})

test('the scales that Mantine reads are those of the tokens', () => {
  const tokens = tokensIn(css, 'light')
  const names = { gray: 'ink', lam: 'lam', son: 'son', kim: 'kim', ngoc: 'ngoc', sim: 'sim' } as const
  for (const [scale, name] of Object.entries(names)) {
    const wanted = Array.from({ length: 10 }, (_, step) => tokens.get(`--p-${name}-${step}`))
    expect(scales[scale as keyof typeof scales], scale).toEqual(wanted)
  }
})

test('every sheet is imported, and no sheet names a token that does not exist', () => {
  const imported = [...read('look.css').matchAll(/@import '\.\/([^']+)'/g)].map((hit) => hit[1] ?? '')
  const known = new Set([...css.matchAll(/(--lt-[\w-]+):/g)].map((hit) => hit[1]))
  const used = imported.flatMap((sheet) => [...read(sheet).matchAll(/var\((--lt-[\w-]+)/g)].map((hit) => `${sheet} ${hit[1]}`))
  expect(used.filter((use) => !known.has(use.split(' ')[1] ?? ''))).toEqual([])
})

test.for([
  [{ days: 6 }, 'còn 6 ngày LV', 'plain'],
  [{ days: 2 }, 'còn 2 ngày LV', 'soon'],
  [{ days: 0 }, 'hết hạn hôm nay', 'soon'],
  [{ days: -2 }, 'quá hạn 2 ngày LV', 'late'],
  [{ minutes: 100 }, 'còn 1 giờ 40 phút', 'late'],
  [{ minutes: -125 }, 'quá hạn 2 giờ 5 phút', 'late'],
  [{ minutes: 0 }, 'còn 0 phút', 'late'],
] as const)('%o left reads "%s" and is %s', ([left, words, tone]) => {
  expect(dueWords(left)).toBe(words)
  expect(dueTone(left)).toBe(tone)
})

test.for([
  ['18/1/2018', '2018-01-18'],
  ['18-1-18', '2018-01-18'],
  ['18012018', '2018-01-18'],
  [' 29/02/2028 ', '2028-02-29'],
  ['29/02/2026', null],
  ['01/13/2026', null],
  ['hôm nay', null],
] as const)('"%s" is the day %s', ([words, iso]) => {
  expect(isoOf(words)).toBe(iso)
})

test('days, sizes, figures and initials are written as people write them', () => {
  expect(vietnameseOf('2018-01-18')).toBe('18/01/2018')
  expect(sizeWords(1_536_000)).toBe('1,5 MB')
  expect(sizeWords(900)).toBe('0,9 KB')
  expect(rate(87.4)).toBe('87,4')
  expect(rate(90, 0)).toBe('90')
  expect(rate(62.5, 0)).toBe('62,5')
  expect(points(2.64)).toBe('2,6')
  expect(['Nguyễn Thị Ánh', 'Đặng Trọng Nghĩa', 'Lê Văn An'].map(initialsOf)).toEqual(['NA', 'ĐN', 'LA'])
})

test('a state is named by its life', () => {
  expect(labelOfState('document', 'VOIDED')).toBe('Đã hủy số')
  expect(labelOfState('arrival', 'VOIDED')).toBe('Đã hủy số đến')
  expect(labelOfState('delivery', 'REFUSED')).toBe('Bị từ chối')
})

test('the rail has seven entries and marks one place', () => {
  const rail = railFor('outgoing', { work: 26 })
  expect(rail).toHaveLength(7)
  expect(rail[0]).toMatchObject({ label: 'Việc của tôi', count: 26, current: false })
  expect(rail.flatMap((entry) => [entry, ...(entry.within ?? [])]).filter((entry) => entry.current)).toMatchObject([
    { key: 'outgoing' },
  ])
})
