import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { faults } from './cover.ts'
import { page } from './page.ts'
import { inRepository, type Row, readSources, type Source } from './sources.ts'

const all = readSources()
const rows = all.flatMap(({ source }) => source.rows)

describe('the five source texts', () => {
  test.each(all)('every word of $source.source stands in one row or is left out with a reason', ({ source, text }) => {
    expect(faults(source, text)).toEqual([])
  })

  test.each(all)('no row of $source.source can be taken away unseen', ({ source, text }) => {
    const unseen = source.rows.filter((gone) => {
      const rest = { ...source, rows: source.rows.filter((row) => row !== gone) }
      return !faults(rest, text).some((fault) => fault.startsWith('not covered'))
    })
    expect(unseen).toEqual([])
  })

  test('no two rows share an id or the same words', () => {
    expect(twice(rows.map((row) => row.id))).toEqual([])
    expect(twice(rows.map((row) => row.quote))).toEqual([])
  })

  test('a row names a test that exists', () => {
    expect(rows.flatMap(missingTests)).toEqual([])
  })

  test('what the first issue fulfils is proven: no clause of the spine says "not yet"', () => {
    expect(unproven(rows)).toEqual([])
  })

  test('every target of the catalogue is stated by a clause of its text, and no clause names another', () => {
    const { targets } = parse(readFileSync(inRepository('data/targets.yaml'), 'utf8')) as { targets: { id: string }[] }
    const stated = new Set(rows.flatMap((row) => row.targets))
    expect([...stated].sort()).toEqual(targets.map((target) => target.id).sort())
    expect(rows.filter((row) => row.targets.some((id) => id.slice(0, 2) !== row.id.slice(0, 2)))).toEqual([])
  })

  test('docs/sources.md is what the clauses print', () => {
    const printed = readFileSync(inRepository('docs/sources.md'), 'utf8')
    expect(printed === page(all.map(({ source }) => source)), 'stale: run node house/sources/print.ts').toBe(true)
  })
})

describe('planted violations are caught', () => {
  const text =
    'QUYẾT ĐỊNH\nĐiều 1. Gửi văn bản điện tử; báo cáo hàng tháng.\n- Đến năm 2015 đạt 80%.\n- Sao lưu hàng ngày.\nTắt [X]'
  const quotes = ['Điều 1. Gửi văn bản điện tử;', 'báo cáo hàng tháng.', 'Đến năm 2015 đạt 80%.', 'Sao lưu hàng ngày.']
  const good = cut(quotes, ['QUYẾT ĐỊNH', 'Tắt [X]'])

  test('a whole cutting has no fault', () => {
    expect(faults(good, text)).toEqual([])
  })

  test.each([
    ['a clause is forgotten', cut(quotes.slice(0, 3), ['QUYẾT ĐỊNH', 'Tắt [X]']), 'not covered: "- Sao lưu hàng ngày."'],
    [
      'a word is changed',
      cut(['Điều 1. Gửi văn bản giấy;', ...quotes.slice(1)], ['QUYẾT ĐỊNH', 'Tắt [X]']),
      'do not stand in the text',
    ],
    ['a quote stands twice', cut([...quotes, 'Sao lưu hàng ngày.'], ['QUYẾT ĐỊNH', 'Tắt [X]']), 'stand in another row already'],
    ['rows overlap', cut([...quotes, 'Sao lưu'], ['QUYẾT ĐỊNH', 'Tắt [X]']), 'stand in another row already'],
    [
      'clauses are merged',
      cut([...quotes.slice(0, 2), 'Đến năm 2015 đạt 80%. - Sao lưu hàng ngày.'], ['QUYẾT ĐỊNH', 'Tắt [X]']),
      'holds more than one clause',
    ],
    ['rows change places', cut([...quotes].reverse(), ['QUYẾT ĐỊNH', 'Tắt [X]']), 'not in the order of the text'],
    [
      'a target is left out as talk',
      cut([...quotes.slice(0, 2), 'Sao lưu hàng ngày.'], ['QUYẾT ĐỊNH', 'Tắt [X]', 'Đến năm 2015 đạt 80%.']),
      'states a figure or a date',
    ],
  ])('%s', (_, planted, fault) => {
    expect(faults(planted, text).join('\n')).toContain(fault)
  })

  test('a clause of the spine without a test is seen; one of a later issue may wait', () => {
    const [first, second] = good.rows
    const planted = first && second ? [{ ...first, issue: 'spine' as const }, second] : []
    expect(unproven(planted)).toEqual(['S0-1-1'])
    expect(
      unproven(planted.map((row) => ({ ...row, test: ['house/sources/sources.test.ts#a whole cutting has no fault'] }))),
    ).toEqual([])
  })

  test('a row may not name a test that is gone, switched off or only spoken of', () => {
    const row = good.rows[0]
    const naming = (name: string) => (row ? missingTests({ ...row, test: [name] }) : [])
    expect(naming('house/sources/sources.test.ts#a whole cutting has no fault')).toEqual([])
    expect(naming('house/sources/gone.test.ts#a whole cutting has no fault')).toHaveLength(1)
    expect(naming('house/sources/sources.test.ts#a title that nobody wrote')).toHaveLength(1)
    expect(bears("test.skip('sealed twice', () => {", 'sealed twice')).toBe(false)
    expect(bears("// test('sealed twice', () => {", 'sealed twice')).toBe(false)
    expect(bears("  test.for(table)('sealed twice', () => {", 'sealed twice')).toBe(true)
  })
})

function cut(quotes: string[], leftOut: string[]): Source {
  const row = (quote: string, i: number): Row => ({
    id: `S0-1-${i + 1}`,
    clause: '1',
    quote,
    module: 'documents',
    what: 'planted',
    issue: 'later',
    targets: [],
    test: [],
  })
  const left = leftOut.map((quote) => ({ kind: 'context' as const, reason: 'planted', quote }))
  return { source: 'S0', title: 'planted', text: 'planted', rows: quotes.map(row), leftOut: left }
}

/** Clauses that the first issue fulfils and that name no test. */
function unproven(rows: readonly Row[]): string[] {
  return rows.filter((row) => row.issue === 'spine' && row.test.length === 0).map((row) => row.id)
}

function twice(values: string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i)
}

/** The names among a row's tests whose file is missing or does not hold the test. */
function missingTests(row: Row): string[] {
  return row.test.filter((name) => {
    const [file = '', ...rest] = name.split('#')
    return !existsSync(inRepository(file)) || !bears(readFileSync(inRepository(file), 'utf8'), rest.join('#'))
  })
}

/** True when a line of code, not a comment and not switched off, holds the whole title in quotation marks. */
function bears(code: string, title: string): boolean {
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``]
  return code
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && !/\.(skip|todo|skipIf)\b/.test(line))
    .some((line) => quoted.some((words) => line.includes(words)))
}
