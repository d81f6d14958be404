import type { Actor } from '#kernel/actor.ts'
import { mayTrust } from '../anchors/anchor.policy.ts'
import { mayKeepRegister } from '../register/register.policy.ts'
import { mayNameServices } from '../remote/service.policy.ts'
import { mayImport } from './key.policy.ts'

export type Place = 'mine' | 'agency' | 'register' | 'trusted' | 'stamping' | 'shadow' | 'remote'

/** The pages of certificates that a person may open. */
export const placesFor = (actor: Actor): Place[] => [
  'mine',
  ...(mayImport('agency', actor) ? (['agency'] as const) : []),
  ...(mayKeepRegister(actor) ? (['register'] as const) : []),
  ...(mayTrust(actor) ? (['trusted', 'stamping', 'shadow'] as const) : []),
  ...(mayNameServices(actor) ? (['remote'] as const) : []),
]
