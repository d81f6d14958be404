-- Why: the sealing job of DESIGN 5.10. It links audit rows in the order in which their commits became visible and leaves
-- the signing of the head to the program, whose key is outside the database.
-- Locks: an advisory lock per run. Way forward if wrong: replace the functions in a later migration.

alter table platform.audit_head drop column horizon;

-- Up to `settled` every row that will ever exist is linked. `pending` becomes settled once every transaction that ran when it
-- was written down has ended (`pending_xmax`); after a restore into another cluster those transactions are all past.
create table platform.audit_settled (
  one boolean primary key default true check (one),
  settled bigint not null default 0,
  pending bigint not null default 0,
  pending_xmax xid8 not null default '0'
);
insert into platform.audit_settled default values;
grant select, update on platform.audit_settled to lt_sealer;

-- What one row contributes to the chain: every column, in a form that no server version or setting changes.
create function platform.audit_line(a platform.audit) returns bytea language sql immutable set search_path = '' as $$
  select convert_to(concat_ws('|', a.id, (extract(epoch from a.at) * 1000000)::bigint, coalesce(a.agency::text, '-'), coalesce(a.person::text, '-'),
    coalesce(a.post::text, '-'), coalesce(a.on_behalf_of::text, '-'), a.verb, a.about, a.detail::text), 'UTF8')
$$;

-- Links at most p_most visible rows. Returns the head afterwards, or no row when nothing was ever linked.
create function platform.link_audit(p_most int) returns table (seq bigint, hash bytea, linked int)
language plpgsql security definer set search_path = '' as $$
declare
  v_state platform.audit_settled;
  v_seq bigint;
  v_hash bytea;
  v_linked int := 0;
  r platform.audit;
begin
  perform pg_advisory_xact_lock(7202612);
  select * into v_state from platform.audit_settled s;
  if v_state.pending_xmax <= pg_snapshot_xmin(pg_current_snapshot()) or v_state.pending_xmax > pg_snapshot_xmax(pg_current_snapshot()) then
    update platform.audit_settled s set settled = greatest(s.settled, least(s.pending, coalesce(
        (select min(a.id) - 1 from platform.audit a where a.id > s.settled
          and not exists (select from platform.audit_link l where l.audit = a.id)), s.pending))),
      pending = coalesce((select max(a.id) from platform.audit a), 0), pending_xmax = pg_snapshot_xmax(pg_current_snapshot())
    returning * into v_state;
  end if;
  select l.seq, l.hash into v_seq, v_hash from platform.audit_link l order by l.seq desc limit 1;
  v_seq := coalesce(v_seq, 0);
  v_hash := coalesce(v_hash, '\x'::bytea);
  for r in
    select a.* from platform.audit a
    where a.id > v_state.settled and not exists (select from platform.audit_link l where l.audit = a.id)
    order by a.id limit p_most
  loop
    v_seq := v_seq + 1;
    v_hash := sha256(v_hash || platform.audit_line(r));
    insert into platform.audit_link (seq, audit, hash) values (v_seq, r.id, v_hash);
    v_linked := v_linked + 1;
  end loop;
  if v_seq > 0 then return query select v_seq, v_hash, v_linked; end if;
end $$;

create function platform.sign_audit_head(p_seq bigint, p_hash bytea, p_signature bytea) returns void
language sql security definer set search_path = '' as $$
  insert into platform.audit_head (seq, hash, signature) values (p_seq, p_hash, p_signature) on conflict do nothing
$$;

-- Recounts the chain from p_after on, at most p_most links: the first link that does not fit, or the last one looked at.
create function platform.check_audit(p_after bigint, p_hash bytea, p_most int) returns table (seq bigint, hash bytea, broken_at bigint)
language plpgsql security definer set search_path = '' as $$
declare v_hash bytea := p_hash; v_seq bigint := p_after; l record;
begin
  for l in
    select k.seq, k.hash, a as line from platform.audit_link k left join platform.audit a on a.id = k.audit
    where k.seq > p_after order by k.seq limit p_most
  loop
    if l.seq <> v_seq + 1 or l.line is null or sha256(v_hash || platform.audit_line(l.line)) <> l.hash then
      return query select v_seq, v_hash, l.seq;
      return;
    end if;
    v_seq := l.seq;
    v_hash := l.hash;
  end loop;
  return query select v_seq, v_hash, null::bigint;
end $$;

-- The rows not linked yet: how many, and the oldest.
create function platform.audit_tail() returns table (rows bigint, oldest timestamptz)
language sql security definer set search_path = '' as $$
  select count(*), min(a.at) from platform.audit a, platform.audit_settled s
  where a.id > s.settled and not exists (select from platform.audit_link l where l.audit = a.id)
$$;
create function platform.audit_heads(p_after bigint, p_most int) returns table (seq bigint, hash bytea, signature bytea, fits boolean)
language sql security definer set search_path = '' as $$
  select h.seq, h.hash, h.signature, l.hash = h.hash
  from platform.audit_head h join platform.audit_link l on l.seq = h.seq where h.seq > p_after order by h.seq limit p_most
$$;

do $$
declare f text;
begin
  grant create on schema platform to lt_sealer;
  foreach f in array array['link_audit(int)', 'sign_audit_head(bigint, bytea, bytea)', 'check_audit(bigint, bytea, int)', 'audit_tail()',
    'audit_heads(bigint, int)'] loop
    execute format('alter function platform.%s owner to lt_sealer', f);
    execute format('revoke all on function platform.%s from public', f);
    execute format('grant execute on function platform.%s to lt_app', f);
  end loop;
  revoke create on schema platform from lt_sealer;
end $$;
