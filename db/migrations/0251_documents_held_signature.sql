-- Why: a key on a device at the person's own machine signs in two steps (issue of legal force, section 2): the file is prepared and
-- held for some minutes, its hash is signed beside the browser, and the signature that comes back completes the very same bytes.
-- Locks: none, a new table. Way forward if wrong: a later migration; what is held is prepared anew by the next press.

create table documents.held_signature (
  id uuid primary key default app.uuid7(),
  outgoing uuid not null,
  agency uuid not null,
  step text not null check (step in ('sign', 'seal')),
  person uuid not null references organisation.person,
  key uuid not null references signing.key,
  version int not null,
  sha256 text not null references platform.blob,
  -- The signed attributes, whose hash goes to the device.
  to_sign bytea not null check (octet_length(to_sign) between 1 and 4096),
  -- What else the step writes when it is done.
  sets jsonb not null,
  until timestamptz not null,
  foreign key (agency, outgoing) references documents.outgoing (agency, id),
  unique (outgoing, step, person)
);
create index held_signature_blob on documents.held_signature (sha256);
create index held_signature_agency on documents.held_signature (agency);
alter table documents.held_signature enable row level security;
create policy reach on documents.held_signature using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());
grant select, insert, delete on documents.held_signature to lt_app;
