-- Why: before a person signs, a file is looked through for what its reader does not see (issue of legal force, section 2): hidden or
-- covered words, scripts, content from outside. What was found is kept by content, so that nobody waits for it twice; what is done
-- about each kind is the installation's to say, within what a PDF is taken in with.
-- Locks: none, new tables. Way forward if wrong: a later migration; findings are looked for anew when the rules' number rises.

create table signing.shadow (
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  agency uuid not null references organisation.agency,
  rules int not null check (rules > 0),
  findings jsonb not null check (jsonb_typeof(findings) = 'array' and length(findings::text) < 100000),
  looked_at timestamptz not null default app.now(),
  primary key (agency, sha256)
);
alter table signing.shadow enable row level security;
create policy reach on signing.shadow using (agency = any ((select app.agencies())::uuid[]))
  with check (agency = any ((select app.agencies())::uuid[]));
grant select, insert on signing.shadow to lt_app;
grant update (rules, findings, looked_at) on signing.shadow to lt_app;

-- Kinds whose level differs from the usual one. A script is refused where files are taken in; no installation lets it pass.
create table signing.shadow_level (
  code text primary key check (code ~ '^[a-z][a-z-]{1,30}$' and code <> 'script'),
  level text not null check (level in ('refuse', 'warn', 'ignore')),
  set_by uuid not null references organisation.person,
  set_at timestamptz not null default app.now()
);
grant select, insert, delete on signing.shadow_level to lt_app;
grant update (level, set_by, set_at) on signing.shadow_level to lt_app;
