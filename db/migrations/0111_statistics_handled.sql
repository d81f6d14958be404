-- Why: what share of documents is created, handled, signed and sent electronically (EPROC: S1 1), and the monthly columns received,
-- handled, signed (S1 5). A sheet of measures per document of an agency, exact like those of the exchange: statement triggers book
-- −old +new in the transaction that changes a fact; the report is folded sums plus what is not folded.
-- Also takes away the sheets that lost their scope when TO_PROVINCE and TO_DISTRICT became those of the committees.
-- Locks: five triggers on documents (brief). Way forward if wrong: a later migration replaces the functions.

delete from statistics.counted c where c.scope in ('TO_PROVINCE', 'TO_DISTRICT')
  and not exists (select from statistics.fact f where f.identity = c.identity and f.sub_scope = c.scope);

create table statistics.handled (
  document uuid primary key,
  direction text not null check (direction in ('OUT', 'IN')),
  agency uuid not null,
  -- Day in Vietnam of the issue, or of the số đến; never changes.
  day date not null,
  changed_at timestamptz not null,
  -- Of documents issued: drafted in the system, every step of the circuit decided in it, every copy that went went electronically,
  -- signed by the person, sealed by the agency, both where both are due, and all of these (the part of EPROC).
  issued int not null,
  created int not null,
  walked int not null,
  went int not null,
  signed_person int not null,
  signed_agency int not null,
  signed int not null,
  whole int not null,
  -- Of documents registered: came electronically, on paper only; to be handled, and finished wholly in the system.
  received int not null,
  received_e int not null,
  received_p int not null,
  to_process int not null,
  processed int not null,
  constraint handled_one_way check (issued in (0, 1) and received in (0, 1) and issued + received <= 1),
  constraint handled_parts check (whole <= least(created, walked, went, signed) and greatest(created, walked, went, signed_person,
    signed_agency, signed) <= issued and received_e + received_p = received and processed <= to_process and to_process <= received)
);
create index handled_list on statistics.handled (agency, day desc, document desc);
create index handled_day on statistics.handled (day desc, document desc);

create table statistics.handled_delta (like statistics.handled);
alter table statistics.handled_delta add column id bigint generated always as identity primary key;
create table statistics.handled_history (like statistics.handled, id bigint not null);
create index handled_history_day on statistics.handled_history (day);
create table statistics.handled_month (like statistics.handled);
alter table statistics.handled_month drop column document, drop column direction, drop column changed_at, drop column day,
  add column month date not null, add primary key (month, agency);
create table statistics.closed_handled_document (closing uuid not null references statistics.closing, like statistics.handled,
  primary key (closing, agency, document));
alter table statistics.closed_handled_document drop column changed_at;
create table statistics.closed_handled (closing uuid not null references statistics.closing, like statistics.handled_month,
  primary key (closing, agency));
alter table statistics.closed_handled drop column month;

do $$
declare t text;
begin
  foreach t in array array['handled', 'handled_delta', 'handled_history', 'handled_month', 'closed_handled_document', 'closed_handled'] loop
    execute format('alter table statistics.%I enable row level security', t);
    execute format('create policy statistics on statistics.%I to lt_statistics using (true) with check (true)', t);
    execute format('grant select, insert on statistics.%I to lt_statistics', t);
  end loop;
end $$;
grant update on statistics.handled, statistics.handled_month to lt_statistics;
grant delete on statistics.handled_delta to lt_statistics;

-- As statistics.written, for the measures of another table: {-#} becomes "-issued, -created, …".
create function statistics.written_for(p_table regclass, p_body text) returns void language plpgsql set search_path = '' as $$
declare
  v_part text;
begin
  for v_part in select distinct m[1] from regexp_matches(p_body, '\{([^{}]*#[^{}]*)\}', 'g') m loop
    p_body := replace(p_body, '{' || v_part || '}', (
      select string_agg(replace(v_part, '#', a.attname), ', ' order by a.attnum)
      from pg_catalog.pg_attribute a
      where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and a.atttypid = 'int4'::regtype
    ));
  end loop;
  execute p_body;
end $$;
revoke all on function statistics.written_for(regclass, text) from public;

-- The sheets of documents issued. A later version of an un-numbered item is the same item; what is recalled leaves every figure.
create function statistics.issued_sheets(p_documents uuid[], p_now timestamptz) returns setof statistics.handled
language sql stable rows 3 set search_path = '' as $$
  select f.id, 'OUT', f.agency, f.day, p_now, f.live::int, (f.live and f.created)::int, (f.live and f.walked)::int,
    (f.live and f.went)::int, (f.live and f.person)::int, (f.live and f.seal)::int, (f.live and f.signed)::int,
    (f.live and f.created and f.walked and f.went and f.signed)::int, 0, 0, 0, 0, 0
  from (
    select o.id, o.agency, (o.issued_at at time zone 'Asia/Ho_Chi_Minh')::date as day,
      o.state <> 'RECALLED' and (o.numbered or not coalesce(r.numbered = false, false)) as live,
      o.source <> 'HAND' as created,
      o.signed_by is not distinct from 'digital' and not exists (
        select from documents.review_step s where s.outgoing = o.id and s.state in ('WAITING', 'OPEN')
          and s.round = (select max(l.round) from documents.review_step l where l.outgoing = o.id)
      ) as walked,
      coalesce((select bool_and(d.class <> 'P') from statistics.fact d where d.outgoing = o.id and d.class is not null), false) as went,
      o.signed_by is not distinct from 'digital' as person, o.sealed_at is not null as seal,
      o.signed_by is not distinct from 'digital' and (o.sealed_at is not null or not o.numbered) as signed
    from documents.outgoing o
    left join documents.outgoing r on r.id = o.replaces
    where o.id = any (p_documents) and o.issued_at is not null
  ) f
$$;

-- The sheets of documents registered. To be handled: what was given to somebody, and what came for more than information and was
-- not taken note of. Handled wholly in the system: given to a lead in it, finished, and any answer signed digitally.
create function statistics.received_sheets(p_documents uuid[], p_now timestamptz) returns setof statistics.handled
language sql stable rows 3 set search_path = '' as $$
  select i.id, 'IN', i.agency, i.arrival_date, p_now, 0, 0, 0, 0, 0, 0, 0, 0, (i.live)::int, (i.live and i.electronic)::int,
    (i.live and not i.electronic)::int, (i.live and i.due)::int,
    (i.live and i.state = 'FINISHED' and (i.answer is null or i.answer = 'digital') and exists (
      select from documents.assignment a where a.incoming = i.id and a.role = 'LEAD' and a.state <> 'HANDED_BACK'
    ))::int
  from (
    select i.id, i.agency, i.arrival_date, i.state, i.electronic, i.state not in ('VOIDED', 'REFUSED', 'RECALLED') as live,
      i.state in ('ASSIGNED', 'IN_PROGRESS', 'FINISHED') or i.state in ('REGISTERED', 'TO_DIRECT') and i.purpose <> 'INFORMATION' as due,
      case when i.answered_by is not null then coalesce(o.signed_by, '') end as answer
    from documents.incoming i
    left join documents.outgoing o on o.id = i.answered_by
    where i.id = any (p_documents) and i.arrival_number is not null
  ) i
$$;

-- Books what the sheets differ from the facts. The first time in one statement; sheets that stand are locked in one order first.
select statistics.written_for('statistics.handled', $written$
create function statistics.handle(p_issued uuid[], p_received uuid[]) returns void language plpgsql set search_path = '' as $$
declare
  v_all uuid[] := p_issued || p_received;
  v_stood boolean;
begin
  if v_all = '{}' then return; end if;
  with fresh as materialized (
    select * from statistics.issued_sheets(p_issued, app.now())
    union all select * from statistics.received_sheets(p_received, app.now())
  ),
  placed as (insert into statistics.handled select * from fresh order by document on conflict do nothing returning *),
  booked as (
    insert into statistics.handled_delta (document, direction, agency, day, changed_at, {#})
    select document, direction, agency, day, changed_at, {#} from placed
  )
  select (select count(*) from placed) < (select count(*) from fresh) into v_stood;
  if not v_stood then return; end if;
  perform from statistics.handled h where h.document = any (v_all) order by h.document for update;
  with fresh as materialized (
    select * from statistics.issued_sheets(p_issued, app.now())
    union all select * from statistics.received_sheets(p_received, app.now())
  ),
  changed as materialized (
    select f.document, f.direction, f.agency, f.day, greatest(f.changed_at, h.changed_at) as changed_at, {f.# - h.# as #}
    from fresh f join statistics.handled h on h.document = f.document
    where ({f.#}) is distinct from ({h.#})
  ),
  booked as (
    insert into statistics.handled_delta (document, direction, agency, day, changed_at, {#})
    select document, direction, agency, day, changed_at, {#} from changed
  )
  update statistics.handled h set (changed_at, {#}) = (select c.changed_at, {h.# + c.#})
  from changed c where c.document = h.document;
end $$
$written$);

create function statistics.after_outgoing_handled() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  perform statistics.handle(array(
    select n.id from new_rows n join old_rows o on o.id = n.id where (n.state = 'RECALLED') <> (o.state = 'RECALLED')
  ), '{}');
  return null;
end $$;

-- The release: state, deliveries and their sheet in one statement.
create function statistics.after_delivery_issued() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  perform statistics.handle(array(select distinct n.outgoing from new_rows n), '{}');
  return null;
end $$;

create function statistics.after_delivery_handled() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  perform statistics.handle(array(
    select distinct n.outgoing from new_rows n join old_rows o on o.id = n.id
    where (n.electronic, n.paper_copies > 0, n.state in ('WAITING', 'FAILED'), n.state = 'RECALLED')
      is distinct from (o.electronic, o.paper_copies > 0, o.state in ('WAITING', 'FAILED'), o.state = 'RECALLED')
  ), '{}');
  return null;
end $$;

create function statistics.after_incoming_entered() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  perform statistics.handle('{}', array(select n.id from new_rows n where n.arrival_number is not null));
  return null;
end $$;

create function statistics.after_incoming_handled() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  perform statistics.handle('{}', array(
    select n.id from new_rows n join old_rows o on o.id = n.id
    where n.arrival_number is not null and (o.arrival_number is null or (n.state, n.electronic, n.purpose, n.answered_by)
      is distinct from (o.state, o.electronic, o.purpose, o.answered_by))
  ));
  return null;
end $$;

create trigger handled_first after insert on documents.delivery referencing new table as new_rows
  for each statement execute function statistics.after_delivery_issued();
create trigger handled after update on documents.outgoing referencing old table as old_rows new table as new_rows
  for each statement execute function statistics.after_outgoing_handled();
create trigger handled after update on documents.delivery referencing old table as old_rows new table as new_rows
  for each statement execute function statistics.after_delivery_handled();
create trigger handled_first after insert on documents.incoming referencing new table as new_rows
  for each statement execute function statistics.after_incoming_entered();
create trigger handled after update on documents.incoming referencing old table as old_rows new table as new_rows
  for each statement execute function statistics.after_incoming_handled();

do $$
declare f text;
begin
  foreach f in array array['issued_sheets(uuid[], timestamptz)', 'received_sheets(uuid[], timestamptz)', 'handle(uuid[], uuid[])',
    'after_delivery_issued()', 'after_outgoing_handled()', 'after_delivery_handled()', 'after_incoming_entered()', 'after_incoming_handled()'] loop
    execute format('alter function statistics.%s owner to lt_statistics', f);
    execute format('revoke all on function statistics.%s from public', f);
  end loop;
end $$;

-- What was issued and registered before this migration.
do $$
declare v_agency uuid;
begin
  for v_agency in select id from organisation.agency loop
    perform statistics.handle(
      array(select id from documents.outgoing o where agency = v_agency and exists (select from documents.delivery d where d.outgoing = o.id)),
      array(select id from documents.incoming where agency = v_agency and arrival_number is not null));
  end loop;
end $$;
