-- Why: a year of a whole province within 200 ms, and lists of what is rare (paper, failures) without reading what is common
-- (DESIGN 9; tried with 1 M documents: 680 ms and 34 s before).
-- Locks: statistics.counted while its indexes are built. Way forward if wrong: drop the table and the indexes.

-- Folded sums of whole months as they stand. Only the daily roll-up can look back; nearly every report looks at now.
create table statistics.rollup_month (like statistics.counted);
alter table statistics.rollup_month drop column identity, drop column changed_at, drop column day_sent, add column month date not null,
  add primary key (scope, month, agency);
alter table statistics.rollup_month enable row level security;
create policy statistics on statistics.rollup_month to lt_statistics using (true) with check (true);
grant select, insert, update on statistics.rollup_month to lt_statistics;

create function statistics.month_of(p_day date) returns date language sql immutable
  return p_day - (extract(day from p_day)::int - 1);
grant execute on function statistics.month_of(date) to lt_statistics;

select statistics.written($written$
insert into statistics.rollup_month (agency, scope, month, {#})
  select agency, scope, statistics.month_of(day_sent), {sum(#)} from statistics.rollup group by 1, 2, 3
$written$);

select statistics.written($written$
create or replace function statistics.fold(p_limit int) returns int language plpgsql security definer set search_path = '' as $$
declare v_folded int;
begin
  perform pg_catalog.pg_advisory_xact_lock(7202660);
  with gone as (
    delete from statistics.delta where id in (select id from statistics.delta order by id limit p_limit) returning *
  ),
  kept as (
    insert into statistics.delta_history (identity, scope, agency, day_sent, changed_at, id, {#})
    select identity, scope, agency, day_sent, changed_at, id, {#} from gone
  ),
  added as (
    insert into statistics.rollup as r (agency, scope, day_sent, day_changed, {#})
    select agency, scope, day_sent, (changed_at at time zone 'Asia/Ho_Chi_Minh')::date as day_changed, {sum(#)} from gone
    group by agency, scope, day_sent, day_changed order by agency, scope, day_sent, day_changed
    on conflict (scope, day_sent, agency, day_changed) do update set {# = r.# + excluded.#}
  ),
  added_to_months as (
    insert into statistics.rollup_month as r (agency, scope, month, {#})
    select agency, scope, statistics.month_of(day_sent) as month, {sum(#)} from gone
    group by agency, scope, month order by agency, scope, month
    on conflict (scope, month, agency) do update set {# = r.# + excluded.#}
  )
  select count(*)::int into v_folded from gone;
  return v_folded;
end $$
$written$);

-- As before; whole months as they stand now come from the sums of months.
select statistics.written($written$
create or replace function statistics.figures(p_reach uuid[], p_scopes text[], p_from date, p_to date, p_at timestamptz)
returns table (agency uuid, scope text, month date, {# bigint})
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_at timestamptz := coalesce(p_at, 'infinity');
  v_day date := coalesce((p_at at time zone 'Asia/Ho_Chi_Minh')::date, 'infinity');
begin
  if p_at is null and isfinite(p_from) and isfinite(p_to)
    and p_from = statistics.month_of(p_from) and p_to + 1 = statistics.month_of(p_to + 1) then
    return query
    select x.agency, x.scope::text, x.month, {sum(x.#)::bigint}
    from (
      select agency, scope, month, {#} from statistics.rollup_month
      where scope = any (p_scopes::text[]) and month between p_from and p_to
      union all
      select agency, scope, statistics.month_of(day_sent), {#} from statistics.delta
      where scope = any (p_scopes::text[]) and day_sent between p_from and p_to
    ) x
    where p_reach is null or x.agency = any (p_reach)
    group by 1, 2, 3
    having greatest({abs(sum(x.#))}) > 0;
    return;
  end if;
  return query
  select x.agency, x.scope::text, statistics.month_of(x.day_sent), {sum(x.#)::bigint}
  from (
    select agency, scope, day_sent, {#} from statistics.rollup
    where scope = any (p_scopes::text[]) and day_sent between p_from and p_to and day_changed < v_day
    union all
    select agency, scope, day_sent, {#} from statistics.delta_history
    where scope = any (p_scopes::text[]) and day_sent between p_from and p_to and changed_at <= v_at
      and changed_at >= (v_day::timestamp at time zone 'Asia/Ho_Chi_Minh')
    union all
    select agency, scope, day_sent, {#} from statistics.delta
    where scope = any (p_scopes::text[]) and day_sent between p_from and p_to and changed_at <= v_at
  ) x
  where p_reach is null or x.agency = any (p_reach)
  group by 1, 2, 3
  having greatest({abs(sum(x.#))}) > 0;
end $$
$written$);

-- The two roll-ups must say the same; a difference is a fault of the program like one from the recount.
select statistics.written($written$
create or replace function statistics.mismatches() returns bigint language sql stable security definer set search_path = '' as $$
  with every(scope) as (
    select array['INTERNAL', 'BETWEEN', 'EXTERNAL', 'TO_GOVERNMENT', 'TO_PROVINCE', 'TO_DISTRICT', 'ALL']
  ),
  compared(kind, agency, scope, month, {#}) as (
    select 'recount', agency, scope, month, {#} from statistics.recount()
    union all
    select 'recount', f.agency, f.scope, f.month, {-f.#} from every, statistics.figures(null, every.scope, '-infinity', 'infinity', null) f
    union all
    select 'months', agency, scope, month, {#} from statistics.rollup_month
    union all
    select 'months', agency, scope, statistics.month_of(day_sent), {-#} from statistics.rollup
  )
  select count(*) from (
    select from compared group by kind, agency, scope, month having greatest({abs(sum(#))}) > 0
  ) y
$$
$written$);

-- Written so that the planner folds it to the one condition asked and sees the partial indexes below.
create or replace function statistics.in_figure(c statistics.counted, p_of text) returns boolean language sql immutable
return case p_of
  when 'documents' then c.documents > 0
  when 'unnumbered' then c.unnumbered > 0
  when 'e' then c.e > 0
  when 'h' then c.h + c.p > 0 and c.h > 0
  when 'p' then c.h + c.p > 0 and c.p > 0
  when 'paper' then c.h + c.p > 0
  when 'electronic' then c.e + c.h > 0
  when 'mixed' then c.h + c.p > 0 and c.mixed > 0
  when 'complete' then c.complete > 0
  when 'incomplete' then c.documents > c.complete
  when 'eoffice' then c.eoffice > 0
  when 'email' then c.email + c.portal + c.specialised > 0 and c.email > 0
  when 'portal' then c.email + c.portal + c.specialised > 0 and c.portal > 0
  when 'specialised' then c.email + c.portal + c.specialised > 0 and c.specialised > 0
  when 'failed' then c.failed + c.refused > 0 and c.failed > 0
  when 'refused' then c.failed + c.refused > 0 and c.refused > 0
  when 'sent-e' then c.sent_e > 0
  when 'sent-h' then c.h + c.p > 0 and c.sent_h > 0
  when 'sent-p' then c.h + c.p > 0 and c.sent_p > 0
  when 'unasked-paper' then c.h + c.p > 0
    and c.paper_consultation + c.paper_information + c.paper_report + c.paper_periodic_report + c.paper_statistics > 0
  else false
end;
create index counted_paper on statistics.counted (scope, day_sent desc, identity desc) where h + p > 0;
create index counted_trouble on statistics.counted (scope, day_sent desc, identity desc) where failed + refused > 0;
create index counted_other_channel on statistics.counted (scope, day_sent desc, identity desc) where email + portal + specialised > 0;
create index counted_incomplete on statistics.counted (scope, day_sent desc, identity desc) where documents > complete;
create index counted_unnumbered on statistics.counted (scope, day_sent desc, identity desc) where unnumbered > 0;
