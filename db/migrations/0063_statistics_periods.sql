-- Why: closed periods keep their figures and the identities they counted (law: closing instant; DESIGN 5.11), and targets with
-- the roadmaps that bind a province (DESIGN 5.12, 8).
-- Locks: none, new tables. Way forward if wrong: a later migration.

-- One version of one closed period. What is closed is never altered: a later change makes the next version.
create table statistics.closing (
  id uuid primary key default app.uuid7(),
  kind text not null check (kind in ('MONTH', 'QUARTER', 'SIX_MONTHS', 'NINE_MONTHS', 'YEAR')),
  first_day date not null,
  last_day date not null check (last_day > first_day),
  version int not null check (version >= 1),
  -- Class, completeness and recall are those known at this instant.
  closed_at timestamptz not null,
  made_at timestamptz not null default app.now(),
  made_by uuid references organisation.post,
  reason text not null default '',
  unique (kind, first_day, version),
  check (extract(day from first_day) = 1 and extract(day from last_day + 1) = 1),
  check (version = 1 or reason <> '')
);
create index closing_made_by on statistics.closing (made_by);

create table statistics.closed_document (closing uuid not null references statistics.closing, like statistics.counted,
  primary key (closing, scope, agency, identity));
alter table statistics.closed_document drop column changed_at;
create index closed_document_list on statistics.closed_document (closing, scope, day_sent desc, identity desc);

create table statistics.closed_figure (closing uuid not null references statistics.closing, like statistics.counted,
  primary key (closing, scope, agency));
alter table statistics.closed_figure drop column identity, drop column day_sent, drop column changed_at;

alter table statistics.closed_document enable row level security;
alter table statistics.closed_figure enable row level security;
create policy statistics on statistics.closed_document to lt_statistics using (true) with check (true);
create policy statistics on statistics.closed_figure to lt_statistics using (true) with check (true);
grant select, insert on statistics.closing, statistics.closed_document, statistics.closed_figure to lt_statistics;
grant select on statistics.closing to lt_app;

-- Closes a period, or makes its next version, with what was known at p_at. p_post null: the machine, which makes first versions only.
-- Raises LT060 when the post may not, LT061 when the period or the instant is not over yet or not after the version before.
select statistics.written($written$
create function statistics.close(p_post uuid, p_kind text, p_first date, p_last date, p_at timestamptz, p_reason text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_before statistics.closing;
  v_id uuid := app.uuid7();
begin
  perform pg_catalog.pg_advisory_xact_lock(7202663);
  select * into v_before from statistics.closing c where c.kind = p_kind and c.first_day = p_first order by c.version desc limit 1;
  if p_post is null and v_before.id is not null or p_post is not null and not exists (
    select from organisation.post p
    where p.id = p_post and p.roles && array['ictDepartment', 'systemAdmin'] and statistics.reach(p.id) is not null
  ) then
    raise exception 'not allowed to close' using errcode = 'LT060';
  end if;
  if p_at > app.now() or p_at < ((p_last + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') or p_at <= v_before.closed_at then
    raise exception 'not yet to be closed' using errcode = 'LT061';
  end if;
  insert into statistics.closing (id, kind, first_day, last_day, version, closed_at, made_by, reason)
    values (v_id, p_kind, p_first, p_last, coalesce(v_before.version, 0) + 1, p_at, p_post, p_reason);
  insert into statistics.closed_document (closing, identity, scope, agency, day_sent, {#})
    select v_id, x.identity, x.scope, x.agency, x.day_sent, {sum(x.#)}
    from (
      select * from statistics.delta_history where day_sent between p_first and p_last and changed_at <= p_at
      union all
      select identity, scope, agency, day_sent, changed_at, {#}, id from statistics.delta
      where day_sent between p_first and p_last and changed_at <= p_at
    ) x
    group by x.identity, x.scope, x.agency, x.day_sent
    having greatest({abs(sum(x.#))}) > 0;
  insert into statistics.closed_figure (closing, scope, agency, {#})
    select v_id, scope, agency, {sum(#)} from statistics.closed_document where closing = v_id group by scope, agency;
  return v_id;
end $$
$written$);

-- The figures of one closed version that the post may see.
select statistics.written($written$
create function statistics.closed(p_post uuid, p_closing uuid) returns table (agency uuid, scope text, month date, {# bigint})
language sql stable security definer set search_path = '' as $$
  select f.agency, f.scope::text, c.first_day, {f.#::bigint}
  from statistics.closed_figure f join statistics.closing c on c.id = f.closing
  where f.closing = p_closing and f.agency = any (statistics.reach(p_post))
$$
$written$);

-- The identities that one closed version counted, with their class then; their deliveries are shown as they stand now.
select statistics.written($written$
create function statistics.closed_documents(p_post uuid, p_closing uuid, p_agency uuid, p_scope text, p_of text,
  p_before_day date, p_before uuid, p_limit int)
returns table (identity uuid, agency uuid, day_sent date, documents int, e int, h int, p int, mixed int, complete int, copies int,
  recipients int, issuer text, code_number int, code_suffix text, code_notation text, promulgation_date date, kind text,
  replaced boolean, recalled boolean, deliveries jsonb)
language sql stable security definer set search_path = '' as $$
  select c.identity, c.agency, c.day_sent, c.documents, c.e, c.h, c.p, c.mixed, c.complete, c.copies_h + c.copies_p,
    c.sent_e + c.sent_h + c.sent_p, t.*
  from (
    select * from statistics.closed_document c
    where c.closing = p_closing and c.scope = p_scope and c.agency = any (statistics.reach(p_post))
      and (p_agency is null or c.agency = p_agency)
      and (p_before is null or (c.day_sent, c.identity) < (p_before_day, p_before))
      and statistics.in_figure(row(c.identity, c.scope, c.agency, c.day_sent, null, {c.#})::statistics.counted, p_of)
    order by c.day_sent desc, c.identity desc
    limit least(p_limit, 1000)
  ) c
  cross join lateral statistics.cited(c.identity, p_scope) t
  order by c.day_sent desc, c.identity desc
$$
$written$);

do $$
declare f text;
begin
  foreach f in array array['close(uuid, text, date, date, timestamptz, text)', 'closed(uuid, uuid)',
    'closed_documents(uuid, uuid, uuid, text, text, date, uuid, int)'] loop
    execute format('alter function statistics.%s owner to lt_statistics', f);
    execute format('revoke all on function statistics.%s from public', f);
    execute format('grant execute on function statistics.%s to lt_app', f);
  end loop;
end $$;

-- Targets as data: a roadmap is a set of rows, an adoption binds a province from a day. `body` is the row as the file of targets
-- writes it; its one shape is the module's.
create table statistics.roadmap (
  id text primary key,
  province text not null,
  title text not null
);
create table statistics.target (
  id text primary key,
  roadmap text not null references statistics.roadmap,
  ordinal int not null,
  body jsonb not null
);
create index target_roadmap on statistics.target (roadmap, ordinal);
create table statistics.adoption (
  province text not null,
  roadmap text not null references statistics.roadmap,
  effective_from date,
  effective_until date,
  legal_basis text not null check (legal_basis <> ''),
  status text not null check (status in ('history', 'in_force', 'example')),
  primary key (province, roadmap),
  check (effective_until >= effective_from)
);
create index adoption_roadmap on statistics.adoption (roadmap);
grant select, insert, update on statistics.roadmap, statistics.target, statistics.adoption to lt_app;
