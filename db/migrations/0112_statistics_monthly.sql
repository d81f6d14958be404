-- Why: figures out of the sheets of handling: folding, report, closing, proof by recount, the documents behind a figure; and which
-- agencies exchange electronically and use the e-office in every month (S0 1.c, S3, S4 III.2.b). Across agencies only by functions of
-- lt_statistics, which apply the scope of the actor's post (DESIGN 5.11, 5.15).
-- Locks: none, new functions. Way forward if wrong: replace the functions in a later migration.

select statistics.written_for('statistics.handled', $written$
create function statistics.fold_handled(p_limit int) returns int language plpgsql security definer set search_path = '' as $$
declare v_folded int;
begin
  perform pg_catalog.pg_advisory_xact_lock(7202661);
  with gone as (
    delete from statistics.handled_delta where id in (select id from statistics.handled_delta order by id limit p_limit) returning *
  ),
  kept as (
    insert into statistics.handled_history (document, direction, agency, day, changed_at, id, {#})
    select document, direction, agency, day, changed_at, id, {#} from gone
  ),
  added as (
    insert into statistics.handled_month as r (agency, month, {#})
    select agency, statistics.month_of(day) as month, {sum(#)} from gone group by agency, month order by agency, month
    on conflict (month, agency) do update set {# = r.# + excluded.#}
  )
  select count(*)::int into v_folded from gone;
  return v_folded;
end $$
$written$);

-- By agency and month: whole months as they stand from the folded sums, parts of months from the sheets, what was known at an
-- instant from the single differences.
select statistics.written_for('statistics.handled', $written$
create function statistics.handling(p_reach uuid[], p_from date, p_to date, p_at timestamptz)
returns table (agency uuid, month date, {# bigint})
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  if p_at is null and isfinite(p_from) and isfinite(p_to)
    and p_from = statistics.month_of(p_from) and p_to + 1 = statistics.month_of(p_to + 1) then
    return query
    select x.agency, x.month, {sum(x.#)::bigint}
    from (
      select agency, month, {#} from statistics.handled_month where month between p_from and p_to
      union all
      select agency, statistics.month_of(day), {#} from statistics.handled_delta where day between p_from and p_to
    ) x
    where p_reach is null or x.agency = any (p_reach)
    group by 1, 2 having greatest({abs(sum(x.#))}) > 0;
  elsif p_at is null then
    return query
    select h.agency, statistics.month_of(h.day), {sum(h.#)::bigint} from statistics.handled h
    where h.day between p_from and p_to and (p_reach is null or h.agency = any (p_reach))
    group by 1, 2 having greatest({abs(sum(h.#))}) > 0;
  else
    return query
    select x.agency, statistics.month_of(x.day), {sum(x.#)::bigint}
    from (
      select agency, day, {#} from statistics.handled_history where day between p_from and p_to and changed_at <= p_at
      union all
      select agency, day, {#} from statistics.handled_delta where day between p_from and p_to and changed_at <= p_at
    ) x
    where p_reach is null or x.agency = any (p_reach)
    group by 1, 2 having greatest({abs(sum(x.#))}) > 0;
  end if;
end $$
$written$);

select statistics.written_for('statistics.handled', $written$
create function statistics.monthly(p_post uuid, p_from date, p_to date, p_at timestamptz)
returns table (agency uuid, month date, {# bigint})
language sql stable security definer set search_path = '' as $$
  select * from statistics.handling(coalesce(statistics.reach(p_post), '{}'), p_from, p_to, p_at)
$$
$written$);

-- Figures and identities of one version of a closed period, as known at its instant. Once: what is closed is never altered.
select statistics.written_for('statistics.handled', $written$
create function statistics.close_handled(p_closing uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_closing statistics.closing;
begin
  perform pg_catalog.pg_advisory_xact_lock(7202663);
  select * into v_closing from statistics.closing c where c.id = p_closing;
  if not found or exists (select from statistics.closed_handled h where h.closing = p_closing) then return; end if;
  insert into statistics.closed_handled_document (closing, document, direction, agency, day, {#})
    select p_closing, x.document, x.direction, x.agency, x.day, {sum(x.#)}
    from (
      select document, direction, agency, day, changed_at, {#} from statistics.handled_history
      union all select document, direction, agency, day, changed_at, {#} from statistics.handled_delta
    ) x
    where x.day between v_closing.first_day and v_closing.last_day and x.changed_at <= v_closing.closed_at
    group by x.document, x.direction, x.agency, x.day
    having greatest({abs(sum(x.#))}) > 0;
  insert into statistics.closed_handled (closing, agency, {#})
    select p_closing, agency, {sum(#)} from statistics.closed_handled_document where closing = p_closing group by agency;
end $$
$written$);

select statistics.written_for('statistics.handled', $written$
create function statistics.closed_monthly(p_post uuid, p_closing uuid) returns table (agency uuid, month date, {# bigint})
language sql stable security definer set search_path = '' as $$
  select h.agency, c.first_day, {h.#::bigint} from statistics.closed_handled h join statistics.closing c on c.id = h.closing
  where h.closing = p_closing and h.agency = any (statistics.reach(p_post))
$$
$written$);

create function statistics.in_handling(h statistics.handled, p_of text) returns boolean language sql immutable
return case p_of
  when 'issued' then h.issued > 0
  when 'created' then h.created > 0
  when 'walked' then h.walked > 0
  when 'went' then h.went > 0
  when 'signed-person' then h.signed_person > 0
  when 'signed-agency' then h.signed_agency > 0
  when 'signed' then h.signed > 0
  when 'whole' then h.whole > 0
  when 'not-whole' then h.issued > h.whole
  when 'received' then h.received > 0
  when 'received-e' then h.received_e > 0
  when 'received-p' then h.received_p > 0
  when 'to-process' then h.to_process > 0
  when 'processed' then h.processed > 0
  when 'not-processed' then h.to_process > h.processed
  else false
end;

-- The documents behind one figure, newest first, by key; p_closing not null: those that a closed version counted. Number, date,
-- issuer and the facts of handling; subject, text, files and notes stay with who may read the document.
select statistics.written_for('statistics.handled', $written$
create function statistics.handled_documents(p_post uuid, p_agency uuid, p_from date, p_to date, p_of text, p_before_day date,
  p_before uuid, p_limit int, p_closing uuid)
returns table (document uuid, direction text, agency uuid, day date, {# int}, holder text, issuer text, code text, notation text,
  promulgation_date date, kind text, arrival_number int, state text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_reach uuid[] := coalesce(statistics.reach(p_post), '{}');
begin
  if p_agency is not null then v_reach := case when p_agency = any (v_reach) then array[p_agency] else '{}' end; end if;
  return query
  select h.document, h.direction, h.agency, h.day, {h.#}, a.name, coalesce(i.issuing_agency, a.name),
    coalesce(i.code_number, lpad(o.code_number::text, greatest(2, length(o.code_number::text)), '0') || o.code_suffix, ''),
    coalesce(i.code_notation, o.code_notation, ''), coalesce(i.promulgation_date, o.promulgation_date), k.name, i.arrival_number,
    coalesce(i.state, o.state)
  from (
    select * from (
      select c.document, c.direction, c.agency, c.day, null::timestamptz as changed_at, {c.#}
      from statistics.closed_handled_document c where c.closing = p_closing
      union all
      select s.document, s.direction, s.agency, s.day, s.changed_at, {s.#}
      from statistics.handled s where p_closing is null and s.day between p_from and p_to
    ) u
    where u.agency = any (v_reach) and (p_before is null or (u.day, u.document) < (p_before_day, p_before))
      and statistics.in_handling(row(u.document, u.direction, u.agency, u.day, u.changed_at, {u.#})::statistics.handled, p_of)
    order by u.day desc, u.document desc
    limit least(p_limit, 1000)
  ) h
  join organisation.agency a on a.id = h.agency
  left join documents.outgoing o on h.direction = 'OUT' and o.id = h.document
  left join documents.incoming i on h.direction = 'IN' and i.id = h.document
  join documents.kind k on k.code = coalesce(i.kind, o.kind)
  order by h.day desc, h.document desc;
end $$
$written$);

-- The slow way, which shares no sheet with the fast one: from the facts as they stand.
select statistics.written_for('statistics.handled', $written$
create function statistics.recount_handled() returns table (agency uuid, month date, {# bigint})
language sql stable set search_path = '' as $$
  with sent as (
    select d.outgoing, bool_and(d.electronic and d.state not in ('WAITING', 'FAILED')) as electronic
    from documents.delivery d join documents.outgoing o on o.id = d.outgoing
    where d.state <> 'RECALLED' and o.state <> 'RECALLED'
      and (d.paper_copies > 0 or d.electronic and d.state not in ('WAITING', 'FAILED'))
    group by d.outgoing
  ),
  out as (
    select o.agency, date_trunc('month', o.issued_at at time zone 'Asia/Ho_Chi_Minh')::date as month, o.source in ('EDITOR', 'UPLOAD') as created,
      coalesce(o.signed_by = 'digital', false) as person, o.sealed_at is not null as seal, coalesce(s.electronic, false) as went,
      coalesce(o.signed_by = 'digital', false) and (o.sealed_at is not null or not o.numbered) as signed,
      coalesce(o.signed_by = 'digital', false) and (
        select coalesce(bool_and(w.state in ('APPROVED', 'RETURNED', 'SKIPPED')), true) from documents.review_step w
        where w.outgoing = o.id and w.round >= all (select l.round from documents.review_step l where l.outgoing = o.id)
      ) as walked
    from documents.outgoing o left join sent s on s.outgoing = o.id
    where o.issued_at is not null and o.state <> 'RECALLED' and exists (select from documents.delivery d where d.outgoing = o.id)
      and not (not o.numbered and exists (select from documents.outgoing r where r.id = o.replaces and not r.numbered))
  ),
  arrived as (
    select i.agency, date_trunc('month', i.arrival_date)::date as month, i.electronic,
      i.state = 'FINISHED' and exists (select from documents.assignment a where a.incoming = i.id and a.role = 'LEAD' and a.state <> 'HANDED_BACK')
        and not exists (select from documents.outgoing o where o.id = i.answered_by and o.signed_by is distinct from 'digital') as processed,
      case when i.state in ('REGISTERED', 'TO_DIRECT') then i.purpose <> 'INFORMATION' else i.state <> 'NOTED' end as due
    from documents.incoming i where i.arrival_number is not null and i.state not in ('VOIDED', 'REFUSED', 'RECALLED')
  )
  select agency, month, count(*), count(*) filter (where created), count(*) filter (where walked), count(*) filter (where went),
    count(*) filter (where person), count(*) filter (where seal), count(*) filter (where signed),
    count(*) filter (where created and walked and went and signed), 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint
  from out group by agency, month
  union all
  select agency, month, 0, 0, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where electronic), count(*) filter (where not electronic),
    count(*) filter (where due), count(*) filter (where due and processed)
  from arrived group by agency, month
$$
$written$);

-- In how many figures of handling report, sheets and recount differ; any number but 0 is a fault of the program.
select statistics.written_for('statistics.handled', $written$
create function statistics.handled_mismatches() returns bigint language sql stable security definer set search_path = '' as $$
  select count(*) from (
    select kind, agency, month from (
      select 'recount' as kind, agency, month, {#} from statistics.recount_handled()
      union all
      select 'recount', agency, statistics.month_of(day), {-#} from statistics.handled
      union all
      select 'folded', agency, statistics.month_of(day), {#} from statistics.handled
      union all
      select 'folded', agency, month, {-#} from statistics.handled_month
      union all
      select 'folded', agency, statistics.month_of(day), {-#} from statistics.handled_delta
    ) x
    group by kind, agency, month having greatest({abs(sum(#))}) > 0
  ) y
$$
$written$);

-- Of the state agencies in reach in force on the last day: in how many months of the period that they lived and that have begun they
-- worked in the e-office (issued or registered), and sent to and received from an agency of province or district electronically.
-- `idle` and `cut_off` name the months without.
create function statistics.agency_months(p_post uuid, p_from date, p_to date)
returns table (agency uuid, months int, worked int, exchanged int, idle date[], cut_off date[])
language sql stable security definer set search_path = '' as $$
  with asked as (select p_from as first, least(p_to, app.today()) as last),
  seen as (
    select a.id, m.day::date as month,
      exists (
        select from documents.outgoing o where o.agency = a.id and o.code_number is not null and o.issued_at is not null
          and o.promulgation_date between m.day::date and (m.day + interval '1 month')::date - 1
      ) or exists (
        select from documents.incoming i where i.agency = a.id and i.arrival_number is not null
          and i.arrival_date between m.day::date and (m.day + interval '1 month')::date - 1
      ) as worked,
      exists (
        select from documents.delivery d
        join organisation.agency r on r.id = d.recipient_agency and r.level in ('PROVINCE', 'DISTRICT')
        join documents.outgoing o on o.id = d.outgoing and o.state <> 'RECALLED'
        where d.agency = a.id and d.electronic and d.state not in ('WAITING', 'FAILED', 'RECALLED')
          and d.sent_at >= m.day at time zone 'Asia/Ho_Chi_Minh' and d.sent_at < (m.day + interval '1 month') at time zone 'Asia/Ho_Chi_Minh'
      ) and exists (
        select from documents.incoming i
        join organisation.agency s on s.id = i.sender and s.level in ('PROVINCE', 'DISTRICT')
        where i.agency = a.id and i.arrival_number is not null and i.electronic and i.delivery is not null
          and i.state not in ('VOIDED', 'REFUSED', 'RECALLED')
          and i.arrival_date between m.day::date and (m.day + interval '1 month')::date - 1
      ) as exchanged
    from asked q
    join organisation.agency a on a.id = any (statistics.reach(p_post)) and a.kind = 'STATE' and a.level in ('PROVINCE', 'DISTRICT', 'COMMUNE')
      and a.effective_from <= q.last and (a.effective_to is null or a.effective_to >= q.last)
    cross join lateral generate_series(greatest(q.first, statistics.month_of(a.effective_from))::timestamp, q.last::timestamp,
      interval '1 month') m(day)
  )
  select id, count(*)::int, (count(*) filter (where worked))::int, (count(*) filter (where exchanged))::int,
    coalesce(array_agg(month order by month) filter (where not worked), '{}'),
    coalesce(array_agg(month order by month) filter (where not exchanged), '{}')
  from seen group by id
$$;

do $$
declare f text;
begin
  foreach f in array array['fold_handled(int)', 'handling(uuid[], date, date, timestamptz)', 'monthly(uuid, date, date, timestamptz)',
    'close_handled(uuid)', 'closed_monthly(uuid, uuid)', 'in_handling(statistics.handled, text)',
    'handled_documents(uuid, uuid, date, date, text, date, uuid, int, uuid)', 'recount_handled()', 'handled_mismatches()',
    'agency_months(uuid, date, date)'] loop
    execute format('alter function statistics.%s owner to lt_statistics', f);
    execute format('revoke all on function statistics.%s from public', f);
  end loop;
end $$;
grant execute on function statistics.fold_handled(int), statistics.monthly(uuid, date, date, timestamptz), statistics.close_handled(uuid),
  statistics.closed_monthly(uuid, uuid), statistics.handled_documents(uuid, uuid, date, date, text, date, uuid, int, uuid),
  statistics.handled_mismatches(), statistics.agency_months(uuid, date, date) to lt_app;
