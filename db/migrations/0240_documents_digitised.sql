-- Why: what came on paper is digitised (NĐ 30/2020 art. 22, 25; annex I: PDF, in colour, from 200 dpi, at full size): beside the scan, which
-- is kept as it came, stands a file of two layers, the picture and the words that a program recognised under it; the clerk looks at it and
-- confirms it with the agency's signature. Its words are found by the search, folded and without their order: the text itself is in the file alone.
-- Locks: none beyond a new table and replacing a function; scans of before are queued by one insert. Way forward if wrong: a later migration;
-- rows that nobody has confirmed can be made anew from their scans.

create table documents.digitised (
  file uuid primary key references documents.incoming_file,
  incoming uuid not null,
  agency uuid not null,
  -- STOPPED: page 1 bears a grade of state secret; nothing that was read of it is kept.
  state text not null default 'WAITING' check (state in ('WAITING', 'READ', 'CONFIRMED', 'FAILED', 'STOPPED')),
  failure text check (failure in ('too-many-pages', 'unreadable', 'fault')),
  sha256 text references platform.blob,
  size bigint,
  pages int check (pages > 0),
  dpi int check (dpi > 0),
  colour text check (colour in ('COLOUR', 'GREY', 'BLACK_AND_WHITE')),
  -- The largest lean of a page, in hundredths of a degree.
  tilt int check (tilt >= 0),
  confidence int check (confidence between 0 and 100),
  word_count int check (word_count >= 0),
  words tsvector,
  read_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by uuid references organisation.post,
  tries int not null default 0 check (tries >= 0),
  asked_at timestamptz not null default app.now(),
  next_at timestamptz default app.now(),
  foreign key (agency, incoming) references documents.incoming (agency, id),
  check ((state in ('READ', 'CONFIRMED')) = (sha256 is not null)),
  check ((sha256 is null) = (size is null) and (sha256 is null) = (pages is null) and (sha256 is null) = (words is null)),
  check ((state = 'FAILED') = (failure is not null)),
  check ((state = 'CONFIRMED') = (confirmed_at is not null) and (confirmed_at is null) = (confirmed_by is null)),
  check ((state = 'WAITING') = (next_at is not null))
);
create index digitised_of on documents.digitised (incoming);
create index digitised_next on documents.digitised (next_at) where next_at is not null;
create index digitised_words on documents.digitised using gin (words);
create index digitised_blob on documents.digitised (agency, sha256);

-- What the agency has signed is never taken back or exchanged.
create function documents.digitised_settles() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.file <> old.file or new.incoming <> old.incoming or new.agency <> old.agency or old.state = 'CONFIRMED' then
    raise exception 'a confirmed digital copy stays as it is' using errcode = 'LT041';
  end if;
  return new;
end $$;
create trigger digitised_settles before update on documents.digitised for each row execute function documents.digitised_settles();

alter table documents.digitised enable row level security;
create policy reach on documents.digitised using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());
create policy crossing on documents.digitised to lt_crossing using (true);
create policy search on documents.digitised for select to lt_search using (true);
create policy statistics on documents.digitised for select to lt_statistics using (true);
grant select, insert on documents.digitised to lt_app;
grant update (state, failure, sha256, size, pages, dpi, colour, tilt, confidence, word_count, words, read_at, confirmed_at, confirmed_by,
  tries, next_at) on documents.digitised to lt_app;
grant select on documents.digitised to lt_search, lt_statistics;
grant select (file, incoming, agency, next_at, asked_at), update (next_at) on documents.digitised to lt_crossing;

-- The scan that waits longest, held for an hour; whoever dies meanwhile leaves it to the next.
create function documents.take_digitised() returns table (file uuid, incoming uuid, agency uuid)
language sql volatile security definer set search_path = '' as $$
  with due as (
    select d.file from documents.digitised d where d.next_at <= app.now() order by d.asked_at, d.file limit 1 for update skip locked
  )
  update documents.digitised d set next_at = app.now() + interval '1 hour' from due where d.file = due.file
  returning d.file, d.incoming, d.agency
$$;
grant create on schema documents to lt_crossing;
alter function documents.take_digitised() owner to lt_crossing;
revoke create on schema documents from lt_crossing;
revoke all on function documents.take_digitised() from public;
grant execute on function documents.take_digitised() to lt_app;

-- Documents of one agency whose scans hold the words, newest first; the rest of what is asked is asked of the document.
create function documents.find_scanned(p_agency uuid, p_words text, p_issuer text, p_kind text, p_from date, p_to date, p_before uuid, p_limit int)
returns setof uuid
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  v_words tsquery := documents.search_query(p_agency, p_words, null);
  v_issuer tsquery := documents.search_query(p_agency, null, p_issuer);
begin
  return query
  select found.incoming from (
    select distinct d.incoming from documents.digitised d
    where d.words @@ v_words and (p_before is null or d.incoming < p_before)
    offset 0
  ) found join documents.incoming i on i.id = found.incoming
  where (p_issuer is null or i.search_words @@ v_issuer) and (p_kind is null or i.kind = p_kind)
    and (p_from is null or coalesce(i.arrival_date, i.promulgation_date) >= p_from)
    and (p_to is null or coalesce(i.arrival_date, i.promulgation_date) <= p_to)
  order by found.incoming desc limit p_limit;
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
      if p_words is not null and p_symbol is null then
        v_in := v_in || array(select documents.find_scanned(v_agency, p_words, p_issuer, p_kind, p_from, p_to, p_before, p_limit));
      end if;
    end if;
  end loop;
  return query
  select found.direction, found.id from (
    select 'OUT'::text, unnest(v_out) union select 'IN'::text, unnest(v_in)
  ) found(direction, id)
  order by found.id desc limit p_limit;
end $$;
revoke all on function documents.find_scanned(uuid, text, text, text, date, date, uuid, int) from public;
grant execute on function documents.find_scanned(uuid, text, text, text, date, date, uuid, int) to lt_search;

insert into documents.digitised (file, incoming, agency)
select f.id, f.incoming, f.agency from documents.incoming_file f join documents.incoming i on i.id = f.incoming
where not f.has_text and i.sender is null and i.state not in ('RECALLED', 'REFUSED', 'VOIDED')
  and f.media_type in ('application/pdf', 'image/jpeg', 'image/png');
