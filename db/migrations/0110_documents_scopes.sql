-- Why: TO_PROVINCE means the provincial People's Committee and TO_DISTRICT a district's (S4 I.2.b.2, b.4: "trình UBND"), not every
-- body of that level; and a hamlet is reached inside its own commune (S0 1.c): it has no seal and no books, so what comes to it is
-- read, not registered.
-- Locks: rows of deliveries to departments, once. Way forward if wrong: replace the function, set the sub-scopes again.

-- True for what came to a body without books: it is taken note of where it arrived and gets no số đến.
alter table documents.incoming add column bookless boolean not null default false;
alter table documents.incoming drop constraint incoming_check;
alter table documents.incoming add constraint incoming_numbered
  check (state in ('ARRIVED', 'REFUSED', 'RECALLED') or arrival_number is not null or bookless and state = 'NOTED');

-- What the clerk of the sender enters by hand: when and how people were told who do not read on a screen (loudspeaker, notice board).
alter table documents.delivery add column told_on date, add column told_how text, add column told_by uuid references organisation.post;
alter table documents.delivery add constraint delivery_told
  check (num_nonnulls(told_on, told_how, told_by) in (0, 3) and (told_how is null or told_how <> ''));
create index delivery_told_by on documents.delivery (told_by) where told_by is not null;
grant update (told_on, told_how, told_by) on documents.delivery to lt_app;

-- The release as it stands, with these three of its expressions written anew.
do $$
declare
  v_text text := pg_get_functiondef('documents.release(uuid, uuid, uuid)'::regprocedure);
  v_change text[];
begin
  foreach v_change slice 1 in array array[
    ['case a.level when ''CENTRAL'' then ''TO_GOVERNMENT'' when ''PROVINCE'' then ''TO_PROVINCE'' when ''DISTRICT'' then ''TO_DISTRICT'' end',
     'case when a.level = ''CENTRAL'' then ''TO_GOVERNMENT'' when a.kind = ''STATE'' and above.level is distinct from a.level
        and (a.level = ''DISTRICT'' or above.level is null or above.level = ''CENTRAL'')
        then case a.level when ''PROVINCE'' then ''TO_PROVINCE'' when ''DISTRICT'' then ''TO_DISTRICT'' end end'],
    ['case when r.recipient_kind in (''DIVISION'', ''PERSON'') then ''INTERNAL''',
     'case when r.recipient_kind in (''DIVISION'', ''PERSON'') or a.level = ''HAMLET'' and a.parent = v_doc.agency then ''INTERNAL'''],
    ['left join organisation.agency a on a.id = r.recipient_agency',
     'left join organisation.agency a on a.id = r.recipient_agency
    left join organisation.agency above on above.id = a.parent'],
    ['signer_position, electronic, paper, arrived_at, changed_at)', 'signer_position, electronic, paper, arrived_at, changed_at, bookless)'],
    ['coalesce(s.position, ''''), true, m.paper_copies > 0, v_now, v_now',
     'coalesce(s.position, ''''), true, m.paper_copies > 0, v_now, v_now,
      exists (select from organisation.agency h where h.id = m.recipient_agency and h.level = ''HAMLET'')']
  ] loop
    if position(v_change[1] in v_text) = 0 then raise exception 'the release no longer says: %', v_change[1]; end if;
    v_text := replace(v_text, v_change[1], v_change[2]);
  end loop;
  execute v_text;
end $$;

-- What was sent before: the statistics' triggers book the difference, as for any change of a fact.
update documents.delivery d set sub_scope = null
from organisation.agency a left join organisation.agency above on above.id = a.parent
where a.id = d.recipient_agency and d.sub_scope in ('TO_PROVINCE', 'TO_DISTRICT')
  and not (a.kind = 'STATE' and above.level is distinct from a.level
    and (a.level = 'DISTRICT' or above.level is null or above.level = 'CENTRAL'));
