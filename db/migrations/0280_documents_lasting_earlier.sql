-- Why: documents that were issued before the installation could make files last (0210) were never put into that queue, so their
-- signatures would stop being verifiable when their certificates run out (NĐ 30/2020 art. 5). They are noted here once, and the work in
-- the background asks for them a hundred at a time; a document that is in the queue already is passed over.
-- Locks: a new table; one read of the documents. Way forward if wrong: a later migration; what was asked for stays asked for.

create table documents.lasting_unasked (
  outgoing uuid primary key,
  agency uuid not null,
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);
create index lasting_unasked_agency on documents.lasting_unasked (agency, outgoing);

insert into documents.lasting_unasked (outgoing, agency)
  select o.id, o.agency from documents.outgoing o where o.issued_at is not null;

alter table documents.lasting_unasked enable row level security;
create policy reach on documents.lasting_unasked using (agency = any ((select app.agencies())::uuid[]))
  with check (agency = app.agency());
create policy ledger on documents.lasting_unasked for select to lt_ledger using (true);
grant select, delete on documents.lasting_unasked to lt_app;
grant select on documents.lasting_unasked to lt_ledger;

-- Whose documents are to be asked for next; null when none is left.
create function documents.lasting_unasked_at() returns uuid
language sql stable security definer set search_path = '' as $$
  select u.agency from documents.lasting_unasked u order by u.outgoing limit 1
$$;
grant create on schema documents to lt_ledger;
alter function documents.lasting_unasked_at() owner to lt_ledger;
revoke create on schema documents from lt_ledger;
revoke all on function documents.lasting_unasked_at() from public;
grant execute on function documents.lasting_unasked_at() to lt_app;
