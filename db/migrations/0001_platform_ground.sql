-- Why: roles, clock, reach, audit, outbox and files on which every module stands (DESIGN 5.9, 5.10, 5.13, 5.15).
-- Locks: none that matter, the schema is new.
-- Way forward if wrong: a later migration; nothing here is dropped.

do $$
declare wanted text;
begin
  foreach wanted in array array['lt_app', 'lt_seed', 'lt_crossing', 'lt_search', 'lt_statistics', 'lt_sealer'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I %s', wanted, case when wanted in ('lt_app', 'lt_seed') then 'login' else 'nologin' end);
      exception when duplicate_object or unique_violation then null; -- another database of the cluster was quicker
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end $$;

create schema app;
create schema platform;
grant usage on schema app, platform to lt_app, lt_seed, lt_crossing, lt_search, lt_statistics, lt_sealer;

-- One row: what this installation is. A demonstration can never become a real one (DESIGN 4).
create table platform.installation (
  one boolean primary key default true check (one),
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('demo', 'test', 'real')),
  province text,
  made_at timestamptz not null default clock_timestamp()
);
create function platform.keep_installation_kind() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.kind <> old.kind then raise exception 'installation kind is for good' using errcode = 'LT001'; end if;
  return new;
end $$;
create trigger installation_kind before update on platform.installation
  for each row execute function platform.keep_installation_kind();
grant select on platform.installation to lt_app, lt_seed, lt_crossing, lt_statistics;

-- The only clock: the database's, or in a demonstration or test, for the seeding role alone, the instant set in the transaction.
create function app.now() returns timestamptz language sql volatile security definer set search_path = '' as $$
  select case
    when session_user = 'lt_seed'
      and nullif(current_setting('app.seed_now', true), '') is not null
      and exists (select from platform.installation where kind in ('demo', 'test'))
    then current_setting('app.seed_now', true)::timestamptz
    else clock_timestamp()
  end
$$;
create function app.today() returns date language sql volatile set search_path = '' as $$
  select (app.now() at time zone 'Asia/Ho_Chi_Minh')::date
$$;

-- Time-ordered identifiers; uuidv7() exists only from PostgreSQL 18 on.
create function app.uuid7() returns uuid language sql volatile set search_path = '' as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- Reach: the agencies whose rows may be read, and the one that is written. No setting, no rows.
create function app.agencies() returns uuid[] language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('app.agencies', true), '')::uuid[], '{}'::uuid[])
$$;
create function app.agency() returns uuid language sql stable set search_path = '' as $$
  select nullif(current_setting('app.agency', true), '')::uuid
$$;
create function app.person() returns uuid language sql stable set search_path = '' as $$
  select nullif(current_setting('app.person', true), '')::uuid
$$;

-- Audit (DESIGN 5.10): appended in the acting transaction, identifiers and not names; a sealing job links the rows.
create table platform.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default app.now(),
  transaction xid8 not null default pg_current_xact_id(),
  agency uuid,
  person uuid,
  post uuid,
  on_behalf_of uuid,
  verb text not null,
  about text not null,
  detail jsonb not null default '{}'
);
create index audit_about on platform.audit (about, id desc);
create index audit_agency on platform.audit (agency, id desc);
create index audit_transaction on platform.audit (transaction);
create table platform.audit_link (
  seq bigint primary key,
  audit bigint not null unique references platform.audit,
  hash bytea not null
);
create table platform.audit_head (
  seq bigint primary key references platform.audit_link,
  horizon xid8 not null,
  hash bytea not null,
  signature bytea not null,
  signed_at timestamptz not null default clock_timestamp()
);
alter table platform.audit enable row level security;
create policy reach on platform.audit for select using (agency = any ((select app.agencies())::uuid[]));
create policy append on platform.audit for insert with check (true);
create policy sealer on platform.audit for select to lt_sealer using (true);
grant select, insert on platform.audit to lt_app;
grant insert on platform.audit to lt_crossing;
grant select on platform.audit, platform.audit_link, platform.audit_head to lt_sealer;
grant insert on platform.audit_link, platform.audit_head to lt_sealer;

-- Outbox: every upward effect as a past-tense event, in the same transaction, identifiers only.
create table platform.outbox (
  id bigint generated always as identity primary key,
  at timestamptz not null default app.now(),
  name text not null,
  version int not null default 1,
  body jsonb not null,
  done_at timestamptz
);
create index outbox_waiting on platform.outbox (id) where done_at is null;
grant select, insert, update on platform.outbox to lt_app;
grant insert on platform.outbox to lt_crossing;

-- Files by SHA-256: small ones here, large ones in the folder; no agency, reached only through an attachment row.
create table platform.blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  content bytea check (content is null or octet_length(content) = size),
  verdict text not null default 'NOT_SCANNED' check (verdict in ('NOT_SCANNED', 'CLEAN', 'INFECTED')),
  stored_at timestamptz not null default app.now()
);
grant select, insert on platform.blob to lt_app;

-- What the machine does by itself and how it ended last (backup, scrub): shown to administrators.
create table platform.routine (
  name text primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  ok boolean,
  detail jsonb not null default '{}'
);
grant select, insert, update on platform.routine to lt_app;

grant lt_app to lt_seed;
