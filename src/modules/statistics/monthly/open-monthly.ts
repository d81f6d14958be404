import type { Work } from '#platform/db/desk.ts'
import { monthOf, periodOf } from '../periods/period.ts'
import { type MonthlyReport, monthlyReport } from './monthly.ts'

/** The report of a period by its code; null: of the current month. */
export const monthlyOf = (
  work: Work,
  { period, agency }: { period: string | null; agency: string | null },
): Promise<MonthlyReport> =>
  monthlyReport(work, { period: period === null ? monthOf(work.clock.today) : periodOf(period), agency })
