-- Why: the price of exact figures on every step of an incoming document (2.7 ms of a busy processor become 0.3): the sheets of
-- documents handled are planned once per connection, as 0065 did for those of the exchange, and a step that no figure asks about
-- (submitted, given out, begun) books nothing.
-- Locks: none, functions only. Way forward if wrong: replace the functions in a later migration.

create or replace function statistics.issued_sheets(p_documents uuid[], p_now timestamptz) returns setof statistics.handled
language plpgsql stable rows 3 set search_path = '' set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  if p_documents = '{}' then return; end if;
  return query
    select f.id, 'OUT'::text, f.agency, f.day, p_now, f.live::int, (f.live and f.created)::int, (f.live and f.walked)::int,
      (f.live and f.went)::int, (f.live and f.person)::int, (f.live and f.seal)::int, (f.live and f.signed)::int,
      (f.live and f.created and f.walked and f.went and f.signed)::int, 0, 0, 0, 0, 0
    from (
      select o.id, o.agency, (o.issued_at at time zone 'Asia/Ho_Chi_Minh')::date as day,
        o.state <> 'RECALLED' and (o.numbered or not coalesce(r.numbered = false, false)) as live,
        o.source <> 'HAND' as created,
        o.signed_by is not distinct from 'digital' and not exists (
          select from documents.review_step s where s.outgoing = o.id and s.state in ('WAITING', 'OPEN')
            and s.round = (select max(l.round) from documents.review_step l where l.outgoing = o.id)
        ) as walked,
        coalesce((select bool_and(d.class <> 'P') from statistics.fact d where d.outgoing = o.id and d.class is not null), false) as went,
        o.signed_by is not distinct from 'digital' as person, o.sealed_at is not null as seal,
        o.signed_by is not distinct from 'digital' and (o.sealed_at is not null or not o.numbered) as signed
      from documents.outgoing o
      left join documents.outgoing r on r.id = o.replaces
      where o.id = any (p_documents) and o.issued_at is not null
    ) f;
end $$;

create or replace function statistics.received_sheets(p_documents uuid[], p_now timestamptz) returns setof statistics.handled
language plpgsql stable rows 3 set search_path = '' set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  if p_documents = '{}' then return; end if;
  return query
    select i.id, 'IN'::text, i.agency, i.arrival_date, p_now, 0, 0, 0, 0, 0, 0, 0, 0, (i.live)::int, (i.live and i.electronic)::int,
      (i.live and not i.electronic)::int, (i.live and i.due)::int,
      (i.live and i.state = 'FINISHED' and (i.answer is null or i.answer = 'digital') and exists (
        select from documents.assignment a where a.incoming = i.id and a.role = 'LEAD' and a.state <> 'HANDED_BACK'
      ))::int
    from (
      select i.id, i.agency, i.arrival_date, i.state, i.electronic, i.state not in ('VOIDED', 'REFUSED', 'RECALLED') as live,
        i.state in ('ASSIGNED', 'IN_PROGRESS', 'FINISHED') or i.state in ('REGISTERED', 'TO_DIRECT') and i.purpose <> 'INFORMATION' as due,
        case when i.answered_by is not null then coalesce(o.signed_by, '') end as answer
      from documents.incoming i
      left join documents.outgoing o on o.id = i.answered_by
      where i.id = any (p_documents) and i.arrival_number is not null
    ) i;
end $$;

-- What the sheet of a document registered asks of its state: live, at work or done, waiting for a leader, finished.
create or replace function statistics.after_incoming_handled() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  perform statistics.handle('{}', array(
    select n.id from new_rows n join old_rows o on o.id = n.id
    where n.arrival_number is not null and (o.arrival_number is null
      or (n.state in ('VOIDED', 'REFUSED', 'RECALLED'), n.state = 'FINISHED', n.electronic, n.answered_by,
          n.state in ('ASSIGNED', 'IN_PROGRESS', 'FINISHED') or n.state in ('REGISTERED', 'TO_DIRECT') and n.purpose <> 'INFORMATION')
        is distinct from
         (o.state in ('VOIDED', 'REFUSED', 'RECALLED'), o.state = 'FINISHED', o.electronic, o.answered_by,
          o.state in ('ASSIGNED', 'IN_PROGRESS', 'FINISHED') or o.state in ('REGISTERED', 'TO_DIRECT') and o.purpose <> 'INFORMATION'))
  ));
  return null;
end $$;
alter function statistics.handle(uuid[], uuid[]) set plan_cache_mode = force_generic_plan;
