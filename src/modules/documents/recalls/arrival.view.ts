import type { Work } from '#platform/db/desk.ts'
import { reasons } from '../reasons/reasons.ts'
import { recallOfArrival } from './recall.sql.ts'

/** What the recipient's page shows of a recall or replacement, with the reasons for not agreeing. */
export async function arrivalRecall(work: Work, incoming: string) {
  const shown = await recallOfArrival(work.tx, incoming)
  const why = await reasons('recall_refusal', work.clock.today)
  return { ...shown, reasons: why.map(({ code, text }) => ({ value: code, label: text })) }
}
