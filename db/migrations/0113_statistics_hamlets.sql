-- Why: whether what concerns the hamlets reached them (S0 1.c, HAMLET_REACHED): of the deliveries of a period to each hamlet, those
-- read on a screen or told by hand.
-- Locks: none, one new function. Way forward if wrong: replace the function in a later migration.

create function statistics.hamlet_readings(p_post uuid, p_from date, p_to date) returns table (agency uuid, sent int, reached int)
language sql stable security definer set search_path = '' as $$
  select h.id, count(d.id)::int, (count(d.id) filter (where d.state = 'ACCEPTED' or d.told_on is not null))::int
  from organisation.agency h
  left join documents.delivery d on d.agency = h.parent and d.recipient_agency = h.id and d.state <> 'RECALLED'
    and d.sent_at >= p_from::timestamp at time zone 'Asia/Ho_Chi_Minh' and d.sent_at < (p_to + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
  where h.level = 'HAMLET' and h.parent = any (statistics.reach(p_post))
    and h.effective_from <= least(p_to, app.today()) and (h.effective_to is null or h.effective_to >= least(p_to, app.today()))
  group by h.id
$$;
alter function statistics.hamlet_readings(uuid, date, date) owner to lt_statistics;
revoke all on function statistics.hamlet_readings(uuid, date, date) from public;
grant execute on function statistics.hamlet_readings(uuid, date, date) to lt_app;
