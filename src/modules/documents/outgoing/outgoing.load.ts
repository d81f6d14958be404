import { note } from '#platform/audit/audit.ts'
import type { Vault, Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { certificateOf, standingOf } from '#signing'
import { checkMark } from '../checking/check-mark.ts'
import { givenCode } from '../checking/code.sql.ts'
import { markRead } from '../deliveries/inside.sql.ts'
import { afterView } from './after/after.view.ts'
import { mayComment } from './circuit/comment.ts'
import { reviewView } from './circuit/review.view.ts'
import { composeChoices } from './compose/choices.ts'
import { proposedCircuit } from './compose/compose.load.ts'
import { markSeen } from './compose/version.sql.ts'
import { signedFile } from './file.sql.ts'
import { symbolOf } from './outgoing.ts'
import { demonstrationPin, signerCard } from './sign/sign.view.ts'
import { type OutgoingView, view } from './view.sql.ts'

/** The circuit that the drafter is offered, with the names of who stands in it. */
async function proposalFor(work: Work, { doc, steps }: OutgoingView) {
  if (!steps.includes('submit')) return []
  const choices = await composeChoices(work)
  const names = new Map(choices.reviewers.map((one) => [one.value, one.label.split(' – ')[0] ?? '']))
  return (await proposedCircuit(work, choices, doc)).map((step) => ({ ...step, name: names.get(step.post) ?? '' }))
}

const returnedIn = ({ doc, history }: OutgoingView) => {
  const back = doc.state === 'RETURNED' ? history.findLast((row) => row.step === 'return') : undefined
  return back ? { by: back.name ?? '', reason: back.reason } : null
}

/** How long-lasting the issued file is; null while it is not issued, or nothing digital was signed. */
async function lastingOf({ tx }: Work, { doc }: OutgoingView) {
  const sha256 = doc.issuedAt && !doc.frozen ? await signedFile(tx, doc.id) : null
  return sha256 ? standingOf(tx, sha256) : null
}

/** By what anybody checks the document, once it is out; the copy that a recipient inside has had taken back shows nothing. */
async function checkShown({ tx }: Work, { doc }: OutgoingView, vault: Pick<Vault, 'address'>) {
  const code = doc.issuedAt && !doc.frozen ? await givenCode(tx, doc.id) : null
  return code ? checkMark(code, vault) : null
}

/** What the agency's key wants to be told, and whether it lies at the clerk's own machine. */
async function sealBy(work: Work, { steps }: Pick<OutgoingView, 'steps'>) {
  const seals = steps.some((step) => step === 'number' || step === 'seal')
  const card = seals ? await certificateOf(work, { holder: 'agency' }) : null
  return { sealAsks: card?.asks ?? (['pin'] as const), sealAtDesk: card?.lies === 'DESK' }
}

/** Everything that the document's page shows; opening it is written down, with the version that was seen. */
export async function outgoingPage(work: Work, id: string, vault: Pick<Vault, 'address'> = {}) {
  const shown = await view(work, id)
  const review = await reviewView(work, shown)
  if (shown.doc.agency === work.actor.agency) await markSeen(work.tx, shown.doc, work.actor.post)
  if (shown.doc.issuedAt) await markRead(work, id)
  await note(work, 'outgoing.read', id)
  return {
    ...shown,
    after: await afterView(work, shown),
    review,
    returned: returnedIn(shown),
    proposal: await proposalFor(work, shown),
    card: shown.steps.includes('sign') ? await signerCard(work) : null,
    ...(await sealBy(work, shown)),
    demoPin: (await installationKind(work.tx)) === 'demo' ? demonstrationPin : null,
    mayComment: mayComment(shown.doc) && shown.doc.agency === work.actor.agency,
    signerName: shown.people.find((one) => one.post === shown.doc.signer)?.name ?? null,
    symbol: symbolOf(shown.doc),
    lasting: await lastingOf(work, shown),
    check: await checkShown(work, shown, vault),
  }
}
export type OutgoingShown = Awaited<ReturnType<typeof outgoingPage>>
