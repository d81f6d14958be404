-- Why: every few seconds the work in the background asks which issued documents nobody has judged yet; it read the whole log to learn
-- that none is left, seconds long with a million documents. Each code now says whether its document was judged, and only those that
-- were not are read.
-- Locks: check_code while it is marked and indexed, issued_verdict while it is indexed. Way forward if wrong: a later migration.

alter table documents.check_code add column judged boolean not null default false;
update documents.check_code c set judged = true
  where exists (select from documents.issued_verdict v where v.outgoing = c.outgoing);
create index check_code_unjudged on documents.check_code (outgoing) where logged and not judged;
create index issued_verdict_too_long on documents.issued_verdict (judged_at) where 'took-too-long' = any (reasons);
grant select (judged), update (judged) on documents.check_code to lt_ledger;

-- Whoever wrote a verdict down says so; without one nothing is marked.
create function documents.mark_judged(p_outgoing uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update documents.check_code c set judged = true
  where c.outgoing = p_outgoing and exists (select from documents.issued_verdict v where v.outgoing = p_outgoing)
$$;
grant create on schema documents to lt_ledger;
alter function documents.mark_judged(uuid) owner to lt_ledger;
revoke create on schema documents from lt_ledger;
revoke all on function documents.mark_judged(uuid) from public;
grant execute on function documents.mark_judged(uuid) to lt_app;

-- The newest that nobody has judged yet; then those for which the machine was too busy an hour ago.
create or replace function documents.unjudged(p_most int) returns table (outgoing uuid, agency uuid, numbered boolean)
language sql stable security definer set search_path = '' as $$
  select o.id, o.agency, o.code_number is not null
  from (
    (select c.outgoing, 0 as turn, null::timestamptz as at from documents.check_code c
      where c.logged and not c.judged order by c.outgoing desc limit p_most)
    union all
    (select v.outgoing, 1, v.judged_at from documents.issued_verdict v
      where 'took-too-long' = any (v.reasons) and v.judged_at < app.now() - interval '1 hour' order by v.judged_at limit p_most)
  ) w join documents.outgoing o on o.id = w.outgoing
  order by w.turn, w.at, o.id desc limit p_most
$$;
