-- Why: keys of persons and agencies, who may open them, what was signed, and whom this installation trusts
-- (issue of the spine section 3 "Signing by"; NĐ 30/2020 art. 32; DESIGN 5.7). Private keys lie here encrypted twice:
-- under the PIN of whoever opens them, and under a secret outside the database.
-- Locks: none, new tables. Way forward if wrong: a later migration; a key is imported again.

create schema signing;
grant usage on schema signing to lt_app, lt_crossing;

-- True in an installation that a demonstration's certificates must never enter.
create function signing.real_installation() returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from platform.installation where kind = 'real')
$$;
create function signing.no_demonstration() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.demonstration and signing.real_installation() then
    raise exception 'a demonstration certificate in a real installation' using errcode = 'LT030';
  end if;
  return new;
end $$;

create table signing.key (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  holder_kind text not null check (holder_kind in ('PERSON', 'AGENCY')),
  -- A person's or an agency's identifier; which one, the kind says.
  holder uuid not null,
  -- DER, leaf first, as far upwards as file and anchors reached.
  chain bytea[] not null check (cardinality(chain) between 1 and 8),
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  subject text not null,
  organisation text not null,
  issuer text not null,
  serial text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  algorithm text not null check (algorithm in ('RSA-SHA256', 'ECDSA-P256-SHA256')),
  demonstration boolean not null,
  imported_by uuid not null references organisation.person,
  imported_at timestamptz not null default app.now(),
  replaced_at timestamptz,
  revoked_at timestamptz,
  check (valid_to > valid_from),
  check (holder_kind <> 'AGENCY' or holder = agency),
  unique (agency, id)
);
create unique index key_current on signing.key (holder_kind, holder) where replaced_at is null and revoked_at is null;
create index key_agency on signing.key (agency, valid_to);
create trigger key_no_demonstration before insert on signing.key for each row execute function signing.no_demonstration();

-- What ended stays ended: a replaced or revoked key is never taken into use again.
create function signing.key_ends_once() returns trigger language plpgsql set search_path = '' as $$
begin
  if (old.replaced_at is not null and new.replaced_at is distinct from old.replaced_at)
    or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
    raise exception 'a replaced or revoked key stays so' using errcode = 'LT031';
  end if;
  return new;
end $$;
create trigger key_ends_once before update on signing.key for each row execute function signing.key_ends_once();

-- One row per person who can open the key, each with an own PIN: the holder, or several clerks of an agency.
create table signing.key_access (
  key uuid not null,
  person uuid not null references organisation.person,
  agency uuid not null,
  wrapped bytea not null,
  failed_attempts int not null default 0 check (failed_attempts between 0 and 5),
  locked_at timestamptz,
  granted_by uuid not null references organisation.person,
  granted_at timestamptz not null default app.now(),
  pin_changed_at timestamptz not null default app.now(),
  primary key (key, person),
  foreign key (agency, key) references signing.key (agency, id),
  -- Five wrong PINs lock, and nothing else does.
  check ((failed_attempts = 5) = (locked_at is not null))
);
create index key_access_person on signing.key_access (person);

-- A locked access opens only by being made anew, which takes the key itself: there is no recovery by an administrator.
create function signing.lock_holds() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.locked_at is not null and new.wrapped = old.wrapped
    and (new.locked_at is null or new.failed_attempts < old.failed_attempts) then
    raise exception 'a locked key stays locked' using errcode = 'LT032';
  end if;
  return new;
end $$;
create trigger lock_holds before update on signing.key_access for each row execute function signing.lock_holds();

-- Every signature made, also of a document that failed afterwards. The digest is that of the signed bytes.
create table signing.use (
  id bigint generated always as identity primary key,
  key uuid not null,
  person uuid not null references organisation.person,
  agency uuid not null,
  on_behalf_of uuid references organisation.post,
  digest bytea not null check (octet_length(digest) = 32),
  at timestamptz not null default app.now(),
  foreign key (agency, key) references signing.key (agency, id)
);
create index use_key on signing.use (key, id desc);

-- Certificates of authorities that this installation trusts. Of the installation, not of an agency.
create table signing.anchor (
  id uuid primary key default app.uuid7(),
  certificate bytea not null,
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  subject text not null,
  organisation text not null,
  issuer text not null,
  serial text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  demonstration boolean not null,
  imported_by uuid references organisation.person,
  imported_at timestamptz not null default app.now(),
  removed_at timestamptz
);
create unique index anchor_current on signing.anchor (fingerprint) where removed_at is null;
create trigger anchor_no_demonstration before insert on signing.anchor
  for each row execute function signing.no_demonstration();

-- Reach by agency; besides it a person reaches the own key from a post in any agency, and the key that the own PIN opens
-- (the clerk of a body that issues under another agency's seal).
alter table signing.key enable row level security;
create policy reach on signing.key
  using (agency = any ((select app.agencies())::uuid[]) or (holder_kind = 'PERSON' and holder = (select app.person()))
    or id in (select key from signing.key_access where person = (select app.person())))
  with check (agency = app.agency() or (holder_kind = 'PERSON' and holder = (select app.person())));
alter table signing.key_access enable row level security;
create policy reach on signing.key_access
  using (agency = any ((select app.agencies())::uuid[]) or person = (select app.person()))
  with check (agency = app.agency() or person = (select app.person()));
alter table signing.use enable row level security;
create policy reach on signing.use
  using (agency = any ((select app.agencies())::uuid[]) or person = (select app.person()))
  with check (person = app.person());

grant select, insert on signing.key, signing.key_access, signing.use, signing.anchor to lt_app;
grant update (replaced_at, revoked_at) on signing.key to lt_app;
grant update (wrapped, failed_attempts, locked_at, granted_by, granted_at, pin_changed_at) on signing.key_access to lt_app;
grant delete on signing.key_access to lt_app;
grant update (removed_at) on signing.anchor to lt_app;
