-- Why: keys on the curve P-384 are imported and sign with SHA-384 beside those on P-256 (issue of legal force, section 2;
-- TT 15/2025: ECDSA from 256 bits).
-- Locks: signing.key for the moment of the exchange of the check. Way forward if wrong: a later migration.

alter table signing.key drop constraint key_algorithm_check;
alter table signing.key add constraint key_algorithm_check
  check (algorithm in ('RSA-SHA256', 'ECDSA-P256-SHA256', 'ECDSA-P384-SHA384'));
