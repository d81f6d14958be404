-- Why: a reader finds the release (DESIGN 5.2) whole in one place: what it was since its beginning with what 0110 had written into it
-- as text. State, deliveries and arrivals of one sealed document in one statement, under lt_crossing, whose function it stays.
-- And the search for stamps of secrecy, which every change of a row asks of a dozen columns, is a plain expression that the database
-- takes into the constraint: 20 µs a column become 1 where no stamp can be.
-- Locks: none, functions only. Way forward if wrong: replace the function in a later migration.

-- Returns the deliveries made. Raises LT010 when the document is not the actor's or not ready.
-- TO_PROVINCE is the provincial People's Committee, TO_DISTRICT a district's (S4 I.2.b.2, b.4), not every body of that level; a hamlet
-- inside its own commune is internal and keeps no books (S0 1.c).
create or replace function documents.release(p_outgoing uuid, p_post uuid, p_on_behalf_of uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_doc documents.outgoing;
  v_now timestamptz := app.now();
  v_made int;
begin
  select * into v_doc from documents.outgoing o where o.id = p_outgoing and o.agency = app.agency() for update;
  if not found or not (v_doc.state = 'SEALED' or (v_doc.internal and not v_doc.numbered and v_doc.state = 'SIGNED')) then
    raise exception 'not ready for release' using errcode = 'LT010';
  end if;
  with
  issued as (
    update documents.outgoing o set state = 'ISSUED', issued_at = v_now, changed_at = v_now where o.id = p_outgoing returning o.*
  ),
  issuer as (select a.* from organisation.agency a where a.id = v_doc.agency),
  complete as (
    select not exists (select from documents.outgoing_file f where f.outgoing = p_outgoing and f.role = 'ATTACHMENT' and f.on_paper) as yes
  ),
  made as (
    insert into documents.delivery (agency, outgoing, ordinal, recipient_kind, recipient_agency, recipient_division, recipient_post,
      recipient_name, purpose, electronic, electronic_complete, paper_copies, paper_basis, channel, scope, sub_scope, state, failure,
      sent_at, arrived_at, changed_at)
    select v_doc.agency, p_outgoing, r.ordinal, r.recipient_kind, r.recipient_agency, r.recipient_division, r.recipient_post,
      r.recipient_name, r.purpose, r.mode <> 'PAPER', r.mode <> 'PAPER' and c.yes, r.paper_copies, r.paper_basis,
      case when r.mode <> 'PAPER' then r.channel end,
      case when r.recipient_kind in ('DIVISION', 'PERSON') or a.level = 'HAMLET' and a.parent = v_doc.agency then 'INTERNAL'
           when r.recipient_kind = 'AGENCY' and a.kind is not null then 'BETWEEN' else 'EXTERNAL' end,
      case when a.level = 'CENTRAL' then 'TO_GOVERNMENT'
           when a.kind = 'STATE' and above.level is distinct from a.level
             and (a.level = 'DISTRICT' or above.level is null or above.level = 'CENTRAL')
           then case a.level when 'PROVINCE' then 'TO_PROVINCE' when 'DISTRICT' then 'TO_DISTRICT' end end,
      case when r.mode = 'PAPER' then 'SENT'
           when r.recipient_kind in ('DIVISION', 'PERSON') then 'ARRIVED'
           when r.recipient_kind = 'AGENCY' and a.reachable then 'ARRIVED'
           when r.recipient_kind = 'AGENCY' then 'FAILED'
           else 'SENT' end,
      case when r.mode <> 'PAPER' and r.recipient_kind = 'AGENCY' and not a.reachable then 'no-channel' end,
      v_now,
      case when r.mode <> 'PAPER' and (r.recipient_kind in ('DIVISION', 'PERSON') or a.reachable) then v_now end,
      v_now
    from documents.outgoing_recipient r
    cross join complete c
    left join organisation.agency a on a.id = r.recipient_agency
    left join organisation.agency above on above.id = a.parent
    where r.outgoing = p_outgoing
    returning *
  ),
  arrivals as (
    insert into documents.incoming (agency, delivery, sender, state, issuing_agency, code_number, code_notation, symbol_folded,
      promulgation_date, kind, subject, subject_folded, urgency, purpose, due_on, signer_name, signer_position, electronic, paper, arrived_at, changed_at, bookless)
    select m.recipient_agency, m.id, v_doc.agency, 'ARRIVED', i.name,
      lpad(v_doc.code_number::text, greatest(2, length(v_doc.code_number::text)), '0') || v_doc.code_suffix, v_doc.code_notation,
      lower(v_doc.code_number::text || v_doc.code_suffix || '/' || v_doc.code_notation),
      v_doc.promulgation_date, v_doc.kind, v_doc.subject, v_doc.subject_folded, v_doc.urgency, m.purpose, v_doc.due_on,
      coalesce(v_doc.hand_signer, p.full_name, ''), coalesce(s.position, ''), true, m.paper_copies > 0, v_now, v_now,
      exists (select from organisation.agency h where h.id = m.recipient_agency and h.level = 'HAMLET')
    from made m
    cross join issuer i
    left join organisation.post s on s.id = v_doc.signer
    left join organisation.person p on p.id = s.person
    where m.state = 'ARRIVED' and m.recipient_kind = 'AGENCY'
    returning id, agency
  ),
  files as (
    insert into documents.incoming_file (incoming, agency, role, ordinal, name, sha256, media_type, size)
    select a.id, a.agency, case when f.role = 'ATTACHMENT' then 'ATTACHMENT' else 'MAIN' end, f.ordinal, f.name, f.sha256, f.media_type, f.size
    from arrivals a
    join documents.outgoing_file f on f.outgoing = p_outgoing and not f.on_paper and f.withdrawn_at is null and f.role in ('SEALED', 'ATTACHMENT')
    returning 1
  ),
  arrived as (
    insert into documents.incoming_history (incoming, agency, step, to_state, at) select id, agency, 'arrive', 'ARRIVED', v_now from arrivals returning 1
  ),
  noted as (
    insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post, on_behalf_of, at)
    values (p_outgoing, v_doc.agency, 'release', v_doc.state, 'ISSUED', p_post, p_on_behalf_of, v_now) returning 1
  )
  select count(*) into v_made from made;
  return v_made;
end $$;

-- As in 0155: each line's letters and digits alone, compared with the grades.
create function documents.line_bears_stamp(p_text text) returns boolean language sql immutable parallel safe
return exists (
  select from regexp_split_to_table(normalize(p_text, NFC), '[\n\v\f\r\u0085\u2028\u2029]') line
  where regexp_replace(line, '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7\u034F\u061C\u180E\u2000-\u2BFF\u3000-\u303F\uFE00-\uFE0F\uFE30-\uFE6F\uFEFF\uFF01-\uFF0F\uFF1A-\uFF20\uFFE0-\uFFFD]', '', 'g') in ('MẬT', 'TỐIMẬT', 'TUYỆTMẬT')
);
create or replace function documents.bears_stamp(p_text text) returns boolean language sql immutable parallel safe
return case when normalize(p_text, NFC) like '%Ậ%' then documents.line_bears_stamp(p_text) else false end;
