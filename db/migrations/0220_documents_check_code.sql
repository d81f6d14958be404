-- Why: anyone who holds an issued document can ask whether it is genuine (NĐ 30/2020 art. 6, 33: an electronic document's legal force must
-- be verifiable by whoever gets it). Each document gets a code that nobody can guess, made before the person signs, so that it stands in
-- the signed file; what a stranger is told is one function under a role that sees issued documents alone, column by column.
-- Locks: new tables; a code is written for every document that was signed before (one insert). Making the two roles needs the right
-- CREATEROLE, as the first migration did.
-- Way forward if wrong: a later migration; codes that were printed are never changed.

do $$
declare wanted text;
begin
  foreach wanted in array array['lt_public', 'lt_ledger'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null; -- another database of the cluster was quicker
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end $$;
grant usage on schema app, platform, organisation, documents to lt_public, lt_ledger;

-- What remains of a code in Crockford's alphabet, each sign a number of the field of 32 elements, read from the left: s·2 + d. A code
-- fits when nothing remains: any one wrong sign, and any two exchanged ones, leave something.
create function documents.check_code_rest(p_code text) returns int
language plpgsql immutable parallel safe set search_path = '' as $$
declare v_rest int := 0; v_at int;
begin
  for v_at in 1 .. length(p_code) loop
    v_rest := ((v_rest << 1) # (case when v_rest & 16 > 0 then 37 else 0 end))
      # (strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(p_code, v_at, 1)) - 1);
  end loop;
  return v_rest;
end $$;

-- 14 signs of chance (70 bits) and the one that lets a slip of the pen be told from a code that nobody has.
create function documents.new_check_code() returns text
language plpgsql volatile parallel safe set search_path = '' as $$
declare v_chance bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())); v_code text := '';
begin
  for v_at in 0 .. 13 loop
    v_code := v_code || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(v_chance, v_at) & 31) + 1, 1);
  end loop;
  return v_code || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', documents.check_code_rest(v_code || '0') + 1, 1);
end $$;

-- `logged`: its leaf stands in the log of issued documents.
create table documents.check_code (
  outgoing uuid primary key,
  agency uuid not null,
  code text not null unique default documents.new_check_code()
    check (code ~ '^[0-9A-HJKMNP-TV-Z]{15}$' and documents.check_code_rest(code) = 0),
  logged boolean not null default false,
  made_at timestamptz not null default app.now(),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);
create index check_code_unlogged on documents.check_code (outgoing) where not logged;

-- The judgement on the signatures of an issued document, made once in the background and kept: no visit judges anew.
create table documents.issued_verdict (
  outgoing uuid primary key,
  agency uuid not null,
  sha256 text not null references platform.blob,
  verdict text not null check (verdict in ('valid', 'invalid', 'indeterminate')),
  reasons text[] not null,
  signatures jsonb not null,
  judged_at timestamptz not null default app.now(),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);

do $$
declare t text;
begin
  foreach t in array array['check_code', 'issued_verdict'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('create policy reach on documents.%I using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency())', t);
    execute format('create policy public on documents.%I for select to lt_public using (true)', t);
    execute format('grant select, insert on documents.%I to lt_app', t);
  end loop;
end $$;
create policy ledger on documents.check_code to lt_ledger using (true);
create policy ledger on documents.issued_verdict for select to lt_ledger using (true);
grant update on documents.issued_verdict to lt_app;
grant select (outgoing, agency, code, logged) on documents.check_code to lt_ledger;
grant update (logged) on documents.check_code to lt_ledger;
grant select (outgoing, reasons, judged_at) on documents.issued_verdict to lt_ledger;

insert into documents.check_code (outgoing, agency)
  select o.id, o.agency from documents.outgoing o where o.issued_at is not null or o.state in ('SIGNED', 'NUMBERED', 'SEALED');

-- Nothing before its release, whatever a function asks and whoever is signed in: a restrictive policy says so once for all of them.
create policy public on documents.outgoing for select to lt_public using (true);
create policy issued_alone on documents.outgoing as restrictive for select to lt_public, lt_ledger using (issued_at is not null);
create policy public on documents.outgoing_file for select to lt_public
  using (exists (select from documents.outgoing o where o.id = outgoing_file.outgoing));
create policy public on documents.outgoing_history for select to lt_public
  using (to_state in ('RECALLED', 'REPLACED') and exists (select from documents.outgoing o where o.id = outgoing_history.outgoing));
grant select (id, agency, internal, state, kind, subject, code_number, code_suffix, code_notation, promulgation_date, issued_at,
  signed_by, hand_signer, signer, signer_competence, replaced_by) on documents.outgoing to lt_public;
grant select (outgoing, role, ordinal, sha256, size, on_paper, withdrawn_at, made_at) on documents.outgoing_file to lt_public;
grant select (outgoing, to_state, at) on documents.outgoing_history to lt_public;
grant select (outgoing, code) on documents.check_code to lt_public;
grant select (outgoing, sha256, verdict, reasons, judged_at) on documents.issued_verdict to lt_public;
grant select (code, name) on documents.kind to lt_public;
grant select (id, name, organ_id) on organisation.agency to lt_public;
grant select (id, person, position) on organisation.post to lt_public;
grant select (id, full_name) on organisation.person to lt_public;
grant select on platform.installation to lt_public;

-- What whoever holds the code is told of an issued document. The subject of an internal one stays inside. No row: nobody is told why.
create function documents.check_issued(p_code text) returns table (
  code text, kind text, code_number int, code_suffix text, code_notation text, promulgation_date date, agency text, organ_id text,
  signed_by text, signer text, signer_position text, signer_competence text, internal boolean, subject text, issued_at timestamptz,
  standing text, ended_at timestamptz, replaced_number int, replaced_suffix text, replaced_notation text, replaced_date date,
  verdict text, reasons text[], judged_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.code, k.name, o.code_number, o.code_suffix, o.code_notation, o.promulgation_date, a.name, a.organ_id,
    o.signed_by, coalesce(o.hand_signer, p.full_name), s.position, o.signer_competence, o.internal,
    case when not o.internal then o.subject end, o.issued_at,
    case o.state when 'ISSUED' then 'IN_FORCE' when 'RECALL_REQUESTED' then 'RECALLING' else o.state end,
    case when o.state in ('RECALLED', 'REPLACED') then
      (select max(h.at) from documents.outgoing_history h where h.outgoing = o.id and h.to_state = o.state) end,
    r.code_number, r.code_suffix, r.code_notation, r.promulgation_date,
    v.verdict, v.reasons, v.judged_at
  from documents.check_code c
  join documents.outgoing o on o.id = c.outgoing
  join documents.kind k on k.code = o.kind
  join organisation.agency a on a.id = o.agency
  left join organisation.post s on s.id = o.signer
  left join organisation.person p on p.id = s.person
  left join documents.outgoing r on r.id = o.replaced_by and o.state = 'REPLACED' and not r.internal
  left join documents.issued_verdict v on v.outgoing = o.id
  where c.code = p_code
$$;

-- The hashes of its files, the main one first; names stay inside.
create function documents.check_files(p_code text) returns table (main boolean, sha256 text, size bigint)
language sql stable security definer set search_path = '' as $$
  select f.role <> 'ATTACHMENT', f.sha256, f.size
  from documents.check_code c
  join documents.outgoing o on o.id = c.outgoing
  join documents.outgoing_file f on f.outgoing = o.id
  where c.code = p_code and f.withdrawn_at is null and not f.on_paper and f.sha256 is not null
    and f.role in (case when o.code_number is null then 'SIGNED' else 'SEALED' end, 'ATTACHMENT')
  order by f.role = 'ATTACHMENT', f.ordinal, f.made_at
$$;

do $$
declare f text;
begin
  grant create on schema documents to lt_public;
  foreach f in array array['check_issued(text)', 'check_files(text)'] loop
    execute format('alter function documents.%s owner to lt_public', f);
    execute format('revoke all on function documents.%s from public', f);
    execute format('grant execute on function documents.%s to lt_app', f);
  end loop;
  revoke create on schema documents from lt_public;
end $$;
