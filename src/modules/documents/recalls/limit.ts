import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { addWorkingDays, type Calendar } from '#kernel/deadline.ts'
import { addDays } from '#kernel/vietnamese.ts'
import { repositoryFolder } from '#platform/config/config.ts'

const Limits = z.object({
  answer_within_working_days: z.int().min(1).max(60),
  ask_within_days: z.int().min(1).nullable(),
})

/** Working days to answer, and calendar days after issuing within which a recall may be asked for (null: no limit). */
export type RecallLimits = { answerWithin: number; askWithin: number | null }

/** The limits in force (data/recall.yaml). */
export async function recallLimits(): Promise<RecallLimits> {
  const read = Limits.parse(parse(await readFile(join(repositoryFolder, 'data/recall.yaml'), 'utf8')))
  return { answerWithin: read.answer_within_working_days, askWithin: read.ask_within_days }
}

/** True while a document issued on a day may still be asked back. Days are yyyy-mm-dd. */
export const mayStillAsk = (issuedOn: string, today: string, { askWithin }: RecallLimits): boolean =>
  askWithin === null || today <= addDays(issuedOn, askWithin)

/** The last day for answers. */
export const answerDue = (today: string, calendar: Calendar, { answerWithin }: RecallLimits): string =>
  addWorkingDays(today, answerWithin, calendar)

/** Asked, not settled, and the last day for answers is over: red at the sender. */
export const isOverdue = (doc: { state: string; recallDueOn: string | null }, today: string): boolean =>
  doc.state === 'RECALL_REQUESTED' && doc.recallDueOn !== null && doc.recallDueOn < today
