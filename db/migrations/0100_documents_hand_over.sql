-- Why: who leaves a post hands over what is open in one step (issue of the spine section 2): internal documents go to an heir
-- without rewriting to whom they were sent, and what was moved is kept. The province's administrator, who looks after people of
-- every agency, sees how much is open, never what it is.
-- Locks: short, adds a column without rewriting; a new table. Way forward if wrong: a later migration.

-- Who reads on in the place of a recipient who has left; `recipient_post` stays what was sent.
alter table documents.delivery add column handed_to uuid references organisation.post;
create index delivery_handed_to on documents.delivery (handed_to, id desc) where handed_to is not null;
grant update (handed_to) on documents.delivery to lt_app;

-- One line per hand-over of one post: how many pieces of each kind went to whom, and what the heir may not hold.
create table documents.hand_over (
  id uuid primary key default app.uuid7(),
  agency uuid not null references organisation.agency,
  from_post uuid not null references organisation.post,
  to_post uuid references organisation.post,
  moved jsonb not null default '{}',
  left_over jsonb not null default '{}',
  at timestamptz not null default app.now(),
  check (to_post is distinct from from_post)
);
create index hand_over_of on documents.hand_over (from_post, id);
alter table documents.hand_over enable row level security;
create policy reach on documents.hand_over using (agency = any ((select app.agencies())::uuid[])) with check (agency = app.agency());
create policy crossing on documents.hand_over for select to lt_crossing using (true);
grant select, insert on documents.hand_over to lt_app;
grant select on documents.hand_over to lt_crossing;

create policy crossing on documents.inside_reading for select to lt_crossing using (true);
grant select on documents.inside_reading to lt_crossing;

-- Every open piece that a post holds: its kind and the document it belongs to. Runs with the rights of who asks.
create function documents.open_pieces(p_posts uuid[])
returns table (post uuid, piece text, outgoing uuid, incoming uuid, item uuid)
language sql stable set search_path = '' as $$
  select o.drafter, 'draft', o.id, null::uuid, o.id from documents.outgoing o
  where o.drafter = any (p_posts) and o.state in ('DRAFT', 'RETURNED', 'REVIEWING', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED')
  union all
  select o.signer, 'sign', o.id, null, o.id from documents.outgoing o
  where o.signer = any (p_posts) and o.state in ('DRAFT', 'RETURNED', 'REVIEWING', 'TO_SIGN')
  union all
  select s.post, 'review', s.outgoing, null, s.id from documents.review_step s
  where s.post = any (p_posts) and s.state in ('WAITING', 'OPEN')
  union all
  select r.recipient_post, 'recipient', o.id, null, r.id from documents.outgoing_recipient r
  join documents.outgoing o on o.id = r.outgoing
  where r.recipient_post = any (p_posts) and o.state in ('DRAFT', 'RETURNED', 'REVIEWING', 'TO_SIGN', 'SIGNED', 'NUMBERED', 'SEALED')
  union all
  select coalesce(d.handed_to, d.recipient_post), 'read', d.outgoing, null, d.id from documents.delivery d
  where (d.recipient_post = any (p_posts) or d.handed_to = any (p_posts)) and coalesce(d.handed_to, d.recipient_post) = any (p_posts)
    and d.state not in ('RECALLED', 'REFUSED', 'FAILED')
    and exists (select from documents.outgoing o where o.id = d.outgoing and o.state = 'ISSUED')
    and not exists (select from documents.inside_reading r where r.delivery = d.id
      and r.post = coalesce(d.handed_to, d.recipient_post) and (r.finished_at is not null or d.purpose = 'INFORMATION'))
  union all
  select i.to_direct, 'direct', null, i.id, i.id from documents.incoming i
  where i.to_direct = any (p_posts) and i.state = 'TO_DIRECT'
  union all
  select p.post, 'proposed', null, i.id, i.id from unnest(p_posts) as p (post)
  join documents.incoming i on i.state = 'TO_DIRECT' and i.proposed is not null
    and i.proposed -> 'assignments' @> jsonb_build_array(jsonb_build_object('post', p.post))
  where i.agency = (select o.agency from organisation.post o where o.id = p.post)
  union all
  select a.post, 'do', null, a.incoming, a.id from documents.assignment a
  where a.post = any (p_posts) and a.state in ('GIVEN', 'ACCEPTED', 'IN_PROGRESS')
  union all
  select a.given_by, 'given', null, a.incoming, a.id from documents.assignment a
  where a.given_by = any (p_posts) and a.role <> 'FOR_INFORMATION' and (a.state in ('GIVEN', 'ACCEPTED', 'IN_PROGRESS', 'DONE')
    or (a.state = 'HANDED_BACK' and exists (
      select from documents.incoming i where i.id = a.incoming and i.state in ('ASSIGNED', 'IN_PROGRESS'))))
$$;
create index assignment_given on documents.assignment (given_by, state);
create index outgoing_recipient_post on documents.outgoing_recipient (recipient_post) where recipient_post is not null;

-- Posts of an agency whose holder has gone: what they still hold waits for somebody.
create function documents.empty_posts(p_agency uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(o.id), '{}'::uuid[]) from organisation.post o join organisation.person p on p.id = o.person
  where o.agency = p_agency and (p.left_on is not null or o.effective_to < app.today())
$$;
revoke all on function documents.empty_posts(uuid) from public;
grant execute on function documents.empty_posts(uuid) to lt_app;

-- How much is open in each post, whatever agency it belongs to: figures and nothing else.
create function documents.open_work(p_posts uuid[]) returns table (post uuid, piece text, count int)
language sql stable security definer set search_path = '' as $$
  select post, piece, count(*)::int from documents.open_pieces(p_posts) group by post, piece
$$;

-- What was handed over from each post: when, to whom, how many of each kind.
create function documents.handed_over(p_posts uuid[])
returns table (from_post uuid, to_post uuid, moved jsonb, left_over jsonb, at timestamptz)
language sql stable security definer set search_path = '' as $$
  select h.from_post, h.to_post, h.moved, h.left_over, h.at from documents.hand_over h where h.from_post = any (p_posts) order by h.id
$$;

do $$
declare f text;
begin
  foreach f in array array['open_pieces(uuid[])', 'open_work(uuid[])', 'handed_over(uuid[])'] loop
    execute format('grant create on schema documents to lt_crossing');
    execute format('alter function documents.%s owner to lt_crossing', f);
    execute format('revoke create on schema documents from lt_crossing');
    execute format('revoke all on function documents.%s from public', f);
    execute format('grant execute on function documents.%s to lt_app', f);
  end loop;
end $$;
