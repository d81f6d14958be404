-- Why: what each sent document counts as, kept current in the transaction that changes it (DESIGN 5.3, 5.11, 8; S4 II.2).
-- A sheet of `measures` per (counting identity, scope): 0/1 for the document, numbers of deliveries and paper copies.
-- `counted` is the sheet as it stands, `delta` every difference ever made (−old +new), `rollup` the folded sums.
-- The only triggers on foreign tables of the house: at statement level, after the facts, as lt_statistics.
-- Locks: two triggers on documents (brief). Way forward if wrong: a later migration replaces the functions.

create schema statistics;
grant usage on schema statistics to lt_app, lt_statistics;
grant usage, create on schema statistics to lt_statistics;
grant usage on schema app to lt_statistics;

-- Scope of a sheet: the three scopes of deliveries, their sub-scopes, and ALL. A document counts once in each, with that scope's deliveries.
create domain statistics.scope text check (value in ('INTERNAL', 'BETWEEN', 'EXTERNAL', 'TO_GOVERNMENT', 'TO_PROVINCE', 'TO_DISTRICT', 'ALL'));

create table statistics.counted (
  identity uuid not null,
  scope statistics.scope not null,
  agency uuid not null,
  -- Day in Vietnam of the first send in the scope; it decides the period and never depends on later recalls.
  day_sent date not null,
  -- Instant of the last difference; never falls for one sheet.
  changed_at timestamptz not null,
  documents int not null,
  unnumbered int not null,
  e int not null,
  h int not null,
  p int not null,
  mixed int not null,
  complete int not null,
  sent_e int not null,
  sent_h int not null,
  sent_p int not null,
  copies_h int not null,
  copies_p int not null,
  eoffice int not null,
  email int not null,
  portal int not null,
  specialised int not null,
  failed int not null,
  refused int not null,
  paper_for_handling int not null,
  paper_consultation int not null,
  paper_information int not null,
  paper_report int not null,
  paper_periodic_report int not null,
  paper_statistics int not null,
  primary key (identity, scope),
  constraint counted_one_class check (e + h + p = documents and documents in (0, 1)),
  constraint counted_parts check (mixed <= h and complete <= documents and unnumbered <= documents
    and eoffice + email + portal + specialised = sent_e + sent_h)
);
create index counted_agency on statistics.counted (agency, scope, day_sent desc, identity desc);
create index counted_scope on statistics.counted (scope, day_sent desc, identity desc);

-- Differences not yet folded. The folding moves them to delta_history in one statement, so no reader sees one twice or not at all.
create table statistics.delta (like statistics.counted);
alter table statistics.delta add column id bigint generated always as identity primary key;
create table statistics.delta_history (like statistics.counted, id bigint not null);
create index delta_history_changed on statistics.delta_history (changed_at, scope);
create index delta_history_sent on statistics.delta_history (day_sent, scope);

create table statistics.rollup (like statistics.counted);
alter table statistics.rollup drop column identity, drop column changed_at, add column day_changed date not null,
  add primary key (scope, day_sent, agency, day_changed);

-- Versions of an un-numbered internal item (a work schedule issued again) are one counting identity: the first one's.
create table statistics.version_of (outgoing uuid primary key, identity uuid not null);
create index version_of_identity on statistics.version_of (identity);

do $$
declare t text;
begin
  foreach t in array array['counted', 'delta', 'delta_history', 'rollup', 'version_of'] loop
    execute format('alter table statistics.%I enable row level security', t);
    execute format('create policy statistics on statistics.%I to lt_statistics using (true) with check (true)', t);
    execute format('grant select, insert on statistics.%I to lt_statistics', t);
  end loop;
end $$;
grant update on statistics.counted, statistics.rollup to lt_statistics;
-- The folding moves rows from delta to delta_history; nothing else takes any out.
grant delete on statistics.delta to lt_statistics;

-- What one delivery counts as (law: class from the facts and nothing else). An electronic copy that waits or failed has not gone.
-- A recalled delivery, and every delivery of a recalled document, is of no class; a replaced document was sent and stays.
create view statistics.fact as
select d.id, d.outgoing, coalesce(v.identity, o.id) as identity, o.agency, o.numbered, d.scope, d.sub_scope, d.purpose, d.channel,
  d.paper_copies, d.sent_at, w.alive and d.state = 'FAILED' as failed, w.alive and d.state = 'REFUSED' as refused,
  case when not w.alive then null when w.went and d.paper then 'H' when w.went then 'E' when d.paper then 'P' end as class,
  w.went and d.electronic_complete as complete
from documents.delivery d
join documents.outgoing o on o.id = d.outgoing
left join statistics.version_of v on v.outgoing = o.id
cross join lateral (select
  d.electronic and d.state not in ('WAITING', 'FAILED') as went,
  o.state <> 'RECALLED' and d.state <> 'RECALLED' as alive) w;
alter view statistics.fact owner to lt_statistics;

-- The sheets of the given identities, from the facts.
create function statistics.sheets(p_identities uuid[], p_now timestamptz) returns setof statistics.counted
language sql stable set search_path = '' as $$
  select c.identity, c.scope, c.agency, c.day_sent, p_now,
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
  ) c
$$;

-- The list of measures is spelled once, in `counted`; what adds it up is written from it: {-#} becomes "-documents, -unnumbered, …".
create function statistics.written(p_body text) returns void language plpgsql set search_path = '' as $$
declare
  v_part text;
begin
  for v_part in select distinct m[1] from regexp_matches(p_body, '\{([^{}]*#[^{}]*)\}', 'g') m loop
    p_body := replace(p_body, '{' || v_part || '}', (
      select string_agg(replace(v_part, '#', a.attname), ', ' order by a.attnum)
      from pg_catalog.pg_attribute a
      where a.attrelid = 'statistics.counted'::regclass and a.attnum > 0 and not a.attisdropped and a.atttypid = 'int4'::regtype
    ));
  end loop;
  execute p_body;
end $$;
revoke all on function statistics.written(text) from public;

-- Books what the sheets differ from the facts: −old +new, by day of first send.
select statistics.written($written$
create function statistics.book(p_identities uuid[], p_now timestamptz) returns void
language sql volatile set search_path = '' as $$
  with fresh as materialized (select * from statistics.sheets(p_identities, p_now)),
  difference as materialized (
    select identity, scope, agency, day_sent, {sum(#)::int as #}
    from (
      select identity, scope, agency, day_sent, {#} from fresh
      union all
      select identity, scope, agency, day_sent, {-#} from statistics.counted where identity = any (p_identities)
    ) x
    group by identity, scope, agency, day_sent
    having greatest({abs(sum(#))}) > 0
  ),
  booked as (
    insert into statistics.delta (identity, scope, agency, day_sent, changed_at, {#})
    select d.identity, d.scope, d.agency, d.day_sent, greatest(p_now, c.changed_at), {d.#}
    from difference d join statistics.counted c on c.identity = d.identity and c.scope = d.scope
  )
  update statistics.counted c set (day_sent, changed_at, {#}) = (select f.day_sent, greatest(p_now, c.changed_at), {f.#})
  from fresh f
  where c.identity = f.identity and c.scope = f.scope
    and exists (select from difference d where d.identity = f.identity and d.scope = f.scope)
$$
$written$);

-- Identities of the given documents. A version of an un-numbered item is written down once, by the one that it replaces.
create function statistics.identities(p_outgoing uuid[]) returns uuid[]
language plpgsql set search_path = '' as $$
begin
  insert into statistics.version_of (outgoing, identity)
    select o.id, coalesce(v.identity, r.id)
    from documents.outgoing o
    join documents.outgoing r on r.id = o.replaces and not r.numbered
    left join statistics.version_of v on v.outgoing = r.id
    where o.id = any (p_outgoing) and not o.numbered
    on conflict do nothing;
  return array(
    select distinct coalesce(v.identity, i) from unnest(p_outgoing) i left join statistics.version_of v on v.outgoing = i
  );
end $$;

-- Counts again documents that may already stand in `counted`. The sheets are locked, in one order against deadlock, before the
-- facts are read, so that two transactions on one document come one after the other and neither misses the other's change.
select statistics.written($written$
create function statistics.count_again(p_identities uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  insert into statistics.counted (identity, scope, agency, day_sent, changed_at, {#})
    select s.identity, s.scope, s.agency, s.day_sent, s.changed_at, {0 * s.#}
    from statistics.sheets(p_identities, app.now()) s order by s.identity, s.scope
    on conflict do nothing;
  perform from statistics.counted c where c.identity = any (p_identities) order by c.identity, c.scope for update;
  perform statistics.book(p_identities, app.now());
end $$
$written$);

-- A release: its sheets and their differences in one statement; only a document sent before needs the longer way.
select statistics.written($written$
create function statistics.after_delivery_made() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[] := array(select distinct n.outgoing from new_rows n);
  v_stood boolean;
begin
  if v_ids = '{}' then return null; end if;
  v_ids := statistics.identities(v_ids);
  with fresh as materialized (select * from statistics.sheets(v_ids, app.now())),
  placed as (
    insert into statistics.counted select * from fresh order by identity, scope on conflict do nothing returning *
  ),
  booked as (
    insert into statistics.delta (identity, scope, agency, day_sent, changed_at, {#})
    select identity, scope, agency, day_sent, changed_at, {#} from placed
  )
  select (select count(*) from placed) < (select count(*) from fresh) into v_stood;
  if v_stood then perform statistics.count_again(v_ids); end if;
  return null;
end $$
$written$);

create function statistics.after_delivery_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[] := array(
    select distinct n.outgoing from new_rows n join old_rows o on o.id = n.id
    where (n.electronic, n.electronic_complete, n.paper_copies, n.purpose, n.channel, n.scope, n.sub_scope, n.sent_at,
        n.state in ('WAITING', 'FAILED'), n.state = 'FAILED', n.state = 'REFUSED', n.state = 'RECALLED')
      is distinct from (o.electronic, o.electronic_complete, o.paper_copies, o.purpose, o.channel, o.scope, o.sub_scope, o.sent_at,
        o.state in ('WAITING', 'FAILED'), o.state = 'FAILED', o.state = 'REFUSED', o.state = 'RECALLED')
  );
begin
  if v_ids <> '{}' then perform statistics.count_again(statistics.identities(v_ids)); end if;
  return null;
end $$;

-- Of a document's states only RECALLED changes what counts: VOIDED never had deliveries, REPLACED was sent under its own number.
create function statistics.after_outgoing_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[] := array(
    select n.id from new_rows n join old_rows o on o.id = n.id where (n.state = 'RECALLED') <> (o.state = 'RECALLED')
  );
begin
  if v_ids <> '{}' then perform statistics.count_again(statistics.identities(v_ids)); end if;
  return null;
end $$;

create trigger counted after insert on documents.delivery referencing new table as new_rows
  for each statement execute function statistics.after_delivery_made();
create trigger counted_again after update on documents.delivery referencing old table as old_rows new table as new_rows
  for each statement execute function statistics.after_delivery_changed();
create trigger counted_again after update on documents.outgoing referencing old table as old_rows new table as new_rows
  for each statement execute function statistics.after_outgoing_changed();

-- What was sent before this migration, in its order, because a version is known by the one it replaces.
do $$
declare v_sent uuid;
begin
  for v_sent in select outgoing from documents.delivery group by outgoing order by min(sent_at), outgoing loop
    perform statistics.count_again(statistics.identities(array[v_sent]));
  end loop;
end $$;

do $$
declare f text;
begin
  foreach f in array array['sheets(uuid[], timestamptz)', 'book(uuid[], timestamptz)', 'identities(uuid[])', 'count_again(uuid[])',
    'after_delivery_made()', 'after_delivery_changed()', 'after_outgoing_changed()'] loop
    execute format('alter function statistics.%s owner to lt_statistics', f);
    execute format('revoke all on function statistics.%s from public', f);
  end loop;
end $$;
