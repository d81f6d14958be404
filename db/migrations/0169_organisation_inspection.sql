-- Why: an inspector read text and files of every agency of the province, for ever, by the role alone. Reach beyond the own agency is an
-- explicit share (DESIGN 5.15): an inspection opened by decision, for named agencies and days, which those agencies see with everything
-- that was read in it.
-- Locks: none, new tables and functions. Way forward if wrong: a later migration; an inspection that should not run is ended.

create table organisation.inspection (
  id uuid primary key default app.uuid7(),
  -- The agency that opened it, and that of the inspector.
  opening uuid not null references organisation.agency,
  inspecting uuid not null references organisation.agency,
  post uuid not null references organisation.post,
  decision text not null check (btrim(decision) <> '' and length(decision) <= 100),
  decided_on date not null,
  about text not null default '' check (length(about) <= 300),
  first_day date not null,
  last_day date not null,
  opened_by uuid not null references organisation.person,
  opened_at timestamptz not null default app.now(),
  ended_at timestamptz,
  ended_by uuid references organisation.person,
  check (last_day >= first_day and last_day - first_day <= 365),
  check ((ended_at is null) = (ended_by is null))
);
create index inspection_post on organisation.inspection (post);

create table organisation.inspected (
  inspection uuid not null references organisation.inspection,
  agency uuid not null references organisation.agency,
  opening uuid not null,
  inspecting uuid not null,
  primary key (inspection, agency)
);
create index inspected_agency on organisation.inspected (agency);

-- What was opened in an inspection: once a day for each document; never changed or deleted.
create table organisation.inspection_reading (
  inspection uuid not null,
  agency uuid not null,
  direction text not null check (direction in ('OUT', 'IN')),
  about uuid not null,
  day date not null default app.today(),
  at timestamptz not null default app.now(),
  primary key (inspection, about, day),
  foreign key (inspection, agency) references organisation.inspected (inspection, agency)
);
create index inspection_reading_agency on organisation.inspection_reading (agency, at desc);

alter table organisation.inspection enable row level security;
alter table organisation.inspected enable row level security;
alter table organisation.inspection_reading enable row level security;
create policy reach on organisation.inspected using ((select app.agency()) in (agency, opening, inspecting))
  with check (opening = app.agency());
create policy reach on organisation.inspection
  using ((select app.agency()) in (opening, inspecting) or exists (select from organisation.inspected i where i.inspection = inspection.id))
  with check (opening = app.agency());
-- The inspected agency and the one that opened it read it; only the inspector's agency writes it.
create policy reach on organisation.inspection_reading using (exists (
    select from organisation.inspected i where i.inspection = inspection_reading.inspection and i.agency = inspection_reading.agency))
  with check (exists (
    select from organisation.inspected i
    where i.inspection = inspection_reading.inspection and i.agency = inspection_reading.agency and i.inspecting = app.agency()));
grant select, insert on organisation.inspection, organisation.inspected, organisation.inspection_reading to lt_app;
grant update (ended_at, ended_by) on organisation.inspection to lt_app;

-- The agencies that a post may read today because of a running inspection. Security definer: a session is looked up by its cookie alone,
-- before anybody's reach is known. It tells identifiers, nothing else.
create function organisation.mandate(p_post uuid) returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct i.agency), '{}')
  from organisation.inspection n
  join organisation.inspected i on i.inspection = n.id
  where n.post = p_post and n.ended_at is null and app.today() between n.first_day and n.last_day
$$;
revoke all on function organisation.mandate(uuid) from public;
grant execute on function organisation.mandate(uuid) to lt_app;
