import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** pgbench of the distribution; null when there is none. */
export function pgbench(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root) : []
  return versions.map((version) => join(root, version, 'bin/pgbench')).find((file) => existsSync(file)) ?? null
}

const measures = `documents, unnumbered, e, h, p, mixed, complete, sent_e, sent_h, sent_p, copies_h, copies_p, eoffice, email, portal, specialised,
  failed, refused, paper_for_handling, paper_consultation, paper_information, paper_report, paper_periodic_report, paper_statistics`
const counted = '1, 0, 1, 0, 0, 0, 1, 20, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0'

/** The same rows as a release makes, all of them constants, in one statement, prepared: what PostgreSQL can do at best. */
const script = `\\set n :n + 1
with d as (
  update documents.outgoing o set state = 'ISSUED', issued_at = now(), changed_at = now()
  from peer.queue q where q.client = :client_id and q.n = :n and o.id = q.doc returning o.*),
made as (
  insert into documents.delivery (agency, outgoing, ordinal, recipient_kind, recipient_agency, recipient_name, purpose, electronic,
    electronic_complete, paper_copies, channel, scope, sub_scope, state, sent_at, arrived_at, changed_at)
  select d.agency, d.id, r.ordinal, 'AGENCY', r.recipient_agency, r.recipient_name, 'FOR_HANDLING', true, true, 0, 'EOFFICE', 'BETWEEN',
    'TO_PROVINCE', 'ARRIVED', now(), now(), now() from d join documents.outgoing_recipient r on r.outgoing = d.id
  returning id, outgoing, recipient_agency),
arrived as (
  insert into documents.incoming (agency, delivery, sender, state, issuing_agency, code_number, code_notation, symbol_folded, promulgation_date,
    kind, subject, subject_folded, electronic, paper, arrived_at)
  select m.recipient_agency, m.id, d.agency, 'ARRIVED', 'Cơ quan', '01', d.code_notation, '1/cq', d.promulgation_date, d.kind, d.subject,
    d.subject_folded, true, false, now() from made m join d on d.id = m.outgoing returning id, agency),
filed as (
  insert into documents.incoming_file (incoming, agency, role, name, sha256, media_type, size)
  select a.id, a.agency, 'MAIN', 'van-ban.pdf', q.sha256, 'application/pdf', 20000 from arrived a, (select sha256 from peer.blob limit 1) q),
told as (insert into documents.incoming_history (incoming, agency, step, to_state) select id, agency, 'arrive', 'ARRIVED' from arrived),
noted as (insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post)
  select id, agency, 'release', 'SEALED', 'ISSUED', drafter from d),
audited as (insert into platform.audit (agency, post, verb, about) select agency, drafter, 'outgoing.release', id::text from d),
heard as (insert into platform.outbox (name, body) select 'documents.released', jsonb_build_object('id', id) from d),
sheets as (insert into statistics.counted (identity, scope, agency, day_sent, changed_at, ${measures})
  select d.id, s, d.agency, d.promulgation_date, now(), ${counted} from d, (values ('BETWEEN'), ('TO_PROVINCE'), ('ALL')) v(s)),
booked as (insert into statistics.delta (identity, scope, agency, day_sent, changed_at, ${measures})
  select d.id, s, d.agency, d.promulgation_date, now(), ${counted} from d, (values ('BETWEEN'), ('TO_PROVINCE'), ('ALL')) v(s))
select 1;
`

/** Clones the installation's database for the peer, without our triggers, which the script's own rows stand for. */
export async function preparePeer(url: string): Promise<string> {
  const peerUrl = Object.assign(new URL(url), { pathname: 'peer' }).href
  const admin = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: 'postgres' }).href })
  await admin.connect()
  await admin.query(`create database peer template ${new URL(url).pathname.slice(1)}`)
  await admin.end()
  const client = new pg.Client({ connectionString: peerUrl })
  await client.connect()
  await client.query(`
    alter table documents.delivery disable trigger user; alter table documents.outgoing disable trigger user;
    create schema peer;
    create table peer.blob as select sha256 from platform.blob where size = 20000;
    create table peer.queue as
      select dense_rank() over (order by agency)::int - 1 as client, row_number() over (partition by agency order by id)::int as n, id as doc
      from documents.outgoing where state = 'SEALED';
    create unique index on peer.queue (client, n); analyze peer.queue`)
  await client.end()
  return peerUrl
}

export type Peer = { transactions: number; seconds: number }

/** Runs the peer for so many seconds; each client has the documents of one agency. Returns transactions per second. */
export function runPeer(
  tool: string,
  peerUrl: string,
  { folder, clients, seconds }: { folder: string; clients: number; seconds: number },
): number {
  const file = join(folder, 'release.sql')
  writeFileSync(file, script)
  const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-D', 'n=0', '-f', file, peerUrl]
  const said = execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  return Number(/tps = ([\d.]+)/.exec(said)?.[1])
}
