-- Why: a search for several words of which one is rare walked a whole year of arrivals (600,000 rows, 5 to 10 s): the planner takes a word's
-- beginning for frequent, and an order by newest with a limit makes every walk look cheap. The words of a document now stand in a column,
-- with its agency among them, so that the index of words finds one agency's documents alone; and each search first looks at the newest
-- 2,000 documents, where common words fill the page, and only then asks the index for everything, without an order to be tempted by.
-- A bare number found arrivals by reading the symbol of each; it has an index of its own now.
-- Locks: adds a computed column to outgoing and incoming, which rewrites both tables under an exclusive lock (about half a minute for
-- 600,000 arrivals). Way forward if wrong: replace documents.find with the text of 0140, make its indexes again, drop the column.

-- The agency, the words of the subject (folded already), and the issuer's words, folded here and marked "i:". One plain expression without
-- settings of its own, so that it is written into the statement that stores a document: a release stores twenty arrivals at once.
create function documents.search_words(p_agency uuid, p_subject_folded text, p_issuer text) returns tsvector
language sql immutable parallel safe as $$
  select array_to_tsvector(array_remove(array_remove(array[p_agency::text]
    || string_to_array(regexp_replace(p_subject_folded, '[^a-z0-9]+', ' ', 'g'), ' ')
    || string_to_array('i:' || regexp_replace(translate(regexp_replace(normalize(lower(p_issuer), NFD), U&'[\0300-\036F]', '', 'g'), 'đ', 'd'),
      '[^a-z0-9]+', ' i:', 'g'), ' '), ''), 'i:'))
$$;

alter table documents.outgoing add column search_words tsvector not null
  generated always as (documents.search_words(agency, subject_folded, '')) stored;
alter table documents.incoming add column search_words tsvector not null
  generated always as (documents.search_words(agency, subject_folded, issuing_agency)) stored;
drop index documents.outgoing_words, documents.incoming_words, documents.incoming_issuer_words;
create index outgoing_search_words on documents.outgoing using gin (search_words);
create index incoming_search_words on documents.incoming using gin (search_words);
create index incoming_arrival_number on documents.incoming (agency, arrival_number) where arrival_number is not null;

-- What is asked of one agency's documents as one query over their words; null when no words are asked.
create function documents.search_query(p_agency uuid, p_words text, p_issuer text) returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select case when p_words is not null or p_issuer is not null then concat_ws(' & ', quote_literal(p_agency::text), p_words,
    regexp_replace(p_issuer, '''([a-z0-9]+)''', '''i:\1''', 'g'))::tsquery end
$$;

create function documents.find_outgoing(p_agency uuid, p_floor uuid, p_symbol text, p_words text, p_kind text, p_from date, p_to date,
  p_before uuid, p_limit int)
returns setof uuid
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  v_words tsquery := documents.search_query(p_agency, p_words, null);
begin
  return query
  select found.id from (
    select o.id from documents.outgoing o
    where o.agency = p_agency and (p_floor is null or o.id >= p_floor) and (p_before is null or o.id < p_before)
      and (v_words is null or o.search_words @@ v_words)
      and (p_symbol is null or (o.code_number is not null
        and documents.symbol_key(o.code_number::text || o.code_suffix, o.code_notation) like p_symbol || '%'))
      and (p_kind is null or o.kind = p_kind)
      and (p_from is null or o.promulgation_date >= p_from) and (p_to is null or o.promulgation_date <= p_to)
    offset 0
  ) found order by found.id desc limit p_limit;
end $$;

create function documents.find_incoming(p_agency uuid, p_floor uuid, p_symbol text, p_words text, p_issuer text, p_kind text, p_from date,
  p_to date, p_before uuid, p_limit int)
returns setof uuid
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  v_words tsquery := documents.search_query(p_agency, p_words, p_issuer);
  v_number int := substring(p_symbol from '^(\d{1,9})/$')::int;
begin
  return query
  select found.id from (
    select i.id from documents.incoming i
    where i.agency = p_agency and (p_floor is null or i.id >= p_floor) and (p_before is null or i.id < p_before)
      and (v_words is null or i.search_words @@ v_words)
      and (p_symbol is null or documents.symbol_key(i.code_number, i.code_notation) like p_symbol || '%'
        or i.arrival_number = v_number)
      and (p_kind is null or i.kind = p_kind)
      and (p_from is null or coalesce(i.arrival_date, i.promulgation_date) >= p_from)
      and (p_to is null or coalesce(i.arrival_date, i.promulgation_date) <= p_to)
    offset 0
  ) found order by found.id desc limit p_limit;
end $$;

create or replace function documents.find(p_symbol text, p_words text, p_issuer text, p_kind text, p_direction text, p_from date, p_to date,
  p_before uuid, p_limit int)
returns table (direction text, id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_agency uuid;
  v_floor uuid;
  v_near uuid[];
  v_out uuid[] := '{}';
  v_in uuid[] := '{}';
begin
  foreach v_agency in array app.agencies() loop
    if p_direction is distinct from 'IN' and (p_issuer is null or exists (
      select from organisation.agency a where a.id = v_agency and documents.words(a.name) @@ p_issuer::tsquery)) then
      v_floor := (select o.id from documents.outgoing o where o.agency = v_agency and (p_before is null or o.id < p_before)
        order by o.id desc offset 2000 limit 1);
      v_near := array(select documents.find_outgoing(v_agency, v_floor, p_symbol, p_words, p_kind, p_from, p_to, p_before, p_limit));
      if v_floor is not null and cardinality(v_near) < p_limit then
        v_near := array(select documents.find_outgoing(v_agency, null, p_symbol, p_words, p_kind, p_from, p_to, p_before, p_limit));
      end if;
      v_out := v_out || v_near;
    end if;
    if p_direction is distinct from 'OUT' then
      v_floor := (select i.id from documents.incoming i where i.agency = v_agency and (p_before is null or i.id < p_before)
        order by i.id desc offset 2000 limit 1);
      v_near := array(select documents.find_incoming(v_agency, v_floor, p_symbol, p_words, p_issuer, p_kind, p_from, p_to, p_before, p_limit));
      if v_floor is not null and cardinality(v_near) < p_limit then
        v_near := array(select documents.find_incoming(v_agency, null, p_symbol, p_words, p_issuer, p_kind, p_from, p_to, p_before, p_limit));
      end if;
      v_in := v_in || v_near;
    end if;
  end loop;
  return query
  select found.direction, found.id from (
    select 'OUT'::text, unnest(v_out) union all select 'IN'::text, unnest(v_in)
  ) found(direction, id)
  order by found.id desc limit p_limit;
end $$;
revoke all on function documents.find_outgoing(uuid, uuid, text, text, text, date, date, uuid, int),
  documents.find_incoming(uuid, uuid, text, text, text, text, date, date, uuid, int) from public;
grant execute on function documents.find_outgoing(uuid, uuid, text, text, text, date, date, uuid, int),
  documents.find_incoming(uuid, uuid, text, text, text, text, date, date, uuid, int) to lt_search;
