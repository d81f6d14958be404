-- Why: an issued file must be verifiable for decades (issue of legal force, section 2; NĐ 30/2020 art. 5; ETSI EN 319 142-1):
-- validation data and time-stamps are appended to it in the background and renewed before the last one runs out. What was
-- delivered is never replaced: only what is appended lies here, and it only ever grows.
-- Locks: none, new tables. Way forward if wrong: a later migration; what is appended can be made anew while the keys hold.

-- The time-stamp authority of the installation; one row or none.
create table signing.stamping (
  id boolean primary key default true check (id),
  address text not null check (address ~ '^https?://' and length(address) between 10 and 500),
  -- Whether services that certificates name may lie in a private network (a province's own certification authority).
  private_networks boolean not null,
  set_by uuid not null references organisation.person,
  set_at timestamptz not null default app.now()
);

create table signing.long_term (
  sha256 text primary key references platform.blob,
  agency uuid not null references organisation.agency,
  level text not null default 'B-B' check (level in ('B-B', 'B-T', 'B-LTA')),
  tail bytea,
  stamped_at timestamptz,
  good_until timestamptz,
  -- Names of certificates of which nobody has said yet whether they stood at the signing, and of those that did not.
  missing text[] not null default '{}',
  revoked text[] not null default '{}',
  asked_at timestamptz not null default app.now(),
  tries int not null default 0 check (tries >= 0),
  next_at timestamptz not null default app.now(),
  last_error text check (length(last_error) <= 300),
  check ((level = 'B-B') = (tail is null)),
  check ((tail is null) = (stamped_at is null) and (tail is null) = (good_until is null))
);
create index long_term_next on signing.long_term (next_at);
create index long_term_agency on signing.long_term (agency);

-- What proves something is never taken away again: a tail begins with the one before, and a level is not lost.
create function signing.long_term_grows() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.sha256 <> old.sha256 or new.agency <> old.agency
    or (old.tail is not null and (new.tail is null or substr(new.tail, 1, octet_length(old.tail)) <> old.tail))
    or (old.level = 'B-LTA' and new.level <> 'B-LTA') then
    raise exception 'what proves a signature is only added to' using errcode = 'LT033';
  end if;
  return new;
end $$;
create trigger long_term_grows before update on signing.long_term for each row execute function signing.long_term_grows();

-- What OCSP responders and lists said, so that a hundred documents of one morning ask once. Public data of authorities.
create table signing.revocation_answer (
  key text primary key check (key ~ '^[0-9a-f]{64}$'),
  answer bytea not null check (octet_length(answer) <= 1048576),
  until timestamptz,
  kept_at timestamptz not null default app.now()
);

alter table signing.long_term enable row level security;
create policy reach on signing.long_term using (agency = any ((select app.agencies())::uuid[]))
  with check (agency = any ((select app.agencies())::uuid[]));
grant select, insert on signing.long_term, signing.stamping, signing.revocation_answer to lt_app;
grant update (level, tail, stamped_at, good_until, missing, revoked, tries, next_at, last_error) on signing.long_term to lt_app;
grant update (address, private_networks, set_by, set_at), delete on signing.stamping to lt_app;
grant update (answer, until, kept_at), delete on signing.revocation_answer to lt_app;

-- The work in the background and the administrator of the system look over all agencies: identifiers, figures and faults only.
create policy crossing on signing.long_term to lt_crossing using (true);
grant select (sha256, agency, level, stamped_at, good_until, asked_at, tries, next_at, last_error) on signing.long_term to lt_crossing;
grant update (next_at) on signing.long_term to lt_crossing;

-- The file whose time has come, the oldest first, held for ten minutes; whoever dies meanwhile leaves it to the next.
create function signing.take_long_term() returns table (sha256 text, agency uuid)
language sql volatile security definer set search_path = '' as $$
  with due as (
    select l.sha256 from signing.long_term l where l.next_at <= app.now() order by l.asked_at, l.sha256 limit 1 for update skip locked
  )
  update signing.long_term l set next_at = app.now() + interval '10 minutes' from due where l.sha256 = due.sha256
  returning l.sha256, l.agency
$$;
create function signing.long_term_figures()
returns table (waiting int, stamped int, lasting int, failing int, oldest timestamptz, ends timestamptz)
language sql stable security definer set search_path = '' as $$
  select (count(*) filter (where level = 'B-B'))::int, (count(*) filter (where level = 'B-T'))::int,
    (count(*) filter (where level = 'B-LTA'))::int, (count(*) filter (where tries > 0))::int,
    min(asked_at) filter (where level = 'B-B'), min(good_until) from signing.long_term
$$;
create function signing.long_term_faults()
returns table (sha256 text, agency uuid, level text, tries int, next_at timestamptz, last_error text)
language sql stable security definer set search_path = '' as $$
  select l.sha256, l.agency, l.level, l.tries, l.next_at, l.last_error from signing.long_term l
  where l.tries > 0 order by l.next_at, l.sha256 limit 50
$$;
create function signing.hurry_long_term() returns int
language sql volatile security definer set search_path = '' as $$
  with hurried as (
    update signing.long_term set next_at = app.now() where tries > 0 and next_at > app.now() returning 1
  )
  select count(*)::int from hurried
$$;
grant create on schema signing to lt_crossing;
alter function signing.take_long_term() owner to lt_crossing;
alter function signing.long_term_figures() owner to lt_crossing;
alter function signing.long_term_faults() owner to lt_crossing;
alter function signing.hurry_long_term() owner to lt_crossing;
revoke create on schema signing from lt_crossing;
revoke all on function signing.take_long_term(), signing.long_term_figures(), signing.long_term_faults(),
  signing.hurry_long_term() from public;
grant execute on function signing.take_long_term(), signing.long_term_figures(), signing.long_term_faults(),
  signing.hurry_long_term() to lt_app;
