-- Why: files that nothing refers to are cleared away when they are old. One that is sent again while it waits for that counts as
-- stored today, so that it stays for whoever sent it; the day of storing is all that the program may change in the row of a file.
-- Locks: none that matter. Way forward if wrong: revoke it in a later migration.

grant update (stored_at) on platform.blob to lt_app;
create index blob_stored_at on platform.blob (stored_at);
