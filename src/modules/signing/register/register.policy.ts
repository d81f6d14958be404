import { type Actor, has } from '#kernel/actor.ts'

/** The register of an agency's certificates, and what is asked of the authority, is kept by its administrator. */
export const mayKeepRegister = (actor: Actor): boolean => has(actor, 'unitAdmin')
