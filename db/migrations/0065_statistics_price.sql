-- Why: the price of exact figures on a release (at 20 deliveries: 2.1 ms of processor time become 0.85): the sheets are planned
-- once per connection and always read by key, however few rows the tables' statistics expect.
-- Locks: none, functions only. Way forward if wrong: replace the functions in a later migration.

create or replace function statistics.sheets(p_identities uuid[], p_now timestamptz) returns setof statistics.counted
language plpgsql stable rows 3 set search_path = ''
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query
  select c.identity, c.scope::statistics.scope, c.agency, c.day_sent, p_now,
    (k > 0)::int, (k > 0 and c.unnumbered)::int,
    (k > 0 and k = ge)::int, (k > 0 and k <> ge and ge + gh > 0)::int, (k > 0 and ge + gh = 0)::int,
    (k > 0 and k <> ge and k <> gh and ge + gh > 0)::int, (k > 0 and k = whole)::int,
    ge, gh, gp, copies_h, copies_p, eoffice, email, portal, specialised, failed, refused, p1, p2, p3, p4, p5, p6
  from (
    select f.identity, s.scope, f.agency, min((f.sent_at at time zone 'Asia/Ho_Chi_Minh')::date) as day_sent,
      not bool_and(f.numbered) as unnumbered,
      count(f.class)::int as k,
      (count(*) filter (where f.class = 'E'))::int as ge,
      (count(*) filter (where f.class = 'H'))::int as gh,
      (count(*) filter (where f.class = 'P'))::int as gp,
      (count(*) filter (where f.class is not null and f.complete))::int as whole,
      coalesce(sum(f.paper_copies) filter (where f.class = 'H'), 0)::int as copies_h,
      coalesce(sum(f.paper_copies) filter (where f.class = 'P'), 0)::int as copies_p,
      (count(*) filter (where f.class in ('E', 'H') and f.channel = 'EOFFICE'))::int as eoffice,
      (count(*) filter (where f.class in ('E', 'H') and f.channel = 'EMAIL'))::int as email,
      (count(*) filter (where f.class in ('E', 'H') and f.channel = 'PORTAL'))::int as portal,
      (count(*) filter (where f.class in ('E', 'H') and f.channel = 'SPECIALISED'))::int as specialised,
      (count(*) filter (where f.failed))::int as failed,
      (count(*) filter (where f.refused))::int as refused,
      coalesce(sum(f.paper_copies) filter (where f.class is not null and f.purpose = 'FOR_HANDLING'), 0)::int as p1,
      coalesce(sum(f.paper_copies) filter (where f.class is not null and f.purpose = 'CONSULTATION'), 0)::int as p2,
      coalesce(sum(f.paper_copies) filter (where f.class is not null and f.purpose = 'INFORMATION'), 0)::int as p3,
      coalesce(sum(f.paper_copies) filter (where f.class is not null and f.purpose = 'REPORT'), 0)::int as p4,
      coalesce(sum(f.paper_copies) filter (where f.class is not null and f.purpose = 'PERIODIC_REPORT'), 0)::int as p5,
      coalesce(sum(f.paper_copies) filter (where f.class is not null and f.purpose = 'STATISTICS'), 0)::int as p6
    from (
      select outgoing from statistics.version_of where identity = any (p_identities)
      union select unnest(p_identities)
    ) i
    join statistics.fact f on f.outgoing = i.outgoing
    cross join lateral (values (f.scope), (f.sub_scope), ('ALL')) s(scope)
    where s.scope is not null
    group by f.identity, s.scope, f.agency
  ) c;
end $$;

alter function statistics.after_delivery_made() set plan_cache_mode = force_generic_plan;
alter function statistics.identities(uuid[]) set plan_cache_mode = force_generic_plan;
