/**
 * What is counted, spelled as the columns of `statistics.counted`: first documents (counting identities), then deliveries,
 * then paper copies. Every figure of the exchange report is a ratio or a sum of these (S4 II.2).
 */
export const measureNames = [
  'documents',
  'unnumbered',
  'e',
  'h',
  'p',
  'mixed',
  'complete',
  'sent_e',
  'sent_h',
  'sent_p',
  'copies_h',
  'copies_p',
  'eoffice',
  'email',
  'portal',
  'specialised',
  'failed',
  'refused',
  'paper_for_handling',
  'paper_consultation',
  'paper_information',
  'paper_report',
  'paper_periodic_report',
  'paper_statistics',
] as const
export type MeasureName = (typeof measureNames)[number]
export type Measures = Record<MeasureName, number>

/** Scopes in which figures are kept; the last four are asked by targets (S4 I.2.b) and by "all". */
export const scopes = ['INTERNAL', 'BETWEEN', 'EXTERNAL', 'ALL', 'TO_GOVERNMENT', 'TO_PROVINCE', 'TO_DISTRICT'] as const
export type Scope = (typeof scopes)[number]

export const nothing = (): Measures => Object.fromEntries(measureNames.map((name) => [name, 0])) as Measures

/** The sum of sheets. Rates of a group are ratios of such sums, never means of rates. */
export function sumOf(sheets: Iterable<Measures>): Measures {
  const sum = nothing()
  for (const sheet of sheets) for (const name of measureNames) sum[name] += sheet[name]
  return sum
}

/** What `after` has more than `before`; negative where it has less. */
export const differenceOf = (after: Measures, before: Measures): Measures =>
  Object.fromEntries(measureNames.map((name) => [name, after[name] - before[name]])) as Measures
