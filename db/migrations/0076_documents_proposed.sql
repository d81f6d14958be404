-- Why: what the chief of office proposes is kept as assignments, so that a leader agrees with one press (UX 3.4; NĐ 30/2020
-- art. 23). Shape: {"dueOn": date or null, "assignments": [{"role", "division", "post"}]}, checked by the code at both ends.
-- Locks: short, adds a column without rewriting. Way forward if wrong: a later migration.
alter table documents.incoming add column proposed jsonb;
