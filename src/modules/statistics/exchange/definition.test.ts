import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CountedDocument,
  channels,
  type DeliveryFacts,
  documentClass,
  exchangeClass,
  type FormulaId,
  formatShare,
  formulas,
  measure,
  measuresOf,
  paperCount,
  primaryChannel,
  purposes,
  ratio,
  share,
} from './definition.ts'
import { sumOf } from './measures.ts'

const facts = (given: Partial<DeliveryFacts>): DeliveryFacts => ({
  electronic: false,
  electronicComplete: given.electronic ?? false,
  paper: (given.paperCopies ?? 0) > 0,
  paperCopies: 0,
  channel: given.electronic ? 'EOFFICE' : null,
  purpose: 'FOR_HANDLING',
  ...given,
})
const E = facts({ electronic: true })
const byMail = facts({ electronic: true, channel: 'EMAIL' })
const H = facts({ electronic: true, paperCopies: 2 })
const P = facts({ paperCopies: 1 })
const document = (...deliveries: DeliveryFacts[]): CountedDocument => ({ numbered: true, deliveries })

test.each([
  [true, false, 'E'],
  [true, true, 'H'],
  [false, true, 'P'],
  [false, false, null],
])('a delivery electronic %s, on paper %s is of class %s', (electronic, paper, expected) => {
  expect(exchangeClass({ electronic, paper })).toBe(expected)
})

describe('the class of a document over its deliveries', () => {
  test.each([
    ['all electronic', [E, byMail], { class: 'E', mixed: false, complete: true }],
    ['all with paper', [H, H], { class: 'H', mixed: false, complete: true }],
    ['electronic and with paper', [E, H], { class: 'H', mixed: true, complete: true }],
    ['electronic and paper only', [E, P], { class: 'H', mixed: true, complete: false }],
    ['paper only', [P, P], { class: 'P', mixed: false, complete: false }],
    [
      'an appendix stayed on paper',
      [E, facts({ electronic: true, electronicComplete: false })],
      { class: 'E', mixed: false, complete: false },
    ],
    ['one has not gone yet', [E, facts({})], { class: 'E', mixed: false, complete: true }],
    ['none has gone', [facts({})], { class: null, mixed: false, complete: false }],
    ['without recipients', [], { class: null, mixed: false, complete: false }],
  ])('%s', (_, deliveries, expected) => {
    expect(documentClass(deliveries)).toEqual(expected)
  })
})

describe('the worked example: agency A, one quarter, between agencies', () => {
  const appendixOnPaper = { ...H, electronicComplete: false }
  const D1 = document(E, E, E)
  const D2 = document(byMail, byMail)
  const D3 = document(H, H, H, appendixOnPaper)
  const D4 = document(E, P)
  const D5 = document(P)
  const counted = measure([D1, D2, D3, D4, D5])
  const shown = (formula: FormulaId) => {
    const { part, whole } = ratio(formula, counted)
    return formatShare(share(part, whole))
  }

  test.each<[FormulaId, string, number, number]>([
    ['E_DOC', '40,00\u00a0%', 2, 5],
    ['H_DOC', '40,00\u00a0%', 2, 5],
    ['P_DOC', '20,00\u00a0%', 1, 5],
    ['MIXED_DOC', '20,00\u00a0%', 1, 5],
    ['EANY_DOC', '80,00\u00a0%', 4, 5],
    ['ECOMPLETE_DOC', '40,00\u00a0%', 2, 5],
    ['E_COPY', '50,00\u00a0%', 6, 12],
    ['H_COPY', '33,33\u00a0%', 4, 12],
    ['P_COPY', '16,67\u00a0%', 2, 12],
    ['H_COPY_LIT', '50,00\u00a0%', 8, 16],
    ['CH_QLVB', '80,00\u00a0%', 8, 10],
    ['CH_EMAIL', '20,00\u00a0%', 2, 10],
    ['CH_PORTAL', '0,00\u00a0%', 0, 10],
    ['CH_SPECIALISED', '0,00\u00a0%', 0, 10],
    ['CH_QLVB_2', '80,00\u00a0%', 8, 10],
    ['CH_EMAIL_2', '20,00\u00a0%', 2, 10],
  ])('%s is %s', (formula, percent, part, whole) => {
    expect(shown(formula)).toBe(percent)
    expect(ratio(formula, counted)).toEqual({ part, whole })
  })

  test('paper copies are ten, all for handling', () => {
    expect(paperCount(counted)).toBe(10)
    expect(paperCount(counted, ['FOR_HANDLING'])).toBe(10)
    expect(paperCount(counted, ['CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS'])).toBe(0)
  })

  test('in the version after D1 went on paper too: E 20,00 %, H 60,00\u00a0%', () => {
    const later = measure([document({ ...E, paper: true, paperCopies: 1 }, E, E), D2, D3, D4, D5])
    expect(ratio('E_DOC', later)).toEqual({ part: 1, whole: 5 })
    expect(ratio('H_DOC', later)).toEqual({ part: 3, whole: 5 })
  })

  test('with nothing sent there is no rate', () => {
    for (const formula of Object.keys(formulas) as FormulaId[]) expect(ratio(formula, measure([]))).toEqual({ part: 0, whole: 0 })
    expect(formatShare(share(0, 0))).toBe('không phát sinh')
  })
})

describe('rounding', () => {
  test.each([
    [1, 3, 3333],
    [2, 3, 6667],
    [1, 8, 1250],
    [1, 16, 625],
    [1, 32, 313],
    [1, 2_000, 5],
    [1, 20_000, 1],
    [1, 20_001, 0],
    [7, 7, 10_000],
  ])('%d of %d is %d hundredths of a percent', (part, whole, hundredths) => {
    expect(share(part, whole)).toBe(hundredths)
  })

  test('two places always, decimal comma, a space before the sign', () => {
    expect([8740, 10_000, 5, 0].map(formatShare)).toEqual(['87,40\u00a0%', '100,00\u00a0%', '0,05\u00a0%', '0,00\u00a0%'])
  })
})

test('of several channels the primary one counts', () => {
  expect(primaryChannel(['PORTAL', 'EMAIL'])).toBe('EMAIL')
  expect(primaryChannel(['EMAIL', 'SPECIALISED', 'EOFFICE'])).toBe('EOFFICE')
  expect(primaryChannel([])).toBeNull()
})

const anyFacts: fc.Arbitrary<DeliveryFacts> = fc
  .record({
    electronic: fc.boolean(),
    whole: fc.boolean(),
    paperCopies: fc.integer({ min: 0, max: 3 }),
    channel: fc.constantFrom(...channels),
    purpose: fc.constantFrom(...purposes),
    outcome: fc.constantFrom('FAILED' as const, 'REFUSED' as const, null),
  })
  .map(({ electronic, whole, paperCopies, channel, purpose, outcome }) =>
    facts({
      electronic,
      electronicComplete: electronic && whole,
      paperCopies,
      channel: electronic ? channel : null,
      purpose,
      outcome,
    }),
  )
const anyDocument = fc.record({ numbered: fc.boolean(), deliveries: fc.array(anyFacts, { maxLength: 6 }) })

describe('whatever was sent', () => {
  test('the three classes are a partition of documents and of deliveries, and channels one of electronic deliveries', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 12 }), (documents) => {
        const m = measure(documents)
        expect(m.e + m.h + m.p).toBe(m.documents)
        expect(m.eoffice + m.email + m.portal + m.specialised).toBe(m.sent_e + m.sent_h)
        expect(paperCount(m)).toBe(m.copies_h + m.copies_p)
        expect(m.mixed).toBeLessThanOrEqual(m.h)
        expect(m.complete).toBeLessThanOrEqual(m.e + m.h)
        expect(m.unnumbered).toBeLessThanOrEqual(m.documents)
      }),
    )
  })

  test('a rate of a group is the ratio of sums, in whatever parts they were summed', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 12 }), fc.nat(12), (documents, cut) => {
        expect(sumOf([measure(documents.slice(0, cut)), measure(documents.slice(cut))])).toEqual(measure(documents))
      }),
    )
  })

  test('the order of recipients changes nothing', () => {
    fc.assert(
      fc.property(anyDocument, (one) => {
        expect(measuresOf({ ...one, deliveries: one.deliveries.toReversed() })).toEqual(measuresOf(one))
      }),
    )
  })
})
