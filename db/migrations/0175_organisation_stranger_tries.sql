-- Why: whoever guesses names at the sign-in must not learn from "too many tries" which of them exist: a name that nobody has is
-- counted like one that somebody has. Kept by its hash, for a quarter of an hour; nobody's name stands here.
-- Locks: a new table. Way forward if wrong: a later migration.

create table organisation.stranger_try (
  login_hash bytea primary key check (octet_length(login_hash) = 32),
  failed_tries int not null check (failed_tries > 0),
  tries_since timestamptz not null
);
create index stranger_try_since on organisation.stranger_try (tries_since);
grant select, insert, update, delete on organisation.stranger_try to lt_app;
