import { Refused } from '#kernel/refused.ts'
import { colleagueInPost } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import type { Outgoing } from '../outgoing.ts'
import { unconnected } from '../recipients/recipient.rules.ts'
import { recipientsOf, unreachableAgencies } from '../recipients/recipient.sql.ts'
import { maySignAs } from '../sign/capacity.ts'
import { delegatedByHead } from '../sign/standing-in.sql.ts'
import { readiness } from './ready.sql.ts'

/**
 * What release will ask for, asked before a number is bound: somebody to send to, in force today and not electronic when only
 * a name; and what the document replaces is issued and not replaced yet.
 * @throws Refused no-recipient | unreachable-recipient | dissolved-recipient (who, and who came after) | nothing-to-replace
 */
export async function refuseUnissuable({ tx, clock }: Work, doc: Pick<Outgoing, 'id' | 'agency' | 'replaces'>): Promise<void> {
  const { recipients, named, ended, replaceable } = await readiness(tx, doc, clock.today)
  if (recipients === 0) throw new Refused('no-recipient', doc.id)
  if (named) throw new Refused('unreachable-recipient', 'outside')
  if (ended !== null) throw new Refused('dissolved-recipient', ended)
  if (!replaceable) throw new Refused('nothing-to-replace', doc.replaces ?? '')
}

/** At submission also every agency that gets it electronically must be reached; one that is lost later is a failed delivery. */
export async function refuseUnreached({ tx }: Work, outgoing: string): Promise<void> {
  const recipients = await recipientsOf(tx, outgoing)
  const unreachable = await unreachableAgencies(tx)
  const unreached = recipients.find((one) => unconnected(one, unreachable))
  if (unreached) throw new Refused('unreachable-recipient', unreached.recipient ?? 'outside')
}

/**
 * The signer sits in the agency today and may sign in the capacity named (NĐ 30/2020 art. 13).
 * @throws Refused bad-input (signer) | signer-without-competence
 */
export async function refuseSigner({ tx }: Work, doc: Pick<Outgoing, 'agency' | 'signer' | 'signerCompetence'>): Promise<void> {
  const signer = doc.signer ? await colleagueInPost(tx, doc.signer) : undefined
  if (!signer || signer.agency !== doc.agency) throw new Refused('bad-input', 'signer')
  const delegated = (await delegatedByHead(tx, doc.agency)).includes(signer.post)
  if (!maySignAs({ ...signer, delegated }, doc.signerCompetence))
    throw new Refused('signer-without-competence', doc.signerCompetence)
}
