-- Why: the paper copy of a known delivery is matched by its QR code (QĐ 28/2018 art. 7), which carries the code by which anybody checks
-- the document.
-- Locks: none beyond replacing a function. Way forward if wrong: replace the function again (text of 0075).

create policy crossing on documents.check_code for select to lt_crossing using (true);
grant select (outgoing, code) on documents.check_code to lt_crossing;

create or replace function documents.paper_on_its_way(p_symbol text)
returns table (delivery uuid, sender uuid, issuing_agency text, code_number text, code_notation text, promulgation_date date,
  kind text, subject text, urgency text, purpose text, due_on date)
language sql stable security definer set search_path = '' as $$
  select d.id, d.agency, a.name,
    lpad(o.code_number::text, greatest(2, length(o.code_number::text)), '0') || o.code_suffix, o.code_notation,
    o.promulgation_date, o.kind, o.subject, o.urgency, d.purpose, o.due_on
  from documents.delivery d
  join documents.outgoing o on o.id = d.outgoing
  join organisation.agency a on a.id = d.agency
  where d.recipient_agency = app.agency() and not d.electronic and d.state = 'SENT'
    and (lower(o.code_number::text || o.code_suffix || '/' || o.code_notation) = p_symbol
      or o.id = (select c.outgoing from documents.check_code c where c.code = p_symbol))
    and not exists (select from documents.incoming i where i.delivery = d.id)
  order by d.id desc limit 5
$$;
