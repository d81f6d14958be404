import { byQuery, type Check } from './check.ts'

const sent = `('ISSUED', 'RECALL_REQUESTED', 'RECALLED', 'REPLACED')`

/** What was sent arrives once, with its file, and the sender knows how far it has come (DESIGN 5.2, 5.3). */
export const deliveries: readonly Check[] = [
  byQuery(
    'deliveries that are not the recipients of the document',
    `select format('document %s (%s): %s recipients, %s deliveries to %s of them', o.id, o.state, r.recipients, d.deliveries, d.reached) as fault
     from documents.outgoing o
     cross join lateral (select count(*) as recipients from documents.outgoing_recipient r where r.outgoing = o.id) r
     cross join lateral (select count(*) as deliveries, count(distinct ordinal) as reached from documents.delivery d where d.outgoing = o.id) d
     where case when o.state in ${sent} then d.deliveries <> r.recipients or d.reached <> r.recipients else d.deliveries > 0 end`,
  ),
  byQuery(
    'a delivery that arrived nowhere, or twice',
    `select format('delivery %s to %s: %s arrivals', d.id, d.recipient_name, count(i.id)) as fault
     from documents.delivery d
     left join documents.incoming i on i.delivery = d.id and i.agency = d.recipient_agency
     where d.recipient_kind = 'AGENCY' and d.electronic and d.state in ('ARRIVED', 'ACCEPTED', 'REFUSED')
     group by d.id, d.recipient_name having count(i.id) <> 1`,
  ),
  byQuery(
    'an arrival that nobody sent',
    `select format('arrival %s names delivery %s', i.id, i.delivery) as fault
     from documents.incoming i left join documents.delivery d on d.id = i.delivery and d.recipient_agency = i.agency
     where i.delivery is not null and d.id is null`,
  ),
  byQuery(
    'an arrival whose text is not what was sealed',
    `select format('arrival %s of document %s: %s', i.id, o.id, coalesce(f.sha256, 'no file')) as fault
     from documents.incoming i
     join documents.delivery d on d.id = i.delivery
     join documents.outgoing o on o.id = d.outgoing
     left join documents.incoming_file f on f.incoming = i.id and f.role = 'MAIN'
     left join documents.outgoing_file s on s.outgoing = o.id and s.role = 'SEALED' and s.withdrawn_at is null
     left join platform.blob b on b.sha256 = f.sha256
     where f.sha256 is distinct from s.sha256 or b.sha256 is null
       or (b.content is not null and encode(sha256(b.content), 'hex') <> b.sha256)
       or (i.code_number, i.promulgation_date, i.subject) is distinct from
          (lpad(o.code_number::text, greatest(2, length(o.code_number::text)), '0') || o.code_suffix, o.promulgation_date, o.subject)`,
  ),
  byQuery(
    'a sender that does not know what became of its delivery',
    `select format('delivery %s is %s, its arrival is %s', d.id, d.state, i.state) as fault
     from documents.incoming i join documents.delivery d on d.id = i.delivery
     where case when i.state = 'ARRIVED' then d.state <> 'ARRIVED'
       when i.state = 'REFUSED' then d.state <> 'REFUSED'
       when i.state in ('REGISTERED', 'TO_DIRECT', 'ASSIGNED', 'IN_PROGRESS', 'FINISHED', 'NOTED')
         then d.state <> 'ACCEPTED' or d.accepted_at is null else false end`,
  ),
  byQuery(
    'an event that was told not once',
    `select format('document %s: %s times "%s"', o.id, count(b.id), e.name) as fault
     from documents.outgoing o
     cross join (values ('documents.released', 'ISSUED'), ('documents.outgoing-numbered', 'NUMBERED')) e(name, reached)
     left join platform.outbox b on b.name = e.name and b.body ->> 'id' = o.id::text
     where exists (select from documents.outgoing_history h where h.outgoing = o.id and h.to_state = e.reached and h.from_state <> 'RECALL_REQUESTED')
     group by o.id, e.name having count(b.id) <> 1`,
  ),
]
