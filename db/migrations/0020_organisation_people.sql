-- Why: agencies with validity, divisions, people, posts, sign-in (DESIGN 5.14, issue of the spine section 2).
-- The directory (agency, division, post, person names) is common knowledge of the province: no row security on reading it;
-- what is private to an agency or a person (account, session, link) has its own doors.
-- Locks: none, new tables. Way forward if wrong: a later migration.

create schema organisation;
grant usage on schema organisation to lt_app, lt_crossing, lt_search, lt_statistics;

create table organisation.agency (
  id uuid primary key default app.uuid7(),
  parent uuid references organisation.agency,
  name text not null check (name is nfc normalized and name <> ''),
  short_name text not null,
  -- Abbreviation in symbols, e.g. STC in 415/STC-NS (NĐ 30 art. 15; set by the agency's head).
  symbol text not null check (symbol ~ '^\S+$'),
  -- 13 characters of QCVN 102:2016, and the form of QĐ 20/2020 (up to 35).
  code13 text check (char_length(code13) <= 13),
  organ_id text not null check (char_length(organ_id) <= 35),
  level text not null check (level in ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'HAMLET')),
  kind text not null check (kind in ('STATE', 'PARTY', 'MASS_ORGANISATION', 'PUBLIC_UNIT', 'UNDER_ANOTHER_SEAL')),
  place text not null,
  has_seal boolean not null default true,
  sealed_by uuid references organisation.agency,
  -- False for bodies outside the installation that no electronic channel reaches (a ministry, say).
  reachable boolean not null default true,
  effective_from date not null default '2000-01-01',
  effective_to date,
  check (effective_to is null or effective_to >= effective_from),
  check (kind <> 'UNDER_ANOTHER_SEAL' or sealed_by is not null)
);
create unique index agency_organ_id on organisation.agency (organ_id) where effective_to is null;
create index agency_parent on organisation.agency (parent);

create table organisation.succession (
  predecessor uuid not null references organisation.agency,
  successor uuid not null references organisation.agency,
  kind text not null check (kind in ('MERGE', 'SPLIT', 'RENAME', 'LEVEL_ABOLISHED')),
  effective_on date not null,
  primary key (predecessor, successor)
);

create table organisation.division (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  name text not null check (name is nfc normalized and name <> ''),
  symbol text not null,
  effective_from date not null default '2000-01-01',
  effective_to date,
  unique (agency, id)
);
create unique index division_name on organisation.division (agency, name) where effective_to is null;

create table organisation.person (
  id uuid primary key default app.uuid7(),
  full_name text not null check (full_name is nfc normalized and full_name <> ''),
  sort_key text not null,
  email text,
  phone text,
  left_on date
);

create table organisation.post (
  id uuid primary key default app.uuid7(),
  person uuid not null references organisation.person,
  agency uuid not null references organisation.agency,
  division uuid,
  position text not null,
  roles text[] not null check (cardinality(roles) > 0 and roles <@ array['recordsClerk', 'chiefOfOffice', 'specialist',
    'headOfDivision', 'agencyLeader', 'receptionOfficer', 'unitAdmin', 'systemAdmin', 'ictDepartment', 'inspector', 'archivist']),
  -- True for the head of the agency: signs without KT.; deputies sign KT. for the head.
  head boolean not null default false,
  effective_from date not null default '2000-01-01',
  effective_to date,
  foreign key (agency, division) references organisation.division (agency, id)
);
create index post_agency on organisation.post (agency);
create index post_person on organisation.post (person);

create table organisation.delegation (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  from_post uuid not null references organisation.post,
  to_post uuid not null references organisation.post,
  kind text not null check (kind in ('DELEGATION', 'FOR_HEAD')),
  effective_from timestamptz not null,
  effective_to timestamptz not null,
  reason text not null default '',
  ended_at timestamptz,
  made_by uuid not null references organisation.person,
  made_at timestamptz not null default app.now(),
  check (effective_to > effective_from),
  check (from_post <> to_post)
);
alter table organisation.delegation enable row level security;
create policy reach on organisation.delegation using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());

-- Sign-in. Reached before anybody is known, hence without the agency's row policy; only the account noun touches it.
create table organisation.account (
  person uuid primary key references organisation.person,
  login text not null unique check (login = lower(login) and login ~ '^\S+$'),
  password_hash text,
  locked_at timestamptz,
  failed_tries int not null default 0,
  tries_since timestamptz,
  theme text check (theme in ('light', 'dark')),
  density text check (density in ('compact', 'dense')),
  language text not null default 'vi' check (language in ('vi', 'en')),
  notice text
);
create table organisation.session (
  token_hash bytea primary key,
  person uuid not null references organisation.account,
  post uuid not null references organisation.post,
  on_behalf_of uuid references organisation.post,
  made_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  ended_at timestamptz,
  address text not null default '',
  program text not null default ''
);
create index session_person on organisation.session (person) where ended_at is null;
create table organisation.access_link (
  token_hash bytea primary key,
  person uuid not null references organisation.person,
  purpose text not null check (purpose in ('FIRST', 'FORGOTTEN', 'RECOVERY')),
  made_by uuid references organisation.person,
  made_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  used_at timestamptz
);

create table organisation.holiday (
  day date primary key,
  type text not null check (type in ('holiday', 'substitute', 'swap_off', 'swap_work', 'proposed')),
  name text not null,
  basis text not null,
  status text not null
);

-- Recipient groups of an agency (Nơi nhận kept as a list).
create table organisation.user_group (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  name text not null,
  members uuid[] not null,
  unique (agency, name)
);
alter table organisation.user_group enable row level security;
create policy reach on organisation.user_group using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());

grant select on all tables in schema organisation to lt_app, lt_crossing, lt_search, lt_statistics;
grant insert, update on organisation.agency, organisation.division, organisation.person, organisation.post, organisation.delegation,
  organisation.account, organisation.session, organisation.access_link, organisation.user_group, organisation.holiday to lt_app;
grant insert on organisation.succession to lt_app;
grant delete on organisation.user_group to lt_app;
