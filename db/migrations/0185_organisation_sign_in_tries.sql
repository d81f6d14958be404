-- Why: five wrong passwords for a colleague's name kept that colleague out from everywhere. Tries are counted by name and network,
-- and by name alone with a higher ceiling, for names that somebody has and names that nobody has alike. Both are kept by hash,
-- for a quarter of an hour; nobody's name or address stands here.
-- Locks: a new table in place of one that nothing refers to; what it counted is forgotten. Way forward if wrong: a later migration.

drop table organisation.stranger_try;
create table organisation.sign_in_try (
  login_hash bytea check (octet_length(login_hash) = 32),
  -- Of nothing: from anywhere.
  network_hash bytea check (octet_length(network_hash) = 32),
  tries int not null check (tries >= 0),
  since timestamptz not null,
  primary key (login_hash, network_hash)
);
create index sign_in_try_since on organisation.sign_in_try (since);
grant select, insert, update, delete on organisation.sign_in_try to lt_app;
