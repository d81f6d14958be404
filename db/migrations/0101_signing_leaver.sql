-- Why: who leaves gives up the personal key and the agency's key in the same step (issue of the spine section 2, NĐ 30/2020
-- art. 32). Administrators of the province, who look after people of every agency, see how many keys a person can open.
-- Locks: none that matter. Way forward if wrong: a later migration.

create policy crossing on signing.key for select to lt_crossing using (true);
create policy crossing on signing.key_access for select to lt_crossing using (true);
-- Identifiers and dates only: the wrapped keys and certificates stay out of reach.
grant select (id, agency, holder_kind, holder, replaced_at, revoked_at) on signing.key to lt_crossing;
grant select (key, person, agency) on signing.key_access to lt_crossing;

-- Keys in use that a person can open, by agency: own ones, and the agency's.
create function signing.keys_of(p_person uuid) returns table (agency uuid, holder_kind text, count int, revoked int)
language sql stable security definer set search_path = '' as $$
  select k.agency, k.holder_kind,
    (count(*) filter (where k.revoked_at is null and k.replaced_at is null))::int,
    (count(*) filter (where k.revoked_at is not null))::int
  from signing.key k
  where (k.holder_kind = 'PERSON' and k.holder = p_person)
    or (k.holder_kind = 'AGENCY' and exists (select from signing.key_access a where a.key = k.id and a.person = p_person))
  group by k.agency, k.holder_kind
$$;
grant create on schema signing to lt_crossing;
alter function signing.keys_of(uuid) owner to lt_crossing;
revoke create on schema signing from lt_crossing;
revoke all on function signing.keys_of(uuid) from public;
grant execute on function signing.keys_of(uuid) to lt_app;
