-- Why: books, numbers and the life of the outgoing document (NĐ 30/2020 art. 14 to 18; DESIGN 5.1, 5.2, 6).
-- The chain of documents.number makes gaps, doubles and falling dates impossible by constraint.
-- Locks: none, new tables. Way forward if wrong: a later migration.

create schema documents;
grant usage on schema documents to lt_app, lt_crossing, lt_search, lt_statistics;

create table documents.kind (
  code text primary key,
  name text not null,
  abbreviation text not null,
  template text not null,
  ordinal int not null,
  outgoing boolean not null,
  basis text not null
);

-- A book (sổ) is the agency's choice: which kinds share a series (NĐ 30 art. 15.2). Kinds empty = all others.
create table documents.book (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  direction text not null check (direction in ('OUT', 'IN')),
  name text not null check (name is nfc normalized and name <> ''),
  kinds text[] not null default '{}',
  closed boolean not null default false,
  unique (agency, direction, name),
  unique (agency, id)
);

-- The counter of one book in one year. `opening` is where an agency joins in mid-year, once, before the first number.
create table documents.book_year (
  book uuid not null references documents.book,
  agency uuid not null,
  year int not null check (year between 2000 and 2999),
  opening int not null default 1 check (opening >= 1),
  opening_reason text,
  next int not null check (next >= opening),
  last_on date,
  primary key (book, year),
  check (opening = 1 or opening_reason <> ''),
  foreign key (agency, book) references documents.book (agency, id)
);

-- One row per number ever given. Each ordinary number names the one before it: no gap, and dates never fall.
create table documents.number (
  book uuid not null,
  year int not null,
  number int not null,
  suffix text not null default '' check (suffix ~ '^[a-zđ]?$'),
  agency uuid not null,
  given_on date not null,
  previous int,
  previous_suffix text not null default '' check (previous_suffix = ''),
  previous_on date,
  kind text not null default 'GIVEN' check (kind in ('GIVEN', 'RESERVED', 'INSERTED')),
  opening int not null,
  document uuid not null unique,
  voided_at timestamptz,
  void_reason text,
  primary key (book, year, number, suffix),
  unique (book, year, number, suffix, given_on),
  foreign key (book, year) references documents.book_year (book, year),
  foreign key (book, year, previous, previous_suffix, previous_on) references documents.number (book, year, number, suffix, given_on),
  check (extract(year from given_on) = year),
  check ((number = opening and suffix = '' and previous is null)
      or (suffix = '' and number > opening and previous = number - 1 and previous_on is not null and given_on >= previous_on)
      or (suffix <> '' and previous = number and previous_on is not null and kind = 'INSERTED')),
  check ((previous is null) = (previous_on is null)),
  check ((voided_at is null) or (void_reason <> ''))
);

create table documents.outgoing (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  division uuid,
  internal boolean not null default false,
  numbered boolean not null default true,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'REVIEWING', 'RETURNED', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED',
    'ISSUED', 'RECALL_REQUESTED', 'RECALLED', 'REPLACED', 'VOIDED', 'CANCELLED')),
  kind text not null references documents.kind,
  subject text not null default '' check (char_length(subject) <= 500 and subject is nfc normalized),
  subject_folded text not null default '',
  security_classification text not null default 'NORMAL' check (security_classification = 'NORMAL'),
  urgency text not null default 'NORMAL' check (urgency in ('NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS')),
  due_on date,
  source text not null default 'EDITOR' check (source in ('EDITOR', 'UPLOAD', 'HAND')),
  content jsonb not null default '{"type":"doc","content":[]}',
  addressees text[] not null default '{}',
  places text[] not null default '{}',
  boxes jsonb,
  version int not null default 1,
  drafter uuid not null references organisation.post,
  signer uuid references organisation.post,
  signer_competence text not null default 'HEAD' check (signer_competence in ('HEAD', 'ON_BEHALF_OF', 'FOR_HEAD', 'BY_ORDER', 'BY_DELEGATION', 'ACTING')),
  signed_by text check (signed_by in ('digital', 'hand')),
  hand_signer text,
  signed_at timestamptz,
  book uuid references documents.book,
  year int,
  code_number int,
  code_suffix text not null default '',
  code_notation text,
  promulgation_date date,
  numbered_at timestamptz,
  sealed_at timestamptz,
  issued_at timestamptz,
  response_for uuid,
  replaces uuid references documents.outgoing,
  replaced_by uuid references documents.outgoing,
  recall_reason text,
  ended_reason text,
  made_at timestamptz not null default app.now(),
  changed_at timestamptz not null default app.now(),
  unique (agency, id),
  foreign key (agency, division) references organisation.division (agency, id),
  check ((code_number is null) = (promulgation_date is null)),
  check (state not in ('NUMBERED', 'SEALED') or code_number is not null),
  check (state not in ('ISSUED', 'RECALL_REQUESTED', 'RECALLED', 'REPLACED') or issued_at is not null),
  check (state not in ('ISSUED', 'RECALL_REQUESTED', 'RECALLED', 'REPLACED') or internal or code_number is not null),
  check (state not in ('SIGNED', 'NUMBERED', 'SEALED', 'ISSUED') or signed_at is not null)
);
create unique index outgoing_symbol on documents.outgoing (agency, year, code_number, code_suffix, code_notation) where code_number is not null;
create index outgoing_list on documents.outgoing (agency, id desc);
create index outgoing_state on documents.outgoing (agency, state, id desc);
create index outgoing_drafter on documents.outgoing (drafter, state);
create index outgoing_signer on documents.outgoing (signer, state);
create index outgoing_issued on documents.outgoing (agency, promulgation_date desc, id desc) where code_number is not null;

create table documents.outgoing_version (
  outgoing uuid not null,
  agency uuid not null,
  version int not null,
  subject text not null,
  content jsonb not null,
  saved_by uuid not null references organisation.post,
  saved_at timestamptz not null default app.now(),
  primary key (outgoing, version),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);

-- Files of an outgoing document. MAIN rows follow its life: UPLOAD the drafter's file, then TYPESET, SIGNED, SEALED.
create table documents.outgoing_file (
  id uuid primary key default app.uuid7(),
  outgoing uuid not null,
  agency uuid not null,
  role text not null check (role in ('UPLOAD', 'SIGNED', 'SEALED', 'SCAN', 'ATTACHMENT')),
  ordinal int not null default 0,
  name text not null,
  sha256 text references platform.blob,
  media_type text not null,
  size bigint not null,
  -- An attachment that stays on paper makes the delivery incomplete (law-onestop-index 7.1 electronicComplete).
  on_paper boolean not null default false,
  withdrawn_at timestamptz,
  made_at timestamptz not null default app.now(),
  foreign key (agency, outgoing) references documents.outgoing (agency, id),
  check (on_paper or sha256 is not null)
);
create index outgoing_file_of on documents.outgoing_file (outgoing);
create index outgoing_file_blob on documents.outgoing_file (sha256);

create table documents.outgoing_recipient (
  id uuid primary key default app.uuid7(),
  outgoing uuid not null,
  agency uuid not null,
  ordinal int not null,
  recipient_kind text not null check (recipient_kind in ('AGENCY', 'OUTSIDE', 'DIVISION', 'PERSON')),
  recipient_agency uuid references organisation.agency,
  recipient_division uuid references organisation.division,
  recipient_post uuid references organisation.post,
  recipient_name text not null,
  purpose text not null default 'FOR_HANDLING' check (purpose in ('FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS')),
  mode text not null default 'ELECTRONIC' check (mode in ('ELECTRONIC', 'HYBRID', 'PAPER')),
  paper_copies int not null default 0 check (paper_copies >= 0),
  paper_basis text,
  channel text not null default 'EOFFICE' check (channel in ('EOFFICE', 'EMAIL', 'PORTAL', 'SPECIALISED')),
  foreign key (agency, outgoing) references documents.outgoing (agency, id),
  check ((mode = 'ELECTRONIC') = (paper_copies = 0)),
  check (mode = 'ELECTRONIC' or paper_basis <> ''),
  check ((recipient_kind = 'AGENCY') = (recipient_agency is not null)),
  check ((recipient_kind = 'DIVISION') = (recipient_division is not null)),
  check ((recipient_kind = 'PERSON') = (recipient_post is not null))
);
create unique index outgoing_recipient_once on documents.outgoing_recipient
  (outgoing, coalesce(recipient_agency, recipient_division, recipient_post, '00000000-0000-0000-0000-000000000000'::uuid), recipient_name);

-- The circuit of one round: steps of the same ordinal run in parallel.
create table documents.review_step (
  id uuid primary key default app.uuid7(),
  outgoing uuid not null,
  agency uuid not null,
  round int not null,
  ordinal int not null,
  post uuid not null references organisation.post,
  task text not null check (task in ('REVIEW', 'INITIAL', 'SIGN')),
  state text not null default 'WAITING' check (state in ('WAITING', 'OPEN', 'APPROVED', 'RETURNED', 'SKIPPED')),
  comment text not null default '',
  decided_by uuid references organisation.post,
  decided_at timestamptz,
  opened_at timestamptz,
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);
create index review_step_of on documents.review_step (outgoing, round, ordinal);
create index review_step_open on documents.review_step (post) where state = 'OPEN';

create table documents.outgoing_comment (
  id uuid primary key default app.uuid7(),
  outgoing uuid not null,
  agency uuid not null,
  post uuid not null references organisation.post,
  version int not null,
  body text not null check (body is nfc normalized and body <> '' and char_length(body) <= 4000),
  made_at timestamptz not null default app.now(),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);
create index outgoing_comment_of on documents.outgoing_comment (outgoing, id);

create table documents.outgoing_history (
  id bigint generated always as identity primary key,
  outgoing uuid not null,
  agency uuid not null,
  step text not null,
  from_state text,
  to_state text not null,
  post uuid references organisation.post,
  on_behalf_of uuid references organisation.post,
  reason text not null default '',
  at timestamptz not null default app.now(),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);
create index outgoing_history_of on documents.outgoing_history (outgoing, id);

do $$
declare t text;
begin
  foreach t in array array['book', 'book_year', 'number', 'outgoing', 'outgoing_version', 'outgoing_file', 'outgoing_recipient',
    'review_step', 'outgoing_comment', 'outgoing_history'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('create policy reach on documents.%I using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency())', t);
    execute format('create policy crossing on documents.%I to lt_crossing using (true) with check (true)', t);
    execute format('create policy search on documents.%I for select to lt_search using (true)', t);
    execute format('create policy statistics on documents.%I for select to lt_statistics using (true)', t);
    execute format('grant select on documents.%I to lt_app, lt_crossing, lt_search, lt_statistics', t);
    execute format('grant insert on documents.%I to lt_app', t);
  end loop;
end $$;
grant select on documents.kind to lt_app, lt_crossing, lt_search, lt_statistics;
grant insert, update on documents.kind to lt_app;
grant update on documents.book, documents.book_year, documents.outgoing, documents.outgoing_file, documents.review_step to lt_app;
grant update (voided_at, void_reason) on documents.number to lt_app;
grant update, delete on documents.outgoing_recipient to lt_app;
grant delete on documents.outgoing_file to lt_app;
grant update on documents.outgoing to lt_crossing;
grant insert on documents.outgoing_history to lt_crossing;

-- Gives the next number of a book: locks the book, then reads the clock, so that date and year are decided under the lock.
-- Returns number, year and date; raises LT002 when the book is closed, LT003 when the clock stands before the book's last date.
create function documents.take_number(p_book uuid, p_document uuid) returns table (number int, year int, given_on date)
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
  insert into documents.number (book, year, number, agency, given_on, previous, previous_on, opening, document)
    values (p_book, v_year.year, v_year.next, v_book.agency, v_today,
      case when v_year.next > v_year.opening then v_year.next - 1 end,
      case when v_year.next > v_year.opening then v_year.last_on end, v_year.opening, p_document);
  update documents.book_year y set next = v_year.next + 1, last_on = v_today where y.book = p_book and y.year = v_year.year;
  return query select v_year.next, v_year.year, v_today;
end $$;
revoke all on function documents.take_number(uuid, uuid) from public;
grant execute on function documents.take_number(uuid, uuid) to lt_app;
