import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { byQuery, type Check } from './check.ts'

type Link = { seq: number; hash: Buffer; line: string | null }

/** Links in order, each with the row it stands for, in the form that goes into the hash. */
const chain = `
  select l.seq::int as seq, l.hash, case when a.id is not null then concat_ws('|', a.id, (extract(epoch from a.at) * 1000000)::bigint,
    coalesce(a.agency::text, '-'), coalesce(a.person::text, '-'), coalesce(a.post::text, '-'), coalesce(a.on_behalf_of::text, '-'),
    a.verb, a.about, a.detail::text) end as line
  from platform.audit_link l left join platform.audit a on a.id = l.audit order by l.seq`

async function brokenLinks(client: Client): Promise<string[]> {
  const { rows } = await client.query<Link>(chain)
  let hash = Buffer.alloc(0)
  for (const [at, link] of rows.entries()) {
    if (link.seq !== at + 1) return [`link ${at + 1} is missing`]
    if (link.line === null) return [`link ${link.seq} stands for no row`]
    hash = createHash('sha256').update(hash).update(link.line, 'utf8').digest()
    if (!hash.equals(link.hash)) return [`link ${link.seq} does not fit`]
  }
  const heads = await client.query<{ seq: number; hash: Buffer }>('select seq::int as seq, hash from platform.audit_head')
  return heads.rows.flatMap(({ seq, hash: signed }) =>
    rows[seq - 1]?.hash.equals(signed) ? [] : [`the signed head ${seq} is not the chain's`],
  )
}

/** Each deed left one row in the audit, and the chain over all of them is whole (DESIGN 5.10). */
export const auditChain: readonly Check[] = [
  { name: 'a broken audit chain', find: brokenLinks },
  byQuery(
    'a deed that the audit knows not once',
    `select format('document %s: %s times %s', d.id, count(a.id), d.verb) as fault
     from (
       select h.outgoing as id, 'outgoing.' || h.step as verb from documents.outgoing_history h where h.step in ('number', 'seal', 'release')
       union all
       select h.incoming, 'incoming.register' from documents.incoming_history h where h.step = 'register' and h.from_state = 'ARRIVED'
     ) d
     left join platform.audit a on a.verb = d.verb and a.about = d.id::text
     group by d.id, d.verb having count(a.id) <> 1`,
  ),
  byQuery(
    'an audit row of a deed that did not happen',
    `select format('audit %s says %s of %s', a.id, a.verb, a.about) as fault
     from platform.audit a
     where a.verb in ('outgoing.number', 'outgoing.seal', 'outgoing.release')
       and not exists (select from documents.outgoing_history h where h.outgoing::text = a.about and 'outgoing.' || h.step = a.verb)`,
  ),
]
