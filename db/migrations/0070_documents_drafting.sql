-- Why: drafting and the circuit (issue of the spine section 3; NĐ 30/2020 art. 10 to 13; DESIGN 5.4, 6): a draft saved twice by
-- a lost answer is one draft, scans are accepted only after the clerk looked for a secrecy stamp, who saw which version,
-- related documents, coded reasons of returns, coded bases of paper.
-- Locks: short, adds columns without rewriting. Way forward if wrong: a later migration.

-- Key that the form carries from its first showing: the same new draft sent twice is one draft.
alter table documents.outgoing add column draft_key uuid;
create unique index outgoing_draft_key on documents.outgoing (agency, draft_key) where draft_key is not null;

-- A file without readable text cannot be searched for a secrecy stamp: the clerk looked and says there is none.
alter table documents.outgoing_file
  add column has_text boolean not null default true,
  add column no_secret_stamp_by uuid references organisation.post,
  add constraint outgoing_file_stamp_looked_for check (has_text or no_secret_stamp_by is not null);

alter table documents.outgoing_recipient add column paper_basis_code text;
alter table documents.review_step add column version int, add column decided_on_behalf_of uuid references organisation.post;
alter table documents.outgoing_history add column reason_code text;

-- Which version somebody had open. What changed since then is shown to reviewers; nobody signs unread.
create table documents.outgoing_seen (
  outgoing uuid not null,
  agency uuid not null,
  post uuid not null references organisation.post,
  version int not null,
  at timestamptz not null default app.now(),
  primary key (outgoing, post, version),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);

-- Documents that a draft stands beside. `title` is how they were cited when they were chosen.
create table documents.outgoing_related (
  outgoing uuid not null,
  agency uuid not null,
  ordinal int not null,
  related_outgoing uuid,
  related_incoming uuid,
  title text not null check (title is nfc normalized and title <> ''),
  primary key (outgoing, ordinal),
  foreign key (agency, outgoing) references documents.outgoing (agency, id),
  foreign key (agency, related_outgoing) references documents.outgoing (agency, id),
  foreign key (agency, related_incoming) references documents.incoming (agency, id),
  check ((related_outgoing is null) <> (related_incoming is null)),
  check (related_outgoing is distinct from outgoing)
);

do $$
declare t text;
begin
  foreach t in array array['outgoing_seen', 'outgoing_related'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('create policy reach on documents.%I using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency())', t);
    execute format('grant select, insert on documents.%I to lt_app', t);
  end loop;
end $$;
grant delete on documents.outgoing_related to lt_app;
