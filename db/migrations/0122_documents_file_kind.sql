-- Why: a file that comes along may be something of its own kind: a press report filed as the evidence of a text is no annex of it
-- (data/kinds.yaml, PRESS_REPORT). Empty: what its document is.
-- Locks: documents.incoming_file for a moment. Way forward if wrong: drop the column.
alter table documents.incoming_file add column kind text references documents.kind (code);
