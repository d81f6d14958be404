-- Why: the verifier of DESIGN 5.10 saw a changed row and a missing link, but neither a row slipped in below what is settled, nor
-- an end that was cut off, nor a chain linked anew behind the program's back; and it did not say which of them it had found.
-- Locks: functions only, moments. Way forward if wrong: replace the functions in a later migration.

drop function platform.check_audit(bigint, bytea, int);
drop function platform.audit_heads(bigint, int);

-- Recounts the chain from p_after on, at most p_most links: the first link that does not fit and why, or the last one looked at.
create function platform.check_audit(p_after bigint, p_hash bytea, p_most int)
returns table (seq bigint, hash bytea, broken_at bigint, why text)
language plpgsql security definer set search_path = '' as $$
declare v_hash bytea := p_hash; v_seq bigint := p_after; l record; v_why text;
begin
  for l in
    select k.seq, k.hash, a as line from platform.audit_link k left join platform.audit a on a.id = k.audit
    where k.seq > p_after order by k.seq limit p_most
  loop
    v_why := case
      when l.seq <> v_seq + 1 then 'link-removed'
      when l.line is null then 'row-removed'
      when sha256(v_hash || platform.audit_line(l.line)) <> l.hash then 'row-changed'
    end;
    if v_why is not null then
      return query select v_seq, v_hash, v_seq + 1, v_why;
      return;
    end if;
    v_seq := l.seq;
    v_hash := l.hash;
  end loop;
  return query select v_seq, v_hash, null::bigint, null::text;
end $$;

-- Every signed head with the hash of its link; none: the link is gone.
create function platform.audit_heads(p_after bigint, p_most int) returns table (seq bigint, hash bytea, signature bytea, linked bytea)
language sql security definer set search_path = '' as $$
  select h.seq, h.hash, h.signature, l.hash
  from platform.audit_head h left join platform.audit_link l on l.seq = h.seq where h.seq > p_after order by h.seq limit p_most
$$;

-- Rows below what is settled that no link holds: every row that was there by then had been linked, so these came in behind.
create function platform.audit_strays() returns table (rows bigint, first bigint)
language sql security definer set search_path = '' as $$
  select count(*), min(a.id) from platform.audit a, platform.audit_settled s
  where a.id <= s.settled and not exists (select from platform.audit_link l where l.audit = a.id)
$$;

-- The hash of one link, for comparing with the head that the program remembers outside the database; none: the chain is shorter.
create function platform.audit_link_hash(p_seq bigint) returns bytea
language sql security definer set search_path = '' as $$
  select l.hash from platform.audit_link l where l.seq = p_seq
$$;

do $$
declare f text;
begin
  grant create on schema platform to lt_sealer;
  foreach f in array array['check_audit(bigint, bytea, int)', 'audit_heads(bigint, int)', 'audit_strays()',
    'audit_link_hash(bigint)'] loop
    execute format('alter function platform.%s owner to lt_sealer', f);
    execute format('revoke all on function platform.%s from public', f);
    execute format('grant execute on function platform.%s to lt_app', f);
  end loop;
  revoke create on schema platform from lt_sealer;
end $$;
