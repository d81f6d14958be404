-- Why: the closed list of functions that cross from one agency to another (DESIGN 5.15). Each runs under lt_crossing,
-- touches only rows of one existing delivery (release makes them), and checks itself that the actor's agency is a party to it.
-- Locks: rows of one document. Way forward if wrong: replace the function in a later migration.

-- Release (DESIGN 5.2): state, deliveries and arrivals of one sealed document in one statement. Returns the deliveries made.
-- p_file: sha256 of the sealed main file. Raises LT010 when the document is not the actor's or not ready.
create function documents.release(p_outgoing uuid, p_post uuid, p_on_behalf_of uuid) returns int
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
      case when r.recipient_kind in ('DIVISION', 'PERSON') then 'INTERNAL'
           when r.recipient_kind = 'AGENCY' and a.kind is not null then 'BETWEEN' else 'EXTERNAL' end,
      case a.level when 'CENTRAL' then 'TO_GOVERNMENT' when 'PROVINCE' then 'TO_PROVINCE' when 'DISTRICT' then 'TO_DISTRICT' end,
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
    where r.outgoing = p_outgoing
    returning *
  ),
  arrivals as (
    insert into documents.incoming (agency, delivery, sender, state, issuing_agency, code_number, code_notation, symbol_folded,
      promulgation_date, kind, subject, subject_folded, urgency, purpose, due_on, signer_name, signer_position, electronic, paper, arrived_at, changed_at)
    select m.recipient_agency, m.id, v_doc.agency, 'ARRIVED', i.name,
      lpad(v_doc.code_number::text, greatest(2, length(v_doc.code_number::text)), '0') || v_doc.code_suffix, v_doc.code_notation,
      lower(v_doc.code_number::text || v_doc.code_suffix || '/' || v_doc.code_notation),
      v_doc.promulgation_date, v_doc.kind, v_doc.subject, v_doc.subject_folded, v_doc.urgency, m.purpose, v_doc.due_on,
      coalesce(v_doc.hand_signer, p.full_name, ''), coalesce(s.position, ''), true, m.paper_copies > 0, v_now, v_now
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

-- Status back to the sender (02 to 06) of the delivery behind one incoming document of the actor's agency.
-- 'unrefuse' does not exist: what was told is told. Returns false when the document did not come by a delivery.
create function documents.tell_sender(p_incoming uuid, p_status text, p_code text, p_reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare v_delivery uuid; v_now timestamptz := app.now();
begin
  select i.delivery into v_delivery from documents.incoming i where i.id = p_incoming and i.agency = app.agency();
  if not found then raise exception 'not a party' using errcode = 'LT010'; end if;
  if v_delivery is null then return false; end if;
  update documents.delivery d set
    state = case p_status when '02' then 'REFUSED' when '03' then 'ACCEPTED' else d.state end,
    refused_at = case when p_status = '02' then v_now else d.refused_at end,
    refusal_code = case when p_status = '02' then p_code else d.refusal_code end,
    refusal_reason = case when p_status = '02' then p_reason else d.refusal_reason end,
    accepted_at = case when p_status = '03' then coalesce(d.accepted_at, v_now) else d.accepted_at end,
    assigned_at = case when p_status = '04' then coalesce(d.assigned_at, v_now) else d.assigned_at end,
    in_progress_at = case when p_status = '05' then coalesce(d.in_progress_at, v_now) else d.in_progress_at end,
    finished_at = case when p_status = '06' then coalesce(d.finished_at, v_now) else d.finished_at end,
    changed_at = v_now
  where d.id = v_delivery and d.state in ('SENT', 'ARRIVED', 'ACCEPTED') and p_status in ('02', '03', '04', '05', '06');
  return found;
end $$;

do $$
declare f text;
begin
  foreach f in array array['documents.release(uuid, uuid, uuid)', 'documents.tell_sender(uuid, text, text, text)'] loop
    execute format('grant create on schema documents to lt_crossing');
    execute format('alter function %s owner to lt_crossing', f);
    execute format('revoke create on schema documents from lt_crossing');
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lt_app', f);
  end loop;
end $$;
grant usage on schema app to lt_crossing;
