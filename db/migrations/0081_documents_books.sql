-- Why: numbers held before issue and inserted ones (12a) with their reason, opening numbers, which kinds share a series (NĐ 30/2020
-- art. 15; DESIGN 5.1); read and finish of internal documents per recipient (DESIGN 6).
-- Locks: short, adds columns without rewriting. Way forward if wrong: a later migration.

alter table documents.number
  add column reason text not null default '',
  add column bound_at timestamptz,
  add constraint number_reason check (kind = 'GIVEN' or reason <> '');
create unique index book_for_all_others on documents.book (agency, direction) where kinds = '{}' and not closed;
create index number_list on documents.number (agency, book, year, number desc, suffix desc);
grant update (document, bound_at) on documents.number to lt_app;

-- A number is bound to one document for good; only a reserved one waits for its document.
create function documents.keep_number() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.document <> old.document and not (old.kind = 'RESERVED' and old.bound_at is null and old.voided_at is null
    and new.bound_at is not null) then
    raise exception 'a number is bound for good' using errcode = 'LT010';
  end if;
  if old.voided_at is not null and (new.voided_at, new.void_reason) is distinct from (old.voided_at, old.void_reason) then
    raise exception 'a voided number stays voided' using errcode = 'LT010';
  end if;
  return new;
end $$;
create trigger number_bound before update on documents.number for each row execute function documents.keep_number();

-- The opening number is set once, before the first number of the book's year.
create function documents.keep_opening() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.opening <> old.opening and old.last_on is not null then
    raise exception 'numbers were given already' using errcode = 'LT010';
  end if;
  return new;
end $$;
create trigger book_opening before update on documents.book_year for each row execute function documents.keep_opening();

-- The next number of a book, given or held. Locks the book, then reads the clock: date and year are decided under the lock.
create function documents.take_number(p_book uuid, p_document uuid, p_kind text, p_reason text)
returns table (number int, year int, given_on date)
language plpgsql set search_path = '' as $$
declare
  v_book documents.book;
  v_year documents.book_year;
  v_today date;
begin
  select * into v_book from documents.book b where b.id = p_book and b.agency = app.agency() for update;
  if not found or v_book.closed then raise exception 'book closed' using errcode = 'LT002'; end if;
  v_today := app.today();
  select * into v_year from documents.book_year y where y.book = p_book and y.year = extract(year from v_today)::int;
  if not found then
    insert into documents.book_year (book, agency, year, next) values (p_book, v_book.agency, extract(year from v_today)::int, 1)
      returning * into v_year;
  end if;
  if v_year.last_on > v_today or exists (
    select from documents.book_year y where y.book = p_book and y.year > v_year.year and y.last_on is not null
  ) then
    raise exception 'clock before the last date of the book' using errcode = 'LT003';
  end if;
  insert into documents.number (book, year, number, agency, given_on, previous, previous_on, opening, document, kind, reason)
    values (p_book, v_year.year, v_year.next, v_book.agency, v_today,
      case when v_year.next > v_year.opening then v_year.next - 1 end,
      case when v_year.next > v_year.opening then v_year.last_on end, v_year.opening, p_document, p_kind, p_reason);
  update documents.book_year y set next = v_year.next + 1, last_on = v_today where y.book = p_book and y.year = v_year.year;
  return query select v_year.next, v_year.year, v_today;
end $$;
revoke all on function documents.take_number(uuid, uuid, text, text) from public;
grant execute on function documents.take_number(uuid, uuid, text, text) to lt_app;
create or replace function documents.take_number(p_book uuid, p_document uuid) returns table (number int, year int, given_on date)
language sql set search_path = '' as $$ select * from documents.take_number(p_book, p_document, 'GIVEN', '') $$;

-- Chèn số: 12a after 12, with the date of 12. Raises LT002 when the book is closed or has no such number.
create function documents.insert_number(p_book uuid, p_document uuid, p_year int, p_after int, p_reason text)
returns table (number int, suffix text, year int, given_on date)
language plpgsql set search_path = '' as $$
declare v_after documents.number; v_suffix text;
begin
  perform from documents.book b where b.id = p_book and b.agency = app.agency() and not b.closed for update;
  if not found then raise exception 'book closed' using errcode = 'LT002'; end if;
  select * into v_after from documents.number n where n.book = p_book and n.year = p_year and n.number = p_after and n.suffix = '';
  select chr(coalesce(max(ascii(n.suffix)), 96) + 1) into v_suffix from documents.number n
    where n.book = p_book and n.year = p_year and n.number = p_after and n.suffix <> '';
  if v_after.book is null or v_suffix > 'z' then raise exception 'no place after that number' using errcode = 'LT002'; end if;
  insert into documents.number (book, year, number, suffix, agency, given_on, previous, previous_on, opening, document, kind, reason)
    values (p_book, p_year, p_after, v_suffix, app.agency(), v_after.given_on, p_after, v_after.given_on, v_after.opening, p_document,
      'INSERTED', p_reason);
  return query select p_after, v_suffix, p_year, v_after.given_on;
end $$;
revoke all on function documents.insert_number(uuid, uuid, int, int, text) from public;
grant execute on function documents.insert_number(uuid, uuid, int, int, text) to lt_app;

-- Who inside the agency has read an internal document and finished with it: one row per delivery and post.
create table documents.inside_reading (
  delivery uuid not null,
  agency uuid not null,
  post uuid not null references organisation.post,
  read_at timestamptz not null default app.now(),
  finished_at timestamptz,
  outcome text not null default '' check (outcome is nfc normalized and char_length(outcome) <= 1000),
  primary key (delivery, post),
  foreign key (agency, delivery) references documents.delivery (agency, id)
);
alter table documents.inside_reading enable row level security;
create policy reach on documents.inside_reading using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());
grant select, insert on documents.inside_reading to lt_app;
grant update (finished_at, outcome) on documents.inside_reading to lt_app;
create index delivery_division on documents.delivery (recipient_division, id desc) where recipient_division is not null;
create index delivery_post on documents.delivery (recipient_post, id desc) where recipient_post is not null;
