import type { Client } from 'pg'

/** A year of a province in miniature: documents in all, deliveries of each. */
export type Year = { documents: number; deliveries: number }

const desks = `
  create temporary table desk on commit drop as
   select row_number() over (order by agency)::int - 1 as place, agency, post, name, symbol from (
     select distinct on (p.agency) p.agency, p.id as post, a.name, a.symbol from organisation.post p
     join organisation.agency a on a.id = p.agency where 'recordsClerk' = any (p.roles) order by p.agency, p.id) x`

const issued = `
  insert into documents.outgoing (agency, state, kind, subject, subject_folded, drafter, signer, signed_at, signed_by, code_notation,
     year, code_number, promulgation_date, numbered_at, issued_at, made_at, changed_at)
   select d.agency, 'ISSUED', 'OFFICIAL_LETTER', 'về việc triển khai nhiệm vụ số ' || n || ' của năm', 've viec trien khai nhiem vu so ' || n || ' cua nam',
     d.post, d.post, at, 'digital', d.symbol || '-ĐO', extract(year from at)::int, 100000 + n, (at at time zone 'Asia/Ho_Chi_Minh')::date, at, at, at, at
   from (select count(*)::int as desks from desk) c, generate_series(1, $1::int) n
   join desk d on d.place = n % (select count(*)::int from desk), lateral (select date_trunc('milliseconds', now() - make_interval(secs => n * 31536000.0 / $1::int)) as at) t
   order by n desc`

const sent = `
  insert into documents.delivery (agency, outgoing, ordinal, recipient_kind, recipient_agency, recipient_name, purpose, electronic,
     electronic_complete, paper_copies, channel, scope, state, sent_at, arrived_at, accepted_at, changed_at)
   select o.agency, o.id, k, 'AGENCY', d.agency, d.name, 'FOR_HANDLING', true, true, 0, 'EOFFICE', 'BETWEEN', 'ACCEPTED', o.issued_at,
     o.issued_at, o.issued_at, o.issued_at
   from documents.outgoing o, generate_series(1, $1::int) k
   join desk d on true where o.code_number > 100000 and d.place = (o.code_number + k) % (select count(*)::int from desk)
   order by o.issued_at`

const arrived = `
  insert into documents.incoming (agency, delivery, sender, state, issuing_agency, code_number, code_notation, symbol_folded, promulgation_date,
     kind, subject, subject_folded, electronic, paper, arrived_at, arrival_number, arrival_date, year, registered_at)
   select d.recipient_agency, d.id, d.agency, case when o.code_number % 40 = 0 then 'REGISTERED' else 'FINISHED' end, 'Cơ quan gửi', o.code_number::text, o.code_notation, lower(o.code_number || '/' || o.code_notation),
     o.promulgation_date, o.kind, o.subject, o.subject_folded, true, false, d.sent_at,
     row_number() over (partition by d.recipient_agency order by d.sent_at), o.promulgation_date, o.year, d.sent_at
   from documents.delivery d join documents.outgoing o on o.id = d.outgoing where o.code_number > 100000 order by d.sent_at`

const steps = `
  insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post, at)
   select o.id, o.agency, s.step, null, s.state, o.drafter, o.issued_at from documents.outgoing o,
     (values ('sign', 'SIGNED'), ('number', 'NUMBERED'), ('seal', 'SEALED'), ('release', 'ISSUED')) s(step, state) where o.code_number > 100000`

/** Nearly every arrival was given to somebody and done; one in forty is still at work, some of those late. */
const given = `
  insert into documents.assignment (incoming, agency, role, post, state, due_on, progress, report, given_by, given_at, accepted_at, done_at)
   select i.id, i.agency, 'LEAD', d.post, case when i.state = 'FINISHED' then 'CONFIRMED' else 'IN_PROGRESS' end,
     (i.arrived_at at time zone 'Asia/Ho_Chi_Minh')::date + 10, 50, 'Đã xong', d.post, i.arrived_at, i.arrived_at,
     case when i.state = 'FINISHED' then i.arrived_at end
   from documents.incoming i join desk d on d.agency = i.agency join documents.delivery v on v.id = i.delivery
   join documents.outgoing o on o.id = v.outgoing where o.code_number > 100000 order by i.arrived_at`

/** Issued documents alone, without what follows from them. */
export async function loadIssued(client: Client, documents: number): Promise<void> {
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query(desks)
  await client.query(issued, [documents])
  await client.query('commit')
}

/**
 * Puts a year of issued documents with their deliveries, arrivals and histories beside what is there, spread over the agencies
 * that have a clerk and over 365 days, in the order of time as identifiers are. Constraints and triggers are set aside while it is loaded: figures are not what is read here.
 */
export async function loadYear(client: Client, { documents, deliveries }: Year): Promise<void> {
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query(desks)
  await client.query(issued, [documents])
  await client.query(sent, [deliveries])
  await client.query(arrived)
  await client.query(given)
  await client.query(steps)
  await client.query('commit')
  await client.query('vacuum analyze')
}
