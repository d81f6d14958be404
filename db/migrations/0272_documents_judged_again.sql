-- Why: a verdict holds only while what it rests on stays the same: when an authority is trusted or distrusted, a certificate turns
-- out to be revoked, or one ends, it is judged again in the background, and what it was before is kept (ETSI EN 319 102-1, 5.2.5;
-- NĐ 68/2024 art. 31). And whether a file may stand in the place of paper is said beside its verdict (NĐ 30/2020 art. 5, 12, 13).
-- Locks: documents.incoming and documents.issued_verdict for a moment, new columns without a rewrite; two small indexes are built.
-- Way forward if wrong: a later migration.
alter table documents.incoming
  add column verdict_trust text not null default '',
  add column verdict_until timestamptz,
  add column verdict_at timestamptz,
  add column replaces_paper boolean,
  add column paper_reasons text[] not null default '{}';
create index incoming_verdict_trust on documents.incoming (verdict_trust) where verdict is not null;
create index incoming_verdict_until on documents.incoming (verdict_until) where verdict is not null and verdict_until is not null;

alter table documents.issued_verdict
  add column trust_state text not null default '',
  add column until timestamptz,
  add column replaces_paper boolean,
  add column paper_reasons text[] not null default '{}';
create index issued_verdict_trust on documents.issued_verdict (trust_state);
create index issued_verdict_until on documents.issued_verdict (until) where until is not null;
grant select (agency, trust_state, until) on documents.issued_verdict to lt_ledger;

-- Arrivals whose verdict rests on another state of trust, or on a time that is over; identifiers only.
create function documents.stale_arrivals(p_trust text, p_most int) returns table (incoming uuid, agency uuid)
language sql stable security definer set search_path = '' as $$
  (select i.id, i.agency from documents.incoming i
    where i.verdict is not null and i.verdict_trust < p_trust and i.state not in ('RECALLED', 'REFUSED', 'VOIDED') limit p_most)
  union (select i.id, i.agency from documents.incoming i
    where i.verdict is not null and i.verdict_trust > p_trust and i.state not in ('RECALLED', 'REFUSED', 'VOIDED') limit p_most)
  union (select i.id, i.agency from documents.incoming i
    where i.verdict is not null and i.verdict_until <= app.now() and i.state not in ('RECALLED', 'REFUSED', 'VOIDED') limit p_most)
  limit p_most
$$;
create function documents.stale_issued(p_trust text, p_most int) returns table (outgoing uuid, agency uuid, numbered boolean)
language sql stable security definer set search_path = '' as $$
  select v.outgoing, v.agency, o.code_number is not null from (
    (select w.outgoing, w.agency from documents.issued_verdict w where w.trust_state < p_trust limit p_most)
    union (select w.outgoing, w.agency from documents.issued_verdict w where w.trust_state > p_trust limit p_most)
    union (select w.outgoing, w.agency from documents.issued_verdict w where w.until <= app.now() limit p_most)
  ) v join documents.outgoing o on o.id = v.outgoing limit p_most
$$;

do $$
begin
  grant create on schema documents to lt_crossing, lt_ledger;
  alter function documents.stale_arrivals(text, int) owner to lt_crossing;
  alter function documents.stale_issued(text, int) owner to lt_ledger;
  revoke all on function documents.stale_arrivals(text, int), documents.stale_issued(text, int) from public;
  grant execute on function documents.stale_arrivals(text, int), documents.stale_issued(text, int) to lt_app;
  revoke create on schema documents from lt_crossing, lt_ledger;
end $$;
