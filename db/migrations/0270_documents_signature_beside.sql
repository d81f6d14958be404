-- Why: what comes by mail is often signed beside the file (.p7s, XML) or wrapped in its signature (.p7m): both are kept as a pair
-- and judged as one (NĐ 30/2020 art. 21; NĐ 68/2024 art. 31; ETSI EN 319 122-1, EN 319 132-1).
-- Locks: documents.incoming_file and documents.file_verdict for a moment; new columns without a rewrite, kept verdicts stay.
-- Way forward if wrong: drop the columns in a later migration.
alter table documents.incoming_file
  add column signature_sha256 text references platform.blob,
  add column signature_name text,
  add constraint incoming_file_signature_whole check ((signature_sha256 is null) = (signature_name is null)),
  add constraint incoming_file_signature_name_no_secret
    check (not documents.bears_stamp(regexp_replace(signature_name, '\.[^.]+$', ''))) not valid;
create index incoming_file_signature on documents.incoming_file (signature_sha256) where signature_sha256 is not null;
grant update (signature_sha256, signature_name) on documents.incoming_file to lt_app;

-- A kept verdict belongs to the file and what lies beside it, holds while what is trusted stays the same and until the instant at
-- which time alone changes it; every judgement stays as history.
alter table documents.file_verdict
  add column beside text not null default '',
  add column until timestamptz,
  drop constraint file_verdict_pkey,
  add primary key (sha256, beside, trust_state, judged_at);
