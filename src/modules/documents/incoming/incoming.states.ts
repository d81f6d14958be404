import type { Actor } from '#kernel/actor.ts'
import { states } from '#kernel/states.ts'
import { isClerkAt, isDirectorOf, isHandlerOf, isReaderAt, isRegistrarAt, maySubmit, mayUndo } from './incoming.policy.ts'
import type { Incoming } from './incoming.ts'

export type IncomingStep =
  | 'refuse'
  | 'refuseLate'
  | 'register'
  | 'propose'
  | 'direct'
  | 'progress'
  | 'finish'
  | 'noteOnly'
  | 'takeNote'
  | 'voidNumber'

/** The life of an incoming document (NĐ 30/2020 art. 20 to 24; DESIGN 6). Steps may be skipped forwards, never backwards. */
export const incomingStates = states<Incoming, Actor, IncomingStep>({
  refuse: { from: ['ARRIVED'], to: 'REFUSED', may: isClerkAt },
  register: { from: ['ARRIVED'], to: 'REGISTERED', may: isRegistrarAt },
  refuseLate: { from: ['REGISTERED', 'TO_DIRECT'], to: 'REFUSED', may: mayUndo },
  // From TO_DIRECT: to another leader, when the one it waits for is away (no rung stops the ladder).
  propose: { from: ['REGISTERED', 'TO_DIRECT'], to: 'TO_DIRECT', may: maySubmit },
  direct: { from: ['REGISTERED', 'TO_DIRECT', 'ASSIGNED', 'IN_PROGRESS'], to: 'ASSIGNED', may: isDirectorOf },
  progress: { from: ['ASSIGNED'], to: 'IN_PROGRESS', may: isHandlerOf },
  finish: { from: ['ASSIGNED', 'IN_PROGRESS'], to: 'FINISHED', may: isHandlerOf },
  noteOnly: { from: ['REGISTERED', 'TO_DIRECT'], to: 'NOTED', may: maySubmit },
  // Where there are no books the one step is to read it.
  takeNote: { from: ['ARRIVED'], to: 'NOTED', may: isReaderAt },
  voidNumber: { from: ['REGISTERED', 'TO_DIRECT'], to: 'VOIDED', may: mayUndo },
})
