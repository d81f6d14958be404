import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { evaluateTargets, type Figure, OwnRoadmap, ownTargets, type Question, Target, TargetFile, verdictOf } from './targets.ts'

const written = parse(readFileSync('data/targets.yaml', 'utf8'))
const { targets, adoptions } = TargetFile.parse(written)

/** The worked example of the exchange rates, as it would have been judged in the last quarter of 2015. */
const example: Record<string, Figure> = {
  E_DOC: { part: 2, whole: 5 },
  H_DOC: { part: 2, whole: 5 },
  P_DOC: { part: 1, whole: 5 },
  ECOMPLETE_DOC: { part: 2, whole: 5 },
  CH_QLVB_2: { part: 8, whole: 10 },
  CH_EMAIL_2: { part: 2, whole: 10 },
}
const ask = (changed: Partial<Question>): Question => ({
  province: 'Quảng Ngãi',
  scope: 'between',
  level: 'province',
  period: { start: '2015-10-01', end: '2015-12-31' },
  value: ({ formula }) => example[formula ?? ''],
  ...changed,
})
const judged = (changed: Partial<Question> = {}, rows = targets, adopted = adoptions.rows) =>
  Object.fromEntries(
    evaluateTargets(rows, adopted, ask(changed)).map(({ target, verdict, role }) => [
      target.id,
      role === 'coming' ? `${verdict} (coming)` : verdict,
    ]),
  )

test('the file of targets is read whole', () => {
  expect(targets).toHaveLength(125)
  expect(new Set(targets.map(({ id }) => id)).size).toBe(125)
  for (const { seed } of targets) expect(Object.keys(written.seeds)).toContain(seed)
})

describe('the worked example against the texts', () => {
  test('S4: E at least 20 % met; paper only must be none, not met; QLVB at least half met; whole files at least 50 % not met', () => {
    expect(judged()).toEqual({ 'S4-T11': 'NOT_MET', 'S4-T12': 'MET', 'S4-T13': 'NOT_MET', 'S4-T19': 'MET', 'S4-T20': 'MET' })
  })

  test('S0: E at least 70 % not met', () => {
    expect(judged({ province: 'Hà Tĩnh' })).toMatchObject({ 'S0-T02': 'NOT_MET' })
  })
})

describe('which rows bind', () => {
  const ofS0 = { province: 'Hà Tĩnh', scope: 'internal' }

  test('a floor stays after its deadline: in 2026 S0-T01 still demands 90 %', () => {
    const period = { start: '2026-01-01', end: '2026-03-31' }
    const value = (percent: number) => () => ({ part: percent, whole: 100 })
    expect(judged({ ...ofS0, period, value: value(90) })).toEqual({ 'S0-T01': 'MET' })
    expect(judged({ ...ofS0, period, value: value(89) })).toEqual({ 'S0-T01': 'NOT_MET' })
  })

  test('before its deadline a row is only shown as coming', () => {
    expect(judged({ ...ofS0, period: { start: '2015-01-01', end: '2015-03-31' } })).toEqual({ 'S0-T01': 'NOT_YET_DUE (coming)' })
  })

  test('before it starts, or before its province adopted it, a row is not there', () => {
    expect(judged({ scope: 'internal', level: 'agency', period: { start: '2012-10-01', end: '2012-12-31' } })).toEqual({})
    expect(judged({ province: 'Cao Bằng' })).toEqual({})
  })

  test('a reached row binds until the next of its series is reached; the straight line between them is information', () => {
    const period = { start: '2014-10-01', end: '2014-12-31' }
    const found = evaluateTargets(targets, adoptions.rows, ask({ scope: 'internal', period }))
    expect(found.map(({ target, role, verdict }) => [target.id, role, verdict])).toEqual([
      ['S4-T01', 'binding', 'MET'],
      ['S4-T02', 'coming', 'NOT_YET_DUE'],
      ['S4-T03', 'binding', 'NOT_MET'],
      ['S4-T04', 'coming', 'NOT_YET_DUE'],
    ])
    expect(found.map(({ path }) => path)).toEqual([null, 55, null, 35])
    expect(found[0]?.gap).toBeCloseTo(10)
    expect(judged({ scope: 'internal' })).toEqual({ 'S4-T02': 'NOT_MET', 'S4-T04': 'NOT_MET' })
  })

  test('rows of one level do not bind another; rows of each agency bind every level', () => {
    expect(judged({ level: 'commune' })).toEqual({ 'S4-T19': 'MET', 'S4-T20': 'MET' })
    expect(judged({ scope: 'internal', level: 'commune' })).toEqual({ 'S4-T02': 'NOT_MET', 'S4-T04': 'NOT_MET' })
    expect(judged({ scope: 'internal', level: 'all' })).toEqual({})
  })

  test('a row that has run out binds no more, and does not wake up the row it replaced', () => {
    const rows = [
      row({ id: 'first', deadline: '2020-12-31', value: 10 }),
      row({ id: 'second', deadline: '2021-12-31', until: '2022-12-31', value: 20 }),
    ]
    const at = (end: string) => judged({ province: 'X', period: { start: '2020-01-01', end } }, rows, bound)
    expect(at('2021-06-30')).toEqual({ first: 'MET', second: 'NOT_YET_DUE (coming)' })
    expect(at('2022-12-31')).toEqual({ second: 'MET' })
    expect(at('2023-03-31')).toEqual({})
  })

  test('a row without deadline binds from its start', () => {
    const rows = [row({ id: 'endless', start: '2020-01-01', value: 50 })]
    expect(judged({ province: 'X', period: { start: '2019-10-01', end: '2019-12-31' } }, rows, bound)).toEqual({})
    expect(judged({ province: 'X', period: { start: '2020-01-01', end: '2020-03-31' } }, rows, bound)).toEqual({
      endless: 'NOT_MET',
    })
  })

  test('a roadmap adopted later replaces the rows it names and leaves the others', () => {
    const own = OwnRoadmap.parse(written.adoptions.example)
    const rows = [...targets, ...ownTargets(own, targets)]
    const adopted = [
      { province: 'X', roadmap: 'S0', from: null, until: null, legal_basis: 'a', status: 'in_force' as const },
      { province: 'X', roadmap: own.roadmap, from: own.from, until: null, legal_basis: 'b', status: 'example' as const },
    ]
    const between = (start: string, end: string) => judged({ province: 'X', period: { start, end } }, rows, adopted)
    expect(between('2025-10-01', '2025-12-31')).toEqual({ 'S0-T02': 'NOT_MET' })
    expect(between('2026-10-01', '2026-12-31')).toEqual({ 'DEMO-2026/S0-T02': 'NOT_MET' })
    expect(between('2026-01-01', '2026-03-31')).toEqual({ 'DEMO-2026/S0-T02': 'NOT_YET_DUE (coming)' })
  })
})

const row = (given: object): Target =>
  Target.parse({
    id: 'T',
    seed: 'R',
    kind: 'target',
    scope: 'between',
    level: 'all',
    indicator: 'x',
    formula: 'E_DOC',
    comparator: 'gte',
    evaluate: 'auto',
    article: '1',
    ...given,
  })
const bound = [{ province: 'X', roadmap: 'R', from: null, until: null, legal_basis: 'x', status: 'in_force' as const }]

describe('the verdict', () => {
  const cases: [string, object, Figure, string | null][] = [
    ['at least, reached exactly', { value: 85 }, { part: 85, whole: 100 }, 'MET'],
    ['"trên" is more than', { value: 85, strict: true }, { part: 85, whole: 100 }, 'NOT_MET'],
    ['"trên", exceeded', { value: 85, strict: true }, { part: 8501, whole: 10_000 }, 'MET'],
    ['the unrounded value decides: 89,996 % is not 90 %', { value: 90 }, { part: 89_996, whole: 100_000 }, 'NOT_MET'],
    ['a third is not 33,33 %', { value: 33.34 }, { part: 1, whole: 3 }, 'NOT_MET'],
    ['at most, kept', { value: 20, comparator: 'lte' }, { part: 1, whole: 5 }, 'MET'],
    ['at most, exceeded', { value: 20, comparator: 'lte' }, { part: 21, whole: 100 }, 'NOT_MET'],
    ['less than', { value: 20, comparator: 'lte', strict: true }, { part: 1, whole: 5 }, 'NOT_MET'],
    ['all of them', { value: 100, comparator: 'eq' }, { part: 999_999, whole: 1_000_000 }, 'NOT_MET'],
    ['none', { value: 0, comparator: 'eq' }, { part: 0, whole: 3 }, 'MET'],
    ['a count', { value: 0, comparator: 'eq', unit: 'count_paper' }, { count: 1 }, 'NOT_MET'],
    ['nothing to count', { value: 90 }, { part: 0, whole: 0 }, 'NOT_APPLICABLE'],
    ['no figure', { value: 90 }, null, 'NOT_APPLICABLE'],
    ['no number in the text', { value: null }, { part: 1, whole: 2 }, null],
    ['a part that cannot be counted yet is never "đạt"', { value: 50 }, { part: 1, whole: 1, partial: true }, null],
    ['but it can be missed', { value: 50 }, { part: 1, whole: 3, partial: true }, 'NOT_MET'],
  ]
  test.each(cases)('%s', (_, given, figure, expected) => {
    expect(verdictOf(row(given), figure)).toBe(expected)
  })
})
