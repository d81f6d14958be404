-- Why: figures out of the sheets: folding, report, proof by recount, documents behind a figure (DESIGN 5.11, 5.15, 8).
-- Across agencies only by functions of lt_statistics, which apply the scope of the actor's post.
-- Locks: none, new functions. Way forward if wrong: replace the functions in a later migration.

-- The provincial People's Committee: the state agency of the province that stands under nobody in it.
create function statistics.is_committee(p_agency uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (
    select from organisation.agency a left join organisation.agency above on above.id = a.parent
    where a.id = p_agency and a.level = 'PROVINCE' and a.kind = 'STATE' and (above.id is null or above.level = 'CENTRAL')
  )
$$;

-- The agencies whose figures a post may see: its own; all of the province for the department in charge of IT, the province's
-- administrator, a provincial inspector and a leader of the provincial committee. A post that is not the actor's sees none.
create function statistics.reach(p_post uuid) returns uuid[] language sql stable set search_path = '' as $$
  select case
      when p.roles && array['ictDepartment', 'systemAdmin']
        or a.level = 'PROVINCE' and 'inspector' = any (p.roles)
        or 'agencyLeader' = any (p.roles) and statistics.is_committee(a.id)
      then array(select o.id from organisation.agency o)
      else array[p.agency]
    end
  from organisation.post p
  join organisation.agency a on a.id = p.agency
  where p.id = p_post and p.person = app.person() and p.agency = app.agency()
    and p.effective_from <= app.today() and (p.effective_to is null or p.effective_to >= app.today())
$$;

-- Folds differences into the roll-up and keeps them in the history: one statement, so that a reader sees each exactly once.
-- Returns how many were folded; several at a time wait for each other.
select statistics.written($written$
create function statistics.fold(p_limit int) returns int language plpgsql security definer set search_path = '' as $$
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
  )
  select count(*)::int into v_folded from gone;
  return v_folded;
end $$
$written$);

-- The report: roll-up plus unfolded differences, as known at an instant (null: now), by agency, scope and month of first send.
-- Whole days before the instant come from the roll-up, its own day from the single differences.
select statistics.written($written$
create function statistics.figures(p_reach uuid[], p_scopes text[], p_from date, p_to date, p_at timestamptz)
returns table (agency uuid, scope text, month date, {# bigint})
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_at timestamptz := coalesce(p_at, 'infinity');
  v_day date := coalesce((p_at at time zone 'Asia/Ho_Chi_Minh')::date, 'infinity');
begin
  return query
  select x.agency, x.scope::text, x.day_sent - (extract(day from x.day_sent)::int - 1), {sum(x.#)::bigint}
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

select statistics.written($written$
create function statistics.exchange(p_post uuid, p_scopes text[], p_from date, p_to date, p_at timestamptz)
returns table (agency uuid, scope text, month date, {# bigint})
language sql stable security definer set search_path = '' as $$
  select * from statistics.figures(coalesce(statistics.reach(p_post), '{}'), p_scopes, p_from, p_to, p_at)
$$
$written$);

-- The slow way, which shares nothing with the fast one: from the facts as they stand, document by document.
select statistics.written($written$
create function statistics.recount() returns table (agency uuid, scope text, month date, {# bigint})
language sql stable set search_path = '' as $$
  with recursive first_version(outgoing, identity, above) as (
    select o.id, o.id, case when o.numbered then null else o.replaces end from documents.outgoing o
    union all
    select v.outgoing, o.id, o.replaces from first_version v join documents.outgoing o on o.id = v.above and not o.numbered
  ),
  item as (
    select v.outgoing, v.identity from first_version v
    where not exists (select from documents.outgoing o where o.id = v.above and not o.numbered)
  ),
  sent as (
    select i.identity, o.agency, o.numbered, s.scope, d.sent_at, d.purpose, d.channel, d.paper_copies as copies,
      o.state <> 'RECALLED' and d.state <> 'RECALLED' as lives, d.state,
      d.electronic and d.state <> 'WAITING' and d.state <> 'FAILED' as electronic,
      d.electronic_complete and d.state <> 'WAITING' and d.state <> 'FAILED' as complete
    from documents.delivery d
    join documents.outgoing o on o.id = d.outgoing
    join item i on i.outgoing = o.id
    join (values ('INTERNAL'), ('BETWEEN'), ('EXTERNAL'), ('TO_GOVERNMENT'), ('TO_PROVINCE'), ('TO_DISTRICT'), ('ALL')) s(scope)
      on s.scope in (d.scope, d.sub_scope, 'ALL')
  ),
  document as (
    select identity, agency, scope, min(sent_at) as first_sent, bool_and(numbered) as numbered,
      bool_or(lives and (electronic or copies > 0)) as counts,
      bool_and(electronic and copies = 0) filter (where lives and (electronic or copies > 0)) as all_e,
      bool_and(electronic and copies > 0) filter (where lives and (electronic or copies > 0)) as all_h,
      bool_or(electronic) filter (where lives) as some_electronic,
      bool_and(complete) filter (where lives and (electronic or copies > 0)) as whole,
      sum((lives and electronic and copies = 0)::int) as ge, sum((lives and electronic and copies > 0)::int) as gh,
      sum((lives and not electronic and copies > 0)::int) as gp,
      sum(case when lives and electronic then copies else 0 end) as ch, sum(case when lives and not electronic then copies else 0 end) as cp,
      sum((lives and electronic and channel = 'EOFFICE')::int) as c1, sum((lives and electronic and channel = 'EMAIL')::int) as c2,
      sum((lives and electronic and channel = 'PORTAL')::int) as c3, sum((lives and electronic and channel = 'SPECIALISED')::int) as c4,
      sum((lives and state = 'FAILED')::int) as failed, sum((lives and state = 'REFUSED')::int) as refused,
      sum(case when lives and purpose = 'FOR_HANDLING' then copies else 0 end) as p1,
      sum(case when lives and purpose = 'CONSULTATION' then copies else 0 end) as p2,
      sum(case when lives and purpose = 'INFORMATION' then copies else 0 end) as p3,
      sum(case when lives and purpose = 'REPORT' then copies else 0 end) as p4,
      sum(case when lives and purpose = 'PERIODIC_REPORT' then copies else 0 end) as p5,
      sum(case when lives and purpose = 'STATISTICS' then copies else 0 end) as p6
    from sent group by identity, agency, scope
  )
  select agency, scope, date_trunc('month', first_sent at time zone 'Asia/Ho_Chi_Minh')::date as month,
    count(*) filter (where counts), count(*) filter (where counts and not numbered),
    count(*) filter (where counts and all_e), count(*) filter (where counts and not all_e and some_electronic),
    count(*) filter (where counts and not some_electronic),
    count(*) filter (where counts and not all_e and not all_h and some_electronic), count(*) filter (where counts and whole),
    sum(ge), sum(gh), sum(gp), sum(ch)::bigint, sum(cp)::bigint, sum(c1), sum(c2), sum(c3), sum(c4), sum(failed), sum(refused),
    sum(p1)::bigint, sum(p2)::bigint, sum(p3)::bigint, sum(p4)::bigint, sum(p5)::bigint, sum(p6)::bigint
  from document group by 1, 2, 3
$$
$written$);

-- In how many figures report and recount differ; any number but 0 is a fault of the program.
select statistics.written($written$
create function statistics.mismatches() returns bigint language sql stable security definer set search_path = '' as $$
  select count(*) from (
    select agency, scope, month from (
      select agency, scope, month, {#} from statistics.recount()
      union all
      select agency, scope, month, {-#} from statistics.figures(null,
        array['INTERNAL', 'BETWEEN', 'EXTERNAL', 'TO_GOVERNMENT', 'TO_PROVINCE', 'TO_DISTRICT', 'ALL'], '-infinity', 'infinity', null)
    ) x
    group by agency, scope, month having greatest({abs(sum(#))}) > 0
  ) y
$$
$written$);

do $$
declare f text;
begin
  foreach f in array array['reach(uuid)', 'is_committee(uuid)', 'fold(int)', 'figures(uuid[], text[], date, date, timestamptz)',
    'exchange(uuid, text[], date, date, timestamptz)', 'recount()', 'mismatches()'] loop
    execute format('alter function statistics.%s owner to lt_statistics', f);
    execute format('revoke all on function statistics.%s from public', f);
  end loop;
end $$;
grant execute on function statistics.reach(uuid), statistics.is_committee(uuid), statistics.fold(int),
  statistics.exchange(uuid, text[], date, date, timestamptz), statistics.mismatches() to lt_app;
