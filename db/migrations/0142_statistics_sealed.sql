-- Why: the sheets of what was sealed before 0141 are judged again, agency by agency, now that the instant of the seal is known (S1 5).
-- Locks: none beyond rows. Way forward if wrong: judge again in a later migration; the sheets are computed, never typed.

do $$
declare v_agency uuid;
begin
  for v_agency in select id from organisation.agency loop
    perform statistics.handle(
      array(select id from documents.outgoing o where agency = v_agency and sealed_at is not null and issued_at is not null
        and exists (select from documents.delivery d where d.outgoing = o.id)), '{}');
  end loop;
end $$;
