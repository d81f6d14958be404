-- Why: the minimal search (NĐ 30/2020 Phụ lục VI; DESIGN 5.15): row security keeps text operators off their indexes, so one function
-- under the search role applies the agencies of the actor itself and answers with identifiers; who may read is asked afterwards.
-- Locks: builds indexes on outgoing and incoming (short on small tables). Way forward if wrong: drop and replace function and indexes.

create function documents.folded(p_text text) returns text language sql immutable parallel safe set search_path = '' as $$
  select translate(regexp_replace(normalize(lower(p_text), NFD), U&'[\0300-\036F]', '', 'g'), 'đ', 'd')
$$;
create function documents.words(p_text text) returns tsvector language sql immutable parallel safe set search_path = '' as $$
  select array_to_tsvector(array_remove(regexp_split_to_array(documents.folded(p_text), '[^a-z0-9]+'), ''))
$$;
-- 168/qd-ubnd, whatever the zeros and marks on the document.
create function documents.symbol_key(p_number text, p_notation text) returns text language sql immutable parallel safe set search_path = '' as $$
  select documents.folded(ltrim(p_number, '0') || '/' || p_notation)
$$;

create index outgoing_words on documents.outgoing using gin (documents.words(subject_folded));
create index incoming_words on documents.incoming using gin (documents.words(subject_folded));
create index incoming_issuer_words on documents.incoming using gin (documents.words(issuing_agency));
create index outgoing_symbol_key on documents.outgoing
  (agency, documents.symbol_key(code_number::text || code_suffix, code_notation) text_pattern_ops) where code_number is not null;
create index incoming_symbol_key on documents.incoming (agency, documents.symbol_key(code_number, code_notation) text_pattern_ops);

-- Identifiers of documents of the actor's agencies, newest first. p_symbol is a folded beginning ("168/qd"), p_words and p_issuer
-- are tsqueries of folded words, p_direction OUT, IN or null, p_before the identifier of the last one seen.
create function documents.find(p_symbol text, p_words text, p_issuer text, p_kind text, p_direction text, p_from date, p_to date,
  p_before uuid, p_limit int)
returns table (direction text, id uuid)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
  select * from (
    (select 'OUT'::text, o.id from documents.outgoing o
    where p_direction is distinct from 'IN' and o.agency = any (app.agencies())
      and (p_symbol is null or (o.code_number is not null
        and documents.symbol_key(o.code_number::text || o.code_suffix, o.code_notation) like p_symbol || '%'))
      and (p_words is null or documents.words(o.subject_folded) @@ p_words::tsquery)
      and (p_issuer is null or exists (select from organisation.agency a where a.id = o.agency and documents.words(a.name) @@ p_issuer::tsquery))
      and (p_kind is null or o.kind = p_kind)
      and (p_from is null or o.promulgation_date >= p_from) and (p_to is null or o.promulgation_date <= p_to)
      and (p_before is null or o.id < p_before)
    order by o.id desc limit p_limit)
    union all
    (select 'IN'::text, i.id from documents.incoming i
    where p_direction is distinct from 'OUT' and i.agency = any (app.agencies())
      and (p_symbol is null or documents.symbol_key(i.code_number, i.code_notation) like p_symbol || '%'
        or (p_symbol like '%/' and i.arrival_number::text || '/' = p_symbol))
      and (p_words is null or documents.words(i.subject_folded) @@ p_words::tsquery)
      and (p_issuer is null or documents.words(i.issuing_agency) @@ p_issuer::tsquery)
      and (p_kind is null or i.kind = p_kind)
      and (p_from is null or coalesce(i.arrival_date, i.promulgation_date) >= p_from)
      and (p_to is null or coalesce(i.arrival_date, i.promulgation_date) <= p_to)
      and (p_before is null or i.id < p_before)
    order by i.id desc limit p_limit)
  ) found(direction, id)
  order by found.id desc limit p_limit;
end $$;
grant create on schema documents to lt_search;
alter function documents.find(text, text, text, text, text, date, date, uuid, int) owner to lt_search;
revoke create on schema documents from lt_search;
revoke all on function documents.find(text, text, text, text, text, date, date, uuid, int) from public;
grant execute on function documents.find(text, text, text, text, text, date, date, uuid, int) to lt_app;
grant usage on schema organisation to lt_search;
grant select on organisation.agency to lt_search;
