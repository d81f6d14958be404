import type { Actor } from '#kernel/actor.ts'
import { states } from '#kernel/states.ts'
import { isClerkOf, isDrafterOf, isReviewerOf, isSenderInside, isSignerOf } from './outgoing.policy.ts'
import type { Outgoing } from './outgoing.ts'

export type OutgoingStep =
  | 'submit'
  | 'withdraw'
  | 'return'
  | 'returnToStep'
  | 'approve'
  | 'sign'
  | 'signByHand'
  | 'number'
  | 'seal'
  | 'release'
  | 'releaseInside'
  | 'void'
  | 'askRecall'
  | 'recall'
  | 'keep'
  | 'replace'
  | 'cancel'

/** The life of an outgoing document (NĐ 30/2020 art. 14 to 18). Buttons, guards, diagram and tests read this table. */
export const outgoingStates = states<Outgoing, Actor, OutgoingStep>({
  submit: { from: ['DRAFT', 'RETURNED'], to: 'REVIEWING', may: isDrafterOf },
  withdraw: { from: ['REVIEWING', 'RETURNED'], to: 'DRAFT', may: isDrafterOf },
  return: { from: ['REVIEWING', 'TO_SIGN', 'SIGNED'], to: 'RETURNED', may: isReviewerOf },
  returnToStep: { from: ['REVIEWING', 'TO_SIGN'], to: 'REVIEWING', may: isReviewerOf },
  approve: { from: ['REVIEWING'], to: 'TO_SIGN', may: isReviewerOf },
  sign: { from: ['TO_SIGN'], to: 'SIGNED', may: isSignerOf },
  signByHand: { from: ['TO_SIGN'], to: 'SIGNED', may: isClerkOf },
  number: { from: ['SIGNED'], to: 'NUMBERED', may: (doc, actor) => doc.numbered && isClerkOf(doc, actor) },
  seal: { from: ['NUMBERED'], to: 'SEALED', may: isClerkOf },
  release: { from: ['SEALED'], to: 'ISSUED', may: isClerkOf },
  releaseInside: { from: ['SIGNED'], to: 'ISSUED', may: isSenderInside },
  void: { from: ['NUMBERED', 'SEALED'], to: 'VOIDED', may: isClerkOf },
  askRecall: { from: ['ISSUED'], to: 'RECALL_REQUESTED', may: isClerkOf },
  recall: { from: ['RECALL_REQUESTED'], to: 'RECALLED', may: isClerkOf },
  keep: { from: ['RECALL_REQUESTED'], to: 'ISSUED', may: isClerkOf },
  replace: { from: ['ISSUED'], to: 'REPLACED', may: isClerkOf },
  cancel: { from: ['DRAFT', 'RETURNED'], to: 'CANCELLED', may: isDrafterOf },
})
