import { resolved } from '#platform/pdf/objects.ts'
import { against, type JudgedSignature, type Reason } from '../verify/verdict.ts'
import { readsOneWay } from './ambiguity.ts'
import { type Allowance, allowanceOf, changesBetween, stricter } from './changes.ts'
import { type ClaimedSignature, endOf, type Revision } from './read.ts'
import { same } from './same.ts'

/** The file now, its signatures in their order, and the revision that each one closed. */
export type Life = { last: Revision; claimed: readonly ClaimedSignature[]; revisions: readonly (Revision | null)[] }

/** What the revisions after the signatures did: told to each signature, and what leaves a doubt about the file itself. */
export async function laterReasons(life: Life, signatures: JudgedSignature[]): Promise<Reason[]> {
  const [first] = life.claimed
  if (!first) return []
  judgeChanges(life, signatures)
  const oneWay = !(endOf(first) <= life.last.bytes.length) || (await readsOneWay(life.last, endOf(first)))
  const tail = tailOf(life)
  const suspicious = !oneWay || tail === 'nothing-known'
  for (const signature of signatures.filter(({ laterChanges }) => laterChanges === 'permitted')) {
    if (suspicious) signature.laterChanges = 'suspicious'
  }
  return [...(tail ? (['not-covered-by-signature'] as const) : []), ...(oneWay ? [] : (['ambiguous-structure'] as const))]
}

/** Each later revision must obey all signatures before it; one that does not spoils them all. */
function judgeChanges({ last, claimed, revisions }: Life, signatures: JudgedSignature[]): void {
  let allowance: Allowance = { level: null, locked: () => false }
  for (const [at, one] of claimed.entries()) {
    const revision = revisions[at]
    if (!revision) continue
    allowance = stricter(allowance, allowanceOf(revision.context, one.dict))
    const next = revisions.slice(at + 1).find((later) => later !== null) ?? last
    if (next.bytes.length === revision.bytes.length) continue
    const { violations, annotated } = changesBetween(revision, next, allowance)
    for (const signature of signatures.slice(0, at + 1)) {
      if (violations.length > 0) {
        against(signature, 'changed-after-signing')
        signature.laterChanges = 'forbidden'
      } else if (annotated) {
        against(signature, 'annotated-after-signing')
        if (signature.laterChanges === 'permitted') signature.laterChanges = 'suspicious'
      }
    }
  }
}

/**
 * What stands after the last signature: null when nothing, or validation data alone; `known` when it is a change that the
 * signatures may allow; `nothing-known` when bytes were added that say nothing.
 */
function tailOf({ last, claimed, revisions }: Life): 'known' | 'nothing-known' | null {
  const revision = revisions.at(-1)
  if (claimed.length === 0 || !revision || revision.bytes.length === last.bytes.length) return null
  const [was, is] = [revision, last].map(({ context }) => resolved(context, context.catalog.getDict().get('DSS')) ?? undefined)
  const validationData = is !== undefined && !same(was, is, () => undefined)
  const { violations } = changesBetween(revision, last, { level: 1, locked: () => true })
  if (violations.length > 0) return 'known'
  return validationData ? null : 'nothing-known'
}
