-- Why: sealing never wrote when it was done, so the monthly figures called every document unsealed (S1 5; S4 II). What was sealed
-- before takes the instant of its step; the sheets of statistics follow in 0142.
-- Locks: rows of outgoing that were sealed. Way forward if wrong: a later migration sets the column again from the history.

update documents.outgoing o set sealed_at = h.at
from (select outgoing, max(at) as at from documents.outgoing_history where step = 'seal' group by outgoing) h
where h.outgoing = o.id and o.sealed_at is null;
