-- Why: who acts for whom right now is asked before anybody's reach is known (a session is looked up by its cookie alone), and a
-- person with posts in two agencies sees the delegations of both; a one-time link is shown to the person at the next sign-in.
-- Locks: a column without default on a small table. Way forward if wrong: a later migration.

-- The posts for which a person may act at this instant: running delegations (KT. and ủy quyền) towards a post held today.
-- Security definer: the table's row policy shows the agency's rows only. It tells identifiers and dates, nothing else.
create function organisation.acting(p_person uuid)
returns table (from_post uuid, to_post uuid, agency uuid, kind text, effective_to timestamptz)
language sql stable security definer set search_path = '' as $$
  select d.from_post, d.to_post, d.agency, d.kind, d.effective_to
  from organisation.delegation d
  join organisation.post o on o.id = d.to_post and o.person = p_person
    and o.effective_from <= app.today() and (o.effective_to is null or o.effective_to >= app.today())
  join organisation.post f on f.id = d.from_post
    and f.effective_from <= app.today() and (f.effective_to is null or f.effective_to >= app.today())
  where d.ended_at is null and d.effective_from <= app.now() and d.effective_to > app.now()
$$;
revoke all on function organisation.acting(uuid) from public;
grant execute on function organisation.acting(uuid) to lt_app;

alter table organisation.access_link add column told_at timestamptz;
create index access_link_untold on organisation.access_link (person) where told_at is null;
