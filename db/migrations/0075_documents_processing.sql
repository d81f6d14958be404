-- Why: what comes in and its processing (issue of the spine section 3; NĐ 30/2020 art. 20 to 24; DESIGN 5.7, 6): verdicts on
-- signatures cached by content and trust, duplicates registered with their reason, paper copies matched to what is known,
-- own phrases of leaders, who read what is for information, coded reasons.
-- Locks: short, adds columns without rewriting. Way forward if wrong: a later migration.

-- One judgement of one file under one set of trusted authorities on one day (expiry counts by day); no agency's data: a hash
-- says nothing about the document, and the file itself is reached only through a document that may be read.
create table documents.file_verdict (
  sha256 text not null references platform.blob,
  trust_state text not null,
  verdict text not null check (verdict in ('valid', 'invalid', 'indeterminate')),
  reasons text[] not null default '{}',
  signatures jsonb not null,
  judged_at timestamptz not null default app.now(),
  primary key (sha256, trust_state)
);
grant select, insert on documents.file_verdict to lt_app;

alter table documents.incoming
  add column duplicate_reason text not null default '',
  add column no_secret_stamp_by uuid references organisation.post;
alter table documents.incoming_file add column has_text boolean not null default true;
alter table documents.incoming_history add column reason_code text;
alter table documents.assignment add column hand_back_code text;
alter table documents.extension add column reason_code text;

-- A leader's own phrases ("Giao P. TH chủ trì"), kept per person.
create table documents.phrase (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  person uuid not null references organisation.person,
  body text not null check (body is nfc normalized and body <> '' and char_length(body) <= 200),
  made_at timestamptz not null default app.now(),
  unique (agency, person, body)
);

-- Who has opened a document, first time only.
create table documents.incoming_seen (
  incoming uuid not null,
  agency uuid not null,
  post uuid not null references organisation.post,
  at timestamptz not null default app.now(),
  primary key (incoming, post),
  foreign key (agency, incoming) references documents.incoming (agency, id)
);

do $$
declare t text;
begin
  foreach t in array array['phrase', 'incoming_seen'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('create policy reach on documents.%I using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency())', t);
    execute format('grant select, insert on documents.%I to lt_app', t);
  end loop;
end $$;
grant delete on documents.phrase to lt_app;

-- Paper match (DESIGN 5.15): deliveries on paper only that are on their way to the actor's agency, by symbol (folded, as in
-- incoming.symbol_folded). Shows what stands on the paper itself, nothing more.
create function documents.paper_on_its_way(p_symbol text)
returns table (delivery uuid, sender uuid, issuing_agency text, code_number text, code_notation text, promulgation_date date,
  kind text, subject text, urgency text, purpose text, due_on date)
language sql stable security definer set search_path = '' as $$
  select d.id, d.agency, a.name,
    lpad(o.code_number::text, greatest(2, length(o.code_number::text)), '0') || o.code_suffix, o.code_notation,
    o.promulgation_date, o.kind, o.subject, o.urgency, d.purpose, o.due_on
  from documents.delivery d
  join documents.outgoing o on o.id = d.outgoing
  join organisation.agency a on a.id = d.agency
  where d.recipient_agency = app.agency() and not d.electronic and d.state = 'SENT'
    and lower(o.code_number::text || o.code_suffix || '/' || o.code_notation) = p_symbol
    and not exists (select from documents.incoming i where i.delivery = d.id)
  order by d.id desc limit 5
$$;

-- Binds a paper that the actor's agency holds to the delivery that announced it; the sender sees it arrived (01).
create function documents.bind_paper(p_incoming uuid, p_delivery uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare v_sender uuid;
begin
  update documents.delivery d set state = 'ARRIVED', arrived_at = app.now(), changed_at = app.now()
  where d.id = p_delivery and d.recipient_agency = app.agency() and not d.electronic and d.state = 'SENT'
  returning d.agency into v_sender;
  if not found then raise exception 'not a paper of this agency' using errcode = 'LT010'; end if;
  update documents.incoming i set delivery = p_delivery, sender = v_sender, changed_at = app.now()
  where i.id = p_incoming and i.agency = app.agency() and i.delivery is null and i.state = 'ARRIVED';
  if not found then raise exception 'not a party' using errcode = 'LT010'; end if;
end $$;

do $$
declare f text;
begin
  foreach f in array array['documents.paper_on_its_way(text)', 'documents.bind_paper(uuid, uuid)'] loop
    execute format('grant create on schema documents to lt_crossing');
    execute format('alter function %s owner to lt_crossing', f);
    execute format('revoke create on schema documents from lt_crossing');
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lt_app', f);
  end loop;
end $$;
