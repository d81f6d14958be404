-- Why: what is known of revocation decides whether a signature holds (NĐ 68/2024 art. 31; ETSI EN 319 102-1, 5.2.5): the
-- administrator imports the lists of the trusted authorities, and what the services said of a revoked certificate is never forgotten.
-- Locks: signing.revocation_answer for a moment (a column without a rewrite). Way forward if wrong: a later migration.
create table signing.revocation_list (
  id uuid primary key default app.uuid7(),
  -- SHA-256 of the issuer's name and of the list, in hexadecimal.
  issuer_key text not null check (issuer_key ~ '^[0-9a-f]{64}$'),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  issuer text not null check (length(issuer) between 1 and 300),
  list bytea not null check (octet_length(list) <= 1048576),
  entries int not null check (entries >= 0),
  said_at timestamptz not null,
  until timestamptz,
  imported_by uuid not null references organisation.person,
  imported_at timestamptz not null default app.now(),
  -- Since a newer one of the same authority is there.
  replaced_at timestamptz
);
create unique index revocation_list_in_use on signing.revocation_list (issuer_key) where replaced_at is null;
grant select, insert on signing.revocation_list to lt_app;
grant update (replaced_at) on signing.revocation_list to lt_app;

alter table signing.revocation_answer
  add column kind text check (kind in ('ocsp', 'crl')),
  add column revokes boolean not null default false;
create index revocation_answer_revokes on signing.revocation_answer (key) where revokes;
grant update (kind, revokes) on signing.revocation_answer to lt_app;
