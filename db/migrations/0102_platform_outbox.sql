-- Why: an event that no listener can take was tried again for ever without a trace: now every try is counted, the next one waits
-- longer, and after the last the event lies dead until an administrator has it tried again. Whether the schema is this program's
-- is told by /readyz, so the serving role may read which migrations ran.
-- Locks: short, adds columns without rewriting; the index of waiting events is small. Way forward if wrong: a later migration.

alter table platform.outbox
  add column attempts int not null default 0 check (attempts >= 0),
  add column next_at timestamptz,
  -- Kind and place of the fault, never its words: those may quote a row.
  add column last_error text check (char_length(last_error) <= 300),
  add column dead_at timestamptz,
  add check (dead_at is null or done_at is null);
create index outbox_next on platform.outbox (id) where done_at is null and dead_at is null;
create index outbox_dead on platform.outbox (id) where dead_at is not null;
drop index platform.outbox_waiting;

grant select on public.lt_migration to lt_app;
