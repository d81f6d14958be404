-- Why: a key may lie on a token or a security module (PKCS#11) that signs by itself; what is wrapped then is only where it lies
-- (issue of legal force, section 2). Such a key has the token's own PIN, and no copies.
-- Locks: signing.key_access for a moment (a column with a constant default). Way forward if wrong: a later migration.

alter table signing.key_access add column on_token boolean not null default false;
grant update (on_token) on signing.key_access to lt_app;
