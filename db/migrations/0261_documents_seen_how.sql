-- Why: several drafts are signed with one PIN only when each was opened or is ticked as read (issue of legal force, section 2); which of
-- both it was is told apart for good, also where the audit is not read.
-- Locks: documents.outgoing_seen for a moment (a column with a constant default). Way forward if wrong: a later migration.

alter table documents.outgoing_seen add column ticked boolean not null default false;
