import type { SignerCompetence } from '../outgoing/outgoing.ts'

/** How an issued document stands today. Being recalled, it is still in force until its recipients have answered. */
export type CheckStanding = 'IN_FORCE' | 'RECALLING' | 'RECALLED' | 'REPLACED'
export type CheckVerdict = 'valid' | 'invalid' | 'indeterminate'

/** What whoever holds the code is told; nothing of drafts, recipients, work on it, or people but the signer. */
export type Checked = {
  code: string
  kind: string
  symbol: string | null
  date: string | null
  agency: string
  organId: string
  signedBy: 'digital' | 'hand'
  signer: string | null
  position: string | null
  competence: SignerCompetence
  /** A paper of the agency's own: its subject stays inside. */
  internal: boolean
  subject: string | null
  issuedAt: Date
  standing: CheckStanding
  endedAt: Date | null
  /** What stands in its place; null where that is not for everybody, or nothing does. */
  replacedBy: { symbol: string; date: string | null } | null
  /** Null: the signatures are still to be judged. */
  verdict: { verdict: CheckVerdict; reasons: string[]; at: Date } | null
  files: CheckedFile[]
}
export type CheckedFile = { main: boolean; sha256: string; size: number }

/** What the answer amounts to, at a glance. */
export type Outcome = 'genuine' | 'recalling' | 'ended' | 'unsure' | 'bad'

/**
 * A bad signature outweighs everything; what has ended is told before what is doubtful. A document signed by hand carries at most its
 * agency's signature on the copy: without one, nothing was to be judged.
 */
export function outcomeOf({ verdict, standing, signedBy }: Pick<Checked, 'verdict' | 'standing' | 'signedBy'>): Outcome {
  if (verdict?.verdict === 'invalid') return 'bad'
  if (standing === 'RECALLED' || standing === 'REPLACED') return 'ended'
  const bare = signedBy === 'hand' && verdict?.reasons.every((one) => one === 'no-signature')
  if (verdict?.verdict !== 'valid' && !bare) return 'unsure'
  return standing === 'RECALLING' ? 'recalling' : 'genuine'
}
