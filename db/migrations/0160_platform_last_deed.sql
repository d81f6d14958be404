-- Why: a post may not end before something done in it, and who delegates is told what an administrator recorded in their name.
-- The day of a post's last deed is all that leaves the audit; the sealer's role reads it there already (DESIGN 5.10, 5.15).
-- Locks: a column and a function, moments. Way forward if wrong: a later migration.

create function platform.last_deed(p_agency uuid, p_post uuid) returns date
language sql stable security definer set search_path = '' as $$
  select (at at time zone 'Asia/Ho_Chi_Minh')::date from platform.audit
  where agency = p_agency and post = p_post order by id desc limit 1
$$;
grant create on schema platform to lt_sealer;
alter function platform.last_deed(uuid, uuid) owner to lt_sealer;
revoke create on schema platform from lt_sealer;
revoke all on function platform.last_deed(uuid, uuid) from public;
grant execute on function platform.last_deed(uuid, uuid) to lt_app;

alter table organisation.delegation add column told_at timestamptz;
update organisation.delegation set told_at = made_at;
