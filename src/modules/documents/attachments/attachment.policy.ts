import type { Actor } from '#kernel/actor.ts'
import { isClerkOf, isDrafterOf } from '../outgoing/outgoing.policy.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'

/** Files of a draft are put in by its drafter, or by the clerk, who alone may vouch for a scan. */
export const mayTendFiles = (doc: Outgoing, actor: Actor): boolean => isDrafterOf(doc, actor) || isClerkOf(doc, actor)
