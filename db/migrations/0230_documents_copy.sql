-- Why: copies (sao y, trích sao, sao lục) of what an agency issued or received are documents that it sends under a number of its own
-- (NĐ 30/2020 art. 25 to 27): they go through the same numbering, sealing and release as what it drafts. Beside such a document stands
-- what it is a copy of, and which pages of it.
-- Locks: documents.outgoing for a moment, while its list of sources grows. Way forward if wrong: a later migration.
alter table documents.outgoing drop constraint outgoing_source_check;
alter table documents.outgoing add constraint outgoing_source_check check (source in ('EDITOR', 'UPLOAD', 'HAND', 'COPY'));

create table documents.copy (
  outgoing uuid primary key,
  agency uuid not null,
  form text not null check (form in ('FULL_COPY', 'EXTRACT', 'COPY_OF_COPY')),
  of_outgoing uuid,
  of_incoming uuid,
  -- Pages of the original, from 1; empty: all.
  pages int[] not null default '{}',
  foreign key (agency, outgoing) references documents.outgoing (agency, id),
  foreign key (agency, of_outgoing) references documents.outgoing (agency, id),
  foreign key (agency, of_incoming) references documents.incoming (agency, id),
  check ((of_outgoing is null) <> (of_incoming is null)),
  check ((form = 'EXTRACT') = (cardinality(pages) > 0))
);
create index copy_of_outgoing on documents.copy (of_outgoing) where of_outgoing is not null;
create index copy_of_incoming on documents.copy (of_incoming) where of_incoming is not null;

alter table documents.copy enable row level security;
create policy reach on documents.copy using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());
grant select, insert on documents.copy to lt_app;
