-- Why: the homes of leaders, of the chief of office and of heads of division count what is late in the whole agency; without an
-- index of what is open every home read every assignment that the agency ever gave.
-- Locks: assignments while the index is built. Way forward if wrong: drop the index.

create index assignment_open on documents.assignment (agency, due_on) where state in ('GIVEN', 'ACCEPTED', 'IN_PROGRESS');
