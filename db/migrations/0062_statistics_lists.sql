-- Why: every figure opens the documents behind it (DESIGN 5.11, 5.15). Across agencies these lists hold number, date, issuer,
-- recipient and the facts of the delivery; subject, text, files and notes stay with who may read the document.
-- Locks: none, new functions. Way forward if wrong: replace the functions in a later migration.

-- Does a sheet belong to a figure? The names are those of the columns of the report.
create function statistics.in_figure(c statistics.counted, p_of text) returns boolean language sql immutable set search_path = '' as $$
  select case p_of
    when 'documents' then c.documents > 0
    when 'unnumbered' then c.unnumbered > 0
    when 'e' then c.e > 0
    when 'h' then c.h > 0
    when 'p' then c.p > 0
    when 'paper' then c.h + c.p > 0
    when 'electronic' then c.e + c.h > 0
    when 'mixed' then c.mixed > 0
    when 'complete' then c.complete > 0
    when 'incomplete' then c.documents > c.complete
    when 'eoffice' then c.eoffice > 0
    when 'email' then c.email > 0
    when 'portal' then c.portal > 0
    when 'specialised' then c.specialised > 0
    when 'failed' then c.failed > 0
    when 'refused' then c.refused > 0
    when 'sent-e' then c.sent_e > 0
    when 'sent-h' then c.sent_h > 0
    when 'sent-p' then c.sent_p > 0
    when 'unasked-paper' then c.paper_consultation + c.paper_information + c.paper_report + c.paper_periodic_report + c.paper_statistics > 0
    else false
  end
$$;

-- One row per document: what it is cited by, and its deliveries in the scope (at most the first 200) as facts.
create function statistics.cited(p_identity uuid, p_scope text) returns table (
  issuer text, code_number int, code_suffix text, code_notation text, promulgation_date date, kind text, replaced boolean, recalled boolean,
  deliveries jsonb
) language sql stable set search_path = '' as $$
  select a.name, o.code_number, o.code_suffix, o.code_notation, o.promulgation_date, k.name, o.state = 'REPLACED', o.state = 'RECALLED', (
    select coalesce(jsonb_agg(jsonb_build_object('recipient', d.recipient_name, 'class', d.class, 'complete', d.complete,
      'channel', d.channel, 'copies', d.paper_copies, 'basis', d.paper_basis, 'purpose', d.purpose, 'state', d.state, 'sentAt', d.sent_at
    ) order by d.sent_at, d.ordinal), '[]')
    from (
      select f.class, f.complete, f.channel, f.paper_copies, f.purpose, f.sent_at, d.recipient_name, d.paper_basis, d.state, d.ordinal
      from (select v.outgoing from statistics.version_of v where v.identity = p_identity union select p_identity) i
      join statistics.fact f on f.outgoing = i.outgoing
      join documents.delivery d on d.id = f.id
      where p_scope in (f.scope, f.sub_scope, 'ALL')
      order by d.sent_at, d.ordinal limit 200
    ) d
  )
  from documents.outgoing o
  join organisation.agency a on a.id = o.agency
  join documents.kind k on k.code = o.kind
  where o.id = p_identity
$$;

-- The documents behind one figure as it stands, newest first, by key. p_agency null: of all that the post may see.
create function statistics.exchange_documents(p_post uuid, p_agency uuid, p_scope text, p_from date, p_to date, p_of text,
  p_before_day date, p_before uuid, p_limit int)
returns table (identity uuid, agency uuid, day_sent date, documents int, e int, h int, p int, mixed int, complete int, copies int,
  recipients int, issuer text, code_number int, code_suffix text, code_notation text, promulgation_date date, kind text,
  replaced boolean, recalled boolean, deliveries jsonb)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_reach uuid[] := coalesce(statistics.reach(p_post), '{}');
begin
  if p_agency is not null then
    v_reach := case when p_agency = any (v_reach) then array[p_agency] else '{}' end;
  end if;
  return query
  select c.identity, c.agency, c.day_sent, c.documents, c.e, c.h, c.p, c.mixed, c.complete, c.copies_h + c.copies_p,
    c.sent_e + c.sent_h + c.sent_p, t.*
  from (
    select * from statistics.counted c
    where c.scope = p_scope and c.day_sent between p_from and p_to and c.agency = any (v_reach)
      and (p_before is null or (c.day_sent, c.identity) < (p_before_day, p_before))
      and statistics.in_figure(c, p_of)
    order by c.day_sent desc, c.identity desc
    limit least(p_limit, 1000)
  ) c
  cross join lateral statistics.cited(c.identity, p_scope) t
  order by c.day_sent desc, c.identity desc;
end $$;

-- Why paper went: documents of one agency with paper in the scope, by the legal basis given, the commonest first.
create function statistics.exchange_paper_reasons(p_post uuid, p_agency uuid, p_scope text, p_from date, p_to date)
returns table (basis text, documents bigint) language sql stable security definer set search_path = '' as $$
  select d.paper_basis, count(distinct c.identity)
  from statistics.counted c
  join statistics.fact f on f.identity = c.identity and f.class in ('H', 'P') and p_scope in (f.scope, f.sub_scope, 'ALL')
  join documents.delivery d on d.id = f.id
  where c.agency = p_agency and c.agency = any (statistics.reach(p_post)) and c.scope = p_scope
    and c.day_sent between p_from and p_to and c.h + c.p > 0
  group by 1 order by 2 desc, 1 limit 20
$$;

-- What needs a person, of the last 60 days: not sent, refused, waiting over four hours, recall unanswered. By document.
create function statistics.matters(p_reach uuid[]) returns table (matter text, identity uuid, agency uuid, since timestamptz)
language sql stable set search_path = '' as $$
  select m.matter, f.identity, d.agency, m.since
  from documents.delivery d
  join statistics.fact f on f.id = d.id
  cross join lateral (values
    ('failed', d.sent_at, d.state = 'FAILED'),
    ('refused', d.refused_at, d.state = 'REFUSED'),
    ('waiting', d.arrived_at, d.state = 'ARRIVED' and d.recipient_kind = 'AGENCY' and d.arrived_at < app.now() - interval '4 hours'),
    ('recall', d.recall_asked_at, d.recall_asked_at is not null and d.recall_answer is null and d.state <> 'RECALLED')
  ) m(matter, since, holds)
  where d.agency = any (p_reach) and d.sent_at >= app.now() - interval '60 days' and m.holds
    and (d.state in ('FAILED', 'REFUSED', 'ARRIVED') or d.recall_asked_at is not null)
$$;

create function statistics.exchange_attention(p_post uuid)
returns table (matter text, documents bigint, agencies bigint, oldest timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.matter, count(distinct m.identity), count(distinct m.agency), min(m.since)
  from statistics.matters(statistics.reach(p_post)) m
  group by m.matter
$$;

create function statistics.exchange_attention_documents(p_post uuid, p_matter text, p_before_day date, p_before uuid, p_limit int)
returns table (identity uuid, agency uuid, day_sent date, documents int, e int, h int, p int, mixed int, complete int, copies int,
  recipients int, issuer text, code_number int, code_suffix text, code_notation text, promulgation_date date, kind text,
  replaced boolean, recalled boolean, deliveries jsonb)
language sql stable security definer set search_path = '' as $$
  select c.identity, c.agency, c.day_sent, c.documents, c.e, c.h, c.p, c.mixed, c.complete, c.copies_h + c.copies_p,
    c.sent_e + c.sent_h + c.sent_p, t.*
  from (
    select c.* from statistics.counted c
    where c.scope = 'ALL' and (p_before is null or (c.day_sent, c.identity) < (p_before_day, p_before))
      and c.identity in (select m.identity from statistics.matters(statistics.reach(p_post)) m where m.matter = p_matter)
    order by c.day_sent desc, c.identity desc
    limit least(p_limit, 1000)
  ) c
  cross join lateral statistics.cited(c.identity, 'ALL') t
  order by c.day_sent desc, c.identity desc
$$;

do $$
declare f text;
begin
  foreach f in array array['in_figure(statistics.counted, text)', 'cited(uuid, text)',
    'exchange_documents(uuid, uuid, text, date, date, text, date, uuid, int)', 'exchange_paper_reasons(uuid, uuid, text, date, date)',
    'matters(uuid[])', 'exchange_attention(uuid)', 'exchange_attention_documents(uuid, text, date, uuid, int)'] loop
    execute format('alter function statistics.%s owner to lt_statistics', f);
    execute format('revoke all on function statistics.%s from public', f);
  end loop;
end $$;
grant execute on function statistics.exchange_documents(uuid, uuid, text, date, date, text, date, uuid, int),
  statistics.exchange_paper_reasons(uuid, uuid, text, date, date), statistics.exchange_attention(uuid),
  statistics.exchange_attention_documents(uuid, text, date, uuid, int) to lt_app;
