-- Why: a log of issued documents in the manner of RFC 6962: whoever was given a document's proof can show later that it had been issued,
-- and nobody, the operator included, can take a document out of the log or alter one without its signed heads giving it away.
-- The tables are closed to the serving role: leaves are appended, and read, by functions of one role.
-- Locks: new tables. Way forward if wrong: replace the functions in a later migration; leaves and heads are never rewritten.

-- One document: `leaf` is the canonical JSON whose hash (0x00 before it) stands in the tree.
create table documents.log_leaf (
  index bigint primary key check (index >= 0),
  outgoing uuid not null unique,
  agency uuid not null,
  leaf text not null,
  hash bytea not null check (octet_length(hash) = 32),
  foreign key (agency, outgoing) references documents.outgoing (agency, id)
);
create index log_leaf_hash on documents.log_leaf (hash);
-- Whole subtrees: `position` counts from the left along each level, leaves are level 0.
create table documents.log_node (
  level int not null check (level between 0 and 62),
  position bigint not null check (position >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, position)
);
-- A signed head says how the tree of the first `size` leaves hashed at an instant; `key` is the public half of what signed it.
create table documents.log_head (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  at timestamptz not null,
  key bytea not null check (octet_length(key) = 32),
  signature bytea not null check (octet_length(signature) = 64)
);

do $$
declare t text;
begin
  foreach t in array array['log_leaf', 'log_node', 'log_head'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('create policy ledger on documents.%I to lt_ledger using (true) with check (true)', t);
    execute format('create policy public on documents.%I for select to lt_public using (true)', t);
    execute format('grant select, insert on documents.%I to lt_ledger', t);
    execute format('grant select on documents.%I to lt_public', t);
  end loop;
end $$;
create policy ledger on documents.outgoing for select to lt_ledger using (true);
create policy ledger on documents.outgoing_file for select to lt_ledger using (true);
grant select (id, agency, code_number, code_suffix, code_notation, promulgation_date, issued_at) on documents.outgoing to lt_ledger;
grant select (outgoing, role, ordinal, sha256, on_paper, withdrawn_at, made_at) on documents.outgoing_file to lt_ledger;
grant select (id, organ_id) on organisation.agency to lt_ledger;

-- The hashes of the files that went out with a document, the main one first.
create function documents.issued_hashes(p_outgoing uuid, p_numbered boolean) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(f.sha256 order by f.role = 'ATTACHMENT', f.ordinal, f.made_at), '{}')
  from documents.outgoing_file f
  where f.outgoing = p_outgoing and f.withdrawn_at is null and not f.on_paper and f.sha256 is not null
    and f.role in (case when p_numbered then 'SEALED' else 'SIGNED' end, 'ATTACHMENT')
$$;

-- Issued documents that no leaf holds yet, in the order of release. Holds the log until the transaction ends: one appends at a time.
create function documents.log_waiting(p_most int) returns table (
  outgoing uuid, agency uuid, code text, organ_id text, code_number int, code_suffix text, code_notation text,
  promulgation_date date, issued_at timestamptz, files text[])
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(7202613);
  return query
    select o.id, o.agency, c.code, a.organ_id, o.code_number, o.code_suffix, o.code_notation, o.promulgation_date, o.issued_at,
      documents.issued_hashes(o.id, o.code_number is not null)
    from documents.check_code c
    join documents.outgoing o on o.id = c.outgoing
    join organisation.agency a on a.id = o.agency
    where not c.logged
    order by o.issued_at, o.id limit p_most;
end $$;

create function documents.log_append(p_first bigint, p_outgoing uuid[], p_leaves text[], p_hashes bytea[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into documents.log_leaf (index, outgoing, agency, leaf, hash)
    select p_first + n.ordinality - 1, n.outgoing, o.agency, n.leaf, n.hash
    from unnest(p_outgoing, p_leaves, p_hashes) with ordinality n(outgoing, leaf, hash, ordinality)
    join documents.outgoing o on o.id = n.outgoing;
  update documents.check_code c set logged = true where c.outgoing = any (p_outgoing);
end $$;

create function documents.log_add_nodes(p_levels int[], p_positions bigint[], p_hashes bytea[]) returns void
language sql security definer set search_path = '' as $$
  insert into documents.log_node (level, position, hash) select * from unnest(p_levels, p_positions, p_hashes)
$$;

create function documents.log_add_head(p_size bigint, p_root bytea, p_at timestamptz, p_key bytea, p_signature bytea) returns void
language sql security definer set search_path = '' as $$
  insert into documents.log_head (size, root, at, key, signature) values (p_size, p_root, p_at, p_key, p_signature)
$$;

-- Rows for whoever recounts the log: each leaf beside what its document says now. `files` are all that the document ever carried.
create function documents.log_rows(p_after bigint, p_most int) returns table (
  index bigint, leaf text, hash bytea, code text, code_number int, code_suffix text, code_notation text, promulgation_date date,
  issued_at timestamptz, files text[])
language sql stable security definer set search_path = '' as $$
  select l.index, l.leaf, l.hash, c.code, o.code_number, o.code_suffix, o.code_notation, o.promulgation_date, o.issued_at,
    array(select f.sha256 from documents.outgoing_file f where f.outgoing = l.outgoing and f.sha256 is not null)
  from documents.log_leaf l
  left join documents.check_code c on c.outgoing = l.outgoing
  left join documents.outgoing o on o.id = l.outgoing
  where l.index > p_after order by l.index limit p_most
$$;
create function documents.log_heads(p_after bigint, p_most int)
returns table (size bigint, root bytea, at timestamptz, key bytea, signature bytea)
language sql stable security definer set search_path = '' as $$
  select h.size, h.root, h.at, h.key, h.signature from documents.log_head h where h.size > p_after order by h.size limit p_most
$$;
create function documents.log_tail() returns table (rows bigint, oldest timestamptz)
language sql stable security definer set search_path = '' as $$
  select count(*), min(o.issued_at) from documents.check_code c join documents.outgoing o on o.id = c.outgoing where not c.logged
$$;
-- Issued and logged, and nobody has judged its signatures yet; or the machine was too busy for them an hour ago.
create function documents.unjudged(p_most int) returns table (outgoing uuid, agency uuid, numbered boolean)
language sql stable security definer set search_path = '' as $$
  select l.outgoing, l.agency, o.code_number is not null from documents.log_leaf l join documents.outgoing o on o.id = l.outgoing
  left join documents.issued_verdict v on v.outgoing = l.outgoing
  where v.outgoing is null or ('took-too-long' = any (v.reasons) and v.judged_at < app.now() - interval '1 hour')
  order by v.judged_at nulls first, l.index desc limit p_most
$$;

-- What strangers may ask of the log: hashes and heads, never what a leaf holds; but the leaf of a document whose code they have.
create function documents.log_nodes(p_levels int[], p_positions bigint[]) returns table (level int, "position" bigint, hash bytea)
language sql stable security definer set search_path = '' as $$
  select n.level, n.position, n.hash from unnest(p_levels, p_positions) asked(level, position)
  join documents.log_node n on n.level = asked.level and n.position = asked.position
$$;
create function documents.log_head_at(p_size bigint) returns table (size bigint, root bytea, at timestamptz, key bytea, signature bytea)
language sql stable security definer set search_path = '' as $$
  select h.size, h.root, h.at, h.key, h.signature from documents.log_head h where p_size is null or h.size = p_size
  order by h.size desc limit 1
$$;
create function documents.log_index_of(p_hash bytea) returns bigint
language sql stable security definer set search_path = '' as $$ select l.index from documents.log_leaf l where l.hash = p_hash $$;
create function documents.log_leaf_of(p_code text) returns table (index bigint, leaf text)
language sql stable security definer set search_path = '' as $$
  select l.index, l.leaf from documents.check_code c join documents.log_leaf l on l.outgoing = c.outgoing where c.code = p_code
$$;

do $$
declare f text;
begin
  grant create on schema documents to lt_ledger, lt_public;
  foreach f in array array['issued_hashes(uuid, boolean)', 'log_waiting(int)', 'log_append(bigint, uuid[], text[], bytea[])',
    'log_add_nodes(int[], bigint[], bytea[])', 'log_add_head(bigint, bytea, timestamptz, bytea, bytea)', 'log_rows(bigint, int)',
    'log_heads(bigint, int)', 'log_tail()', 'unjudged(int)'] loop
    execute format('alter function documents.%s owner to lt_ledger', f);
    execute format('revoke all on function documents.%s from public', f);
    if f not like 'issued_hashes%' then execute format('grant execute on function documents.%s to lt_app', f); end if;
  end loop;
  foreach f in array array['log_nodes(int[], bigint[])', 'log_head_at(bigint)', 'log_index_of(bytea)', 'log_leaf_of(text)'] loop
    execute format('alter function documents.%s owner to lt_public', f);
    execute format('revoke all on function documents.%s from public', f);
    execute format('grant execute on function documents.%s to lt_app', f);
  end loop;
  revoke create on schema documents from lt_ledger, lt_public;
end $$;
