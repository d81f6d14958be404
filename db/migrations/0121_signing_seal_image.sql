-- Why: the agency's signature shows the picture of its seal, red and as large as the seal itself, on a transparent ground
-- (NĐ 30/2020, annex I, part II, section 8). A real installation has no drawn one: without the picture nothing is sealed.
-- Locks: none, a new table. Way forward if wrong: a later migration; a picture is uploaded again.

create table signing.seal_image (
  agency uuid primary key references organisation.agency,
  image bytea not null check (octet_length(image) between 67 and 262144 and substr(image, 1, 8) = '\x89504e470d0a1a0a'),
  put_by uuid not null references organisation.person,
  put_at timestamptz not null default app.now()
);

-- Reach by agency; besides it the clerk of a body that uses another agency's seal, whose PIN opens that agency's key.
alter table signing.seal_image enable row level security;
create policy reach on signing.seal_image
  using (agency = any ((select app.agencies())::uuid[])
    or agency in (select holder from signing.key where holder_kind = 'AGENCY'))
  with check (agency = app.agency());
grant select, insert on signing.seal_image to lt_app;
grant update (image, put_by, put_at) on signing.seal_image to lt_app;
