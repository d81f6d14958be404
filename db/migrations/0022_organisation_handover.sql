-- Why: a post may end on a day to come; what is open in it goes to the successor on that day and not before.
-- Locks: two columns without default on a small table. Way forward if wrong: a later migration.

alter table organisation.post
  add column successor uuid references organisation.post,
  add column handed_over_at timestamptz,
  add check (successor <> id);
create index post_to_hand_over on organisation.post (effective_to) where successor is not null and handed_over_at is null;
