-- Why: recall and its answers, replacement (NĐ 30/2020 art. 18.3, 18.4 and Phụ lục VI; QĐ 28/2018 art. 8; statuses 13, 15, 16;
-- DESIGN 5.15, 6). Recall is decided per delivery; content is frozen at the recipients, metadata kept.
-- Locks: short, adds columns without rewriting; functions touch rows of one document. Way forward if wrong: a later migration.

alter table documents.outgoing
  add column recall_due_on date,
  add column recall_code text,
  add column hand_signed_on date;
alter table documents.delivery
  add column paper_recalled_by text,
  add column recall_answer_reason text not null default '',
  add column paper_sent_on date,
  add constraint delivery_paper_recalled_whole check ((paper_recalled_on is null) = (paper_recalled_by is null));
alter table documents.incoming
  add column recall_due_on date,
  add column recall_answered_at timestamptz,
  add column recall_answer_reason text not null default '',
  add column replaced_by_symbol text;
create index incoming_recall_asked on documents.incoming (agency) where recall_asked_at is not null and recall_answer is null;
grant update (paper_recalled_by, paper_sent_on) on documents.delivery to lt_app;

-- Content of a recalled document is read through no door: the policy is the second refusal, after the page's.
create policy frozen on documents.incoming_file as restrictive for select to lt_app
  using (not exists (select from documents.incoming i where i.id = incoming and i.state = 'RECALLED'));

-- Closes the recall once nobody is left to answer: RECALLED, or ISSUED again when all refused. Only called by the functions below.
create function documents.settle_recall(p_outgoing uuid, p_post uuid, p_on_behalf_of uuid) returns text
language plpgsql set search_path = '' as $$
declare v_doc documents.outgoing; v_to text;
begin
  select * into v_doc from documents.outgoing o where o.id = p_outgoing for update;
  if v_doc.state <> 'RECALL_REQUESTED' or exists (
    select from documents.delivery d where d.outgoing = p_outgoing and d.recall_asked_at is not null and d.recall_answer is null
  ) then return v_doc.state; end if;
  v_to := case when exists (select from documents.delivery d where d.outgoing = p_outgoing and d.recall_answer = '16')
    and not exists (select from documents.delivery d where d.outgoing = p_outgoing and d.recall_answer = '15')
    then 'ISSUED' else 'RECALLED' end;
  update documents.outgoing o set state = v_to, changed_at = app.now() where o.id = p_outgoing;
  insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post, on_behalf_of)
    values (p_outgoing, v_doc.agency, case v_to when 'ISSUED' then 'keep' else 'recall' end, v_doc.state, v_to, p_post, p_on_behalf_of);
  return v_to;
end $$;

-- Status 13 for every delivery of the actor's issued document. What was not registered yet, and what stayed inside, is recalled
-- at once; the others are asked. Returns the document's new state.
create function documents.ask_recall(p_outgoing uuid, p_reason text, p_due date, p_post uuid, p_on_behalf_of uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := app.now();
begin
  perform from documents.outgoing o where o.id = p_outgoing and o.agency = app.agency() and o.state = 'ISSUED' for update;
  if not found or coalesce(p_reason, '') = '' then raise exception 'not to be recalled' using errcode = 'LT010'; end if;
  update documents.outgoing o set state = 'RECALL_REQUESTED', recall_reason = p_reason, recall_due_on = p_due, changed_at = v_now
    where o.id = p_outgoing;
  insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post, on_behalf_of, reason)
    values (p_outgoing, app.agency(), 'askRecall', 'ISSUED', 'RECALL_REQUESTED', p_post, p_on_behalf_of, p_reason);
  perform from documents.incoming i join documents.delivery d on d.id = i.delivery where d.outgoing = p_outgoing order by i.id for update of i;
  with asked as (
    select d.id, i.id as incoming, i.state as at,
      coalesce(i.state = 'ARRIVED', false) or d.recipient_kind in ('DIVISION', 'PERSON') as at_once
    from documents.delivery d left join documents.incoming i on i.delivery = d.id
    where d.outgoing = p_outgoing and d.state not in ('REFUSED', 'RECALLED') and (d.state <> 'FAILED' or d.paper_copies > 0)
  ), told as (
    update documents.incoming i set recall_asked_at = v_now, recall_reason = p_reason, recall_due_on = p_due, changed_at = v_now,
      recall_answer = case when a.at_once then '15' end, recall_answered_at = case when a.at_once then v_now end,
      recall_answer_reason = '', state = case when a.at_once then 'RECALLED' else i.state end
    from asked a where i.id = a.incoming returning i.id, i.agency, i.state, a.at
  ), remembered as (
    insert into documents.incoming_history (incoming, agency, step, from_state, to_state, reason, at)
    select id, agency, case state when 'RECALLED' then 'recall' else 'askRecall' end, at, state, p_reason, v_now from told
  )
  update documents.delivery d set recall_asked_at = v_now, recall_reason = p_reason, recall_answer_reason = '',
    recall_answer = case when a.at_once then '15' end, recall_answered_at = case when a.at_once then v_now end,
    state = case when a.at_once then 'RECALLED' else d.state end, changed_at = v_now
  from asked a where d.id = a.id;
  return documents.settle_recall(p_outgoing, p_post, p_on_behalf_of);
end $$;

-- Answer 15 (agreed) or 16 (not agreed) of the recipient. Returns the new state of the incoming document.
create function documents.answer_recall(p_incoming uuid, p_answer text, p_reason text, p_post uuid, p_on_behalf_of uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare v_in documents.incoming; v_outgoing uuid; v_now timestamptz := app.now(); v_to text;
begin
  select d.outgoing into v_outgoing from documents.incoming i join documents.delivery d on d.id = i.delivery
    where i.id = p_incoming and i.agency = app.agency();
  -- The sender's document first, as ask_recall does: two answers and a new question never wait for each other crosswise.
  perform from documents.outgoing o where o.id = v_outgoing for update;
  select * into v_in from documents.incoming i where i.id = p_incoming and i.agency = app.agency() for update;
  if not found or v_in.delivery is null or v_in.recall_asked_at is null or v_in.recall_answer is not null
    or p_answer not in ('15', '16') or (p_answer = '16' and coalesce(p_reason, '') = '') then
    raise exception 'no recall to answer' using errcode = 'LT010';
  end if;
  v_to := case p_answer when '15' then 'RECALLED' else v_in.state end;
  update documents.incoming i set recall_answer = p_answer, recall_answered_at = v_now, recall_answer_reason = p_reason,
    state = v_to, changed_at = v_now where i.id = p_incoming;
  insert into documents.incoming_history (incoming, agency, step, from_state, to_state, post, on_behalf_of, reason, at)
    values (p_incoming, v_in.agency, case p_answer when '15' then 'agreeRecall' else 'refuseRecall' end, v_in.state, v_to, p_post,
      p_on_behalf_of, p_reason, v_now);
  update documents.delivery d set recall_answer = p_answer, recall_answered_at = v_now, recall_answer_reason = p_reason,
    state = case p_answer when '15' then 'RECALLED' else d.state end, changed_at = v_now
  where d.id = v_in.delivery;
  perform documents.settle_recall(v_outgoing, null, null);
  return v_to;
end $$;

-- Paper copies brought back, or an answer that a recipient without the system gave: entered by the sender with date and person.
create function documents.enter_recall(p_delivery uuid, p_answer text, p_on date, p_by text, p_post uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare v_delivery documents.delivery; v_now timestamptz := app.now();
begin
  select d.* into v_delivery from documents.delivery d where d.id = p_delivery and d.agency = app.agency();
  perform from documents.outgoing o where o.id = v_delivery.outgoing and o.agency = app.agency() for update;
  select * into v_delivery from documents.delivery d where d.id = p_delivery and d.agency = app.agency() for update;
  if not found or v_delivery.recall_asked_at is null or p_answer not in ('15', '16') or p_on is null or coalesce(p_by, '') = ''
    or p_on > app.today() or p_on < (v_delivery.sent_at at time zone 'Asia/Ho_Chi_Minh')::date then
    raise exception 'no recall to enter' using errcode = 'LT010';
  end if;
  if v_delivery.paper and p_answer = '15' then
    update documents.delivery d set paper_recalled_on = p_on, paper_recalled_by = p_by, changed_at = v_now where d.id = p_delivery;
  elsif v_delivery.recall_answer is not null then
    raise exception 'answered already' using errcode = 'LT010';
  end if;
  -- A recipient in the system answers for itself; the entry then only says where the paper is.
  if v_delivery.recall_answer is null and not exists (select from documents.incoming i where i.delivery = p_delivery) then
    update documents.delivery d set recall_answer = p_answer, recall_answered_at = v_now, recall_answer_reason = p_by,
      state = case p_answer when '15' then 'RECALLED' else d.state end, changed_at = v_now
    where d.id = p_delivery;
  end if;
  return documents.settle_recall(v_delivery.outgoing, p_post, null);
end $$;

-- A newly issued document takes the place of the one that it replaces: the old one is REPLACED, every recipient sees by what.
-- Returns how many recipients were told.
create function documents.replace_document(p_new uuid, p_post uuid, p_on_behalf_of uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare v_new documents.outgoing; v_old documents.outgoing; v_now timestamptz := app.now(); v_symbol text; v_told int;
begin
  select * into v_new from documents.outgoing o where o.id = p_new and o.agency = app.agency() and o.state = 'ISSUED' for update;
  select * into v_old from documents.outgoing o where o.id = v_new.replaces and o.agency = app.agency() and o.state = 'ISSUED' for update;
  if v_new.id is null or v_old.id is null then raise exception 'nothing to replace' using errcode = 'LT010'; end if;
  v_symbol := coalesce(lpad(v_new.code_number::text, greatest(2, length(v_new.code_number::text)), '0') || v_new.code_suffix || '/'
    || v_new.code_notation, 'văn bản mới');
  update documents.outgoing o set state = 'REPLACED', replaced_by = p_new, changed_at = v_now where o.id = v_old.id;
  insert into documents.outgoing_history (outgoing, agency, step, from_state, to_state, post, on_behalf_of, reason)
    values (v_old.id, v_old.agency, 'replace', 'ISSUED', 'REPLACED', p_post, p_on_behalf_of, v_symbol);
  with told as (
    update documents.incoming i set replaced_by_symbol = v_symbol, changed_at = v_now, replaced_by = (
        select n.id from documents.incoming n join documents.delivery nd on nd.id = n.delivery
        where nd.outgoing = p_new and n.agency = i.agency limit 1)
    from documents.delivery d where d.outgoing = v_old.id and i.delivery = d.id
    returning i.id, i.agency, i.state
  ), remembered as (
    insert into documents.incoming_history (incoming, agency, step, from_state, to_state, reason, at)
    select id, agency, 'replace', state, state, v_symbol, v_now from told returning 1
  )
  select count(*) into v_told from remembered;
  return v_told;
end $$;

do $$
declare f text;
begin
  foreach f in array array['settle_recall(uuid, uuid, uuid)', 'ask_recall(uuid, text, date, uuid, uuid)',
    'answer_recall(uuid, text, text, uuid, uuid)', 'enter_recall(uuid, text, date, text, uuid)', 'replace_document(uuid, uuid, uuid)'] loop
    execute format('grant create on schema documents to lt_crossing');
    execute format('alter function documents.%s owner to lt_crossing', f);
    execute format('revoke create on schema documents from lt_crossing');
    execute format('revoke all on function documents.%s from public', f);
    if f not like 'settle%' then execute format('grant execute on function documents.%s to lt_app', f); end if;
  end loop;
end $$;
