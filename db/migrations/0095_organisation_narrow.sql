-- Why: the roles that cross agencies, search and count were given every table of the directory, and with it password hashes,
-- session cookies' hashes and one-time links, which none of their functions reads (DESIGN 5.15: each role as little as it needs).
-- Locks: none that matter. Way forward if wrong: grant again in a later migration.

revoke select on organisation.account, organisation.session, organisation.access_link from lt_crossing, lt_search, lt_statistics;
