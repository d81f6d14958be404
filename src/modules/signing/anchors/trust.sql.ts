import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { Trust } from '../verify/certificates.ts'
import { rulesOf } from '../verify/verdict.ts'
import { anchorCertificates } from './anchor.sql.ts'

/** What judgements rest on besides the file and the time. */
export type HeldTrust = Required<Omit<Trust, 'at'>>

/**
 * The state of trust as a hash: the rules, the trusted authorities, the lists in use, and what the services said of revoked
 * certificates. A verdict that was judged under another state is to be judged again.
 */
export async function trustState(tx: Tx): Promise<string> {
  const { rows } = await sql<{ part: string }>`
    select 'anchor ' || encode(fingerprint, 'hex') as part from signing.anchor where removed_at is null
    union all select 'list ' || fingerprint from signing.revocation_list where replaced_at is null
    union all select 'answer ' || encode(sha256(answer), 'hex') from signing.revocation_answer where revokes
    order by part`.execute(tx)
  return rows.reduce((hash, { part }) => hash.update(`\n${part}`), createHash('sha256').update(rulesOf)).digest('hex')
}

/** All that `trustState` speaks of. */
export async function heldTrust(tx: Tx): Promise<HeldTrust> {
  const lists = await tx
    .selectFrom('signing.revocation_list')
    .select('list as der')
    .where('replaced_at', 'is', null)
    .orderBy('id')
    .execute()
  const answers = await tx
    .selectFrom('signing.revocation_answer')
    .select(['answer as der', 'kind'])
    .where('revokes', '=', true)
    .orderBy('key')
    .execute()
  const crls = [...lists, ...answers.filter(({ kind }) => kind === 'crl')].map(({ der }) => der)
  const ocsps = answers.filter(({ kind }) => kind === 'ocsp').map(({ der }) => der)
  return { anchors: await anchorCertificates(tx), crls, ocsps }
}
