-- Why: the machine's own command reads the shares of agencies that exchange electronically for the whole province, bound to nobody's
-- post, as it reads the figures (0061, 0112): what counts gets the agencies as an argument (null: all), and the door for posts applies
-- their scope as before (DESIGN 5.15).
-- Locks: none, functions. Way forward if wrong: replace the functions in a later migration.

create function statistics.months_of(p_reach uuid[], p_from date, p_to date)
returns table (agency uuid, months int, worked int, exchanged int, idle date[], cut_off date[])
language sql stable set search_path = '' as $$
  with asked as (select p_from as first, least(p_to, app.today()) as last),
  seen as (
    select a.id, m.day::date as month,
      exists (
        select from documents.outgoing o where o.agency = a.id and o.code_number is not null and o.issued_at is not null
          and o.promulgation_date between m.day::date and (m.day + interval '1 month')::date - 1
      ) or exists (
        select from documents.incoming i where i.agency = a.id and i.arrival_number is not null
          and i.arrival_date between m.day::date and (m.day + interval '1 month')::date - 1
      ) as worked,
      exists (
        select from documents.delivery d
        join organisation.agency r on r.id = d.recipient_agency and r.level in ('PROVINCE', 'DISTRICT')
        join documents.outgoing o on o.id = d.outgoing and o.state <> 'RECALLED'
        where d.agency = a.id and d.electronic and d.state not in ('WAITING', 'FAILED', 'RECALLED')
          and d.sent_at >= m.day at time zone 'Asia/Ho_Chi_Minh' and d.sent_at < (m.day + interval '1 month') at time zone 'Asia/Ho_Chi_Minh'
      ) and exists (
        select from documents.incoming i
        join organisation.agency s on s.id = i.sender and s.level in ('PROVINCE', 'DISTRICT')
        where i.agency = a.id and i.arrival_number is not null and i.electronic and i.delivery is not null
          and i.state not in ('VOIDED', 'REFUSED', 'RECALLED')
          and i.arrival_date between m.day::date and (m.day + interval '1 month')::date - 1
      ) as exchanged
    from asked q
    join organisation.agency a on (p_reach is null or a.id = any (p_reach)) and a.kind = 'STATE'
      and a.level in ('PROVINCE', 'DISTRICT', 'COMMUNE')
      and a.effective_from <= q.last and (a.effective_to is null or a.effective_to >= q.last)
    cross join lateral generate_series(greatest(q.first, statistics.month_of(a.effective_from))::timestamp, q.last::timestamp,
      interval '1 month') m(day)
  )
  select id, count(*)::int, (count(*) filter (where worked))::int, (count(*) filter (where exchanged))::int,
    coalesce(array_agg(month order by month) filter (where not worked), '{}'),
    coalesce(array_agg(month order by month) filter (where not exchanged), '{}')
  from seen group by id
$$;

create or replace function statistics.agency_months(p_post uuid, p_from date, p_to date)
returns table (agency uuid, months int, worked int, exchanged int, idle date[], cut_off date[])
language sql stable security definer set search_path = '' as $$
  select * from statistics.months_of(coalesce(statistics.reach(p_post), '{}'), p_from, p_to)
$$;

create function statistics.hamlets_of(p_reach uuid[], p_from date, p_to date) returns table (agency uuid, sent int, reached int)
language sql stable set search_path = '' as $$
  select h.id, count(d.id)::int, (count(d.id) filter (where d.state = 'ACCEPTED' or d.told_on is not null))::int
  from organisation.agency h
  left join documents.delivery d on d.agency = h.parent and d.recipient_agency = h.id and d.state <> 'RECALLED'
    and d.sent_at >= p_from::timestamp at time zone 'Asia/Ho_Chi_Minh' and d.sent_at < (p_to + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
  where h.level = 'HAMLET' and (p_reach is null or h.parent = any (p_reach))
    and h.effective_from <= least(p_to, app.today()) and (h.effective_to is null or h.effective_to >= least(p_to, app.today()))
  group by h.id
$$;

create or replace function statistics.hamlet_readings(p_post uuid, p_from date, p_to date) returns table (agency uuid, sent int, reached int)
language sql stable security definer set search_path = '' as $$
  select * from statistics.hamlets_of(coalesce(statistics.reach(p_post), '{}'), p_from, p_to)
$$;

alter function statistics.months_of(uuid[], date, date) owner to lt_statistics;
alter function statistics.hamlets_of(uuid[], date, date) owner to lt_statistics;
revoke all on function statistics.months_of(uuid[], date, date), statistics.hamlets_of(uuid[], date, date) from public;
