import { textOf } from '#kernel/content.ts'
import type { Work } from '#platform/db/desk.ts'
import { compared, places } from '../../drafting/compare.ts'
import { type Reason, reasons } from '../../reasons/reasons.ts'
import { versionText } from '../compose/version.sql.ts'
import type { OutgoingView } from '../view.sql.ts'
import { earlierSteps } from './review-again.ts'

export type ReviewView = {
  reasons: Pick<Reason, 'code' | 'text'>[]
  /** Steps that can be asked again, with who decided them. */
  earlier: { id: string; name: string }[]
  /** Since the version that the reader saw last: its ordinal, and in how many places the text differs. Null: nothing to compare. */
  changed: { from: number; to: number; places: number } | null
}

async function changedSince(work: Work, { doc, versions, seen }: OutgoingView): Promise<ReviewView['changed']> {
  const to = versions.findLast((one) => one.version <= doc.version)
  const from = versions.findLast((one) => seen.includes(one.version) && to !== undefined && one.version < to.version)
  if (!from || !to) return null
  const lines = async (version: number) => {
    const { subject, content } = await versionText(work.tx, doc.id, version)
    return [subject, ...textOf(content).split('\n')]
  }
  const changes = compared(await lines(from.version), await lines(to.version))
  return { from: from.ordinal, to: to.ordinal, places: places(changes) }
}

/** What somebody needs to decide: reasons to return, steps that can be asked again, what changed since the version they saw. */
export async function reviewView(work: Work, shown: OutgoingView): Promise<ReviewView> {
  const back = shown.steps.includes('return')
  const names = new Map(shown.people.map((one) => [one.post, one.name]))
  return {
    reasons: back ? (await reasons('return', work.clock.today)).map(({ code, text }) => ({ code, text })) : [],
    earlier: shown.steps.includes('returnToStep')
      ? earlierSteps(shown.circuit).map((step) => ({ id: step.id, name: names.get(step.post) ?? '' }))
      : [],
    changed: await changedSince(work, shown),
  }
}
