-- Why: deliveries, arrivals and the life of the incoming document (NĐ 30/2020 art. 20 to 24; DESIGN 5.3, 5.5, 6).
-- Agencies of one installation meet here: a delivery belongs to the sender, the incoming document to the recipient,
-- and only the functions of 0042 touch both.
-- Locks: none, new tables. Way forward if wrong: a later migration.

create table documents.delivery (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  outgoing uuid not null,
  ordinal int not null,
  recipient_kind text not null check (recipient_kind in ('AGENCY', 'OUTSIDE', 'DIVISION', 'PERSON')),
  recipient_agency uuid references organisation.agency,
  recipient_division uuid references organisation.division,
  recipient_post uuid references organisation.post,
  recipient_name text not null,
  purpose text not null check (purpose in ('FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS')),
  electronic boolean not null,
  electronic_complete boolean not null,
  paper_copies int not null check (paper_copies >= 0),
  paper boolean generated always as (paper_copies > 0) stored,
  paper_basis text,
  channel text check (channel in ('EOFFICE', 'EMAIL', 'PORTAL', 'SPECIALISED')),
  scope text not null check (scope in ('INTERNAL', 'BETWEEN', 'EXTERNAL')),
  sub_scope text check (sub_scope in ('TO_GOVERNMENT', 'TO_PROVINCE', 'TO_DISTRICT')),
  state text not null check (state in ('WAITING', 'SENT', 'ARRIVED', 'ACCEPTED', 'REFUSED', 'FAILED', 'RECALLED')),
  failure text,
  refusal_code text,
  refusal_reason text,
  sent_at timestamptz not null,
  arrived_at timestamptz,
  accepted_at timestamptz,
  refused_at timestamptz,
  assigned_at timestamptz,
  in_progress_at timestamptz,
  finished_at timestamptz,
  recall_asked_at timestamptz,
  recall_reason text,
  recall_answer text check (recall_answer in ('15', '16')),
  recall_answered_at timestamptz,
  paper_recalled_on date,
  changed_at timestamptz not null,
  unique (agency, id),
  foreign key (agency, outgoing) references documents.outgoing (agency, id),
  check (electronic or paper_copies > 0),
  check (electronic_complete <= electronic),
  check (electronic = (channel is not null)),
  check (paper_copies = 0 or paper_basis <> ''),
  check (state <> 'FAILED' or failure <> '')
);
create index delivery_of on documents.delivery (outgoing, ordinal);
create index delivery_failed on documents.delivery (agency, id desc) where state in ('FAILED', 'REFUSED');
create index delivery_sent on documents.delivery (agency, sent_at desc, id desc);

create table documents.incoming (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  delivery uuid unique references documents.delivery,
  sender uuid references organisation.agency,
  state text not null check (state in ('ARRIVED', 'REFUSED', 'REGISTERED', 'TO_DIRECT', 'ASSIGNED', 'IN_PROGRESS', 'FINISHED', 'NOTED',
    'RECALLED', 'VOIDED')),
  issuing_agency text not null,
  code_number text not null default '',
  code_notation text not null default '',
  symbol_folded text not null default '',
  promulgation_date date,
  kind text not null references documents.kind,
  subject text not null check (char_length(subject) <= 500 and subject is nfc normalized and subject <> ''),
  subject_folded text not null,
  security_classification text not null default 'NORMAL' check (security_classification = 'NORMAL'),
  urgency text not null default 'NORMAL' check (urgency in ('NORMAL', 'URGENT', 'VERY_URGENT', 'EXPRESS')),
  purpose text not null default 'FOR_HANDLING' check (purpose in ('FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS')),
  due_on date,
  signer_name text not null default '',
  signer_position text not null default '',
  electronic boolean not null,
  paper boolean not null,
  paper_arrived_on date,
  verdict text check (verdict in ('valid', 'invalid', 'indeterminate')),
  verdict_reasons text[] not null default '{}',
  no_secret_stamp boolean not null default false,
  book uuid references documents.book,
  year int,
  arrival_number int,
  arrival_date date,
  arrived_at timestamptz not null,
  registered_at timestamptz,
  registered_by uuid references organisation.post,
  to_direct uuid references organisation.post,
  finished_at timestamptz,
  outcome text,
  answered_by uuid references documents.outgoing,
  refusal_code text,
  refusal_reason text,
  recall_asked_at timestamptz,
  recall_reason text,
  recall_answer text check (recall_answer in ('15', '16')),
  replaced_by uuid references documents.incoming,
  paper_of uuid references documents.incoming,
  changed_at timestamptz not null default app.now(),
  unique (agency, id),
  check (state in ('ARRIVED', 'REFUSED', 'RECALLED') or arrival_number is not null),
  check (electronic or paper)
);
create unique index incoming_number on documents.incoming (book, year, arrival_number) where arrival_number is not null;
create index incoming_list on documents.incoming (agency, id desc);
create index incoming_state on documents.incoming (agency, state, id desc);
create index incoming_symbol on documents.incoming (agency, symbol_folded);
create index incoming_to_direct on documents.incoming (to_direct, state);
create index incoming_registered on documents.incoming (agency, arrival_date desc, id desc) where arrival_number is not null;

create table documents.incoming_file (
  id uuid primary key default app.uuid7(),
  incoming uuid not null,
  agency uuid not null,
  role text not null check (role in ('MAIN', 'ATTACHMENT', 'SCAN')),
  ordinal int not null default 0,
  name text not null,
  sha256 text not null references platform.blob,
  media_type text not null,
  size bigint not null,
  foreign key (agency, incoming) references documents.incoming (agency, id)
);
create index incoming_file_of on documents.incoming_file (incoming);
create index incoming_file_blob on documents.incoming_file (agency, sha256);

create table documents.directive_note (
  id uuid primary key default app.uuid7(),
  incoming uuid not null,
  agency uuid not null,
  post uuid not null references organisation.post,
  on_behalf_of uuid references organisation.post,
  task text not null check (task in ('PROPOSAL', 'NOTE', 'REMARK')),
  body text not null check (body is nfc normalized and body <> '' and char_length(body) <= 4000),
  made_at timestamptz not null default app.now(),
  foreign key (agency, incoming) references documents.incoming (agency, id)
);
create index directive_note_of on documents.directive_note (incoming, id);

create table documents.assignment (
  id uuid primary key default app.uuid7(),
  incoming uuid not null,
  agency uuid not null,
  parent uuid references documents.assignment,
  role text not null check (role in ('LEAD', 'COOPERATE', 'FOR_INFORMATION')),
  division uuid references organisation.division,
  post uuid references organisation.post,
  state text not null default 'GIVEN' check (state in ('GIVEN', 'ACCEPTED', 'HANDED_BACK', 'IN_PROGRESS', 'DONE', 'CONFIRMED')),
  due_on date,
  progress int not null default 0 check (progress between 0 and 100),
  report text not null default '',
  reason text not null default '',
  read_at timestamptz,
  given_by uuid not null references organisation.post,
  on_behalf_of uuid references organisation.post,
  given_at timestamptz not null default app.now(),
  accepted_at timestamptz,
  done_at timestamptz,
  confirmed_at timestamptz,
  changed_at timestamptz not null default app.now(),
  unique (agency, id),
  foreign key (agency, incoming) references documents.incoming (agency, id),
  check (division is not null or post is not null)
);
create index assignment_of on documents.assignment (incoming, id);
create index assignment_post on documents.assignment (post, state);
create index assignment_division on documents.assignment (division, state);

create table documents.extension (
  id uuid primary key default app.uuid7(),
  assignment uuid not null,
  agency uuid not null,
  asked_by uuid not null references organisation.post,
  asked_at timestamptz not null default app.now(),
  until date not null,
  reason text not null check (reason <> ''),
  answer text check (answer in ('GRANTED', 'REFUSED')),
  answer_reason text not null default '',
  answered_by uuid references organisation.post,
  answered_at timestamptz,
  foreign key (agency, assignment) references documents.assignment (agency, id)
);
create unique index extension_open on documents.extension (assignment) where answer is null;

create table documents.incoming_history (
  id bigint generated always as identity primary key,
  incoming uuid not null,
  agency uuid not null,
  step text not null,
  from_state text,
  to_state text not null,
  post uuid references organisation.post,
  on_behalf_of uuid references organisation.post,
  reason text not null default '',
  at timestamptz not null default app.now(),
  foreign key (agency, incoming) references documents.incoming (agency, id)
);
create index incoming_history_of on documents.incoming_history (incoming, id);

alter table documents.outgoing add constraint outgoing_response_for foreign key (response_for) references documents.incoming;
create index outgoing_response_for on documents.outgoing (response_for) where response_for is not null;

do $$
declare t text;
begin
  foreach t in array array['delivery', 'incoming', 'incoming_file', 'directive_note', 'assignment', 'extension', 'incoming_history'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('create policy reach on documents.%I using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency())', t);
    execute format('create policy crossing on documents.%I to lt_crossing using (true) with check (true)', t);
    execute format('create policy search on documents.%I for select to lt_search using (true)', t);
    execute format('create policy statistics on documents.%I for select to lt_statistics using (true)', t);
    execute format('grant select on documents.%I to lt_app, lt_crossing, lt_search, lt_statistics', t);
  end loop;
end $$;
grant insert on documents.incoming, documents.incoming_file, documents.directive_note, documents.assignment, documents.extension,
  documents.incoming_history to lt_app;
grant update on documents.incoming, documents.assignment, documents.extension to lt_app;
-- The sender alone changes its own delivery only by what it adds on paper; everything else crosses by the functions of 0042.
grant update (paper_copies, paper_basis, paper_recalled_on, changed_at) on documents.delivery to lt_app;
grant insert, update on documents.delivery, documents.incoming to lt_crossing;
grant insert on documents.incoming_file, documents.incoming_history to lt_crossing;
