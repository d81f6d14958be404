-- Why: a key may lie with a service of remote signing that is asked by the API of the Cloud Signature Consortium, or on a device
-- at the person's own machine (issue of legal force, section 2). Kept is where it lies and what its holder is asked for; the right
-- of this installation to call a service lies wrapped under the secret outside the database.
-- Locks: signing.key_access for a moment (columns with constant defaults, one update of few rows). Way forward if wrong: a later
-- migration; a key is linked again.

alter table signing.key_access
  add column lies text not null default 'HERE' check (lies in ('HERE', 'TOKEN', 'REMOTE', 'DESK')),
  add column asks text[] not null default '{pin}' check (asks <@ array['pin', 'otp']);
update signing.key_access set lies = 'TOKEN' where on_token;
grant update (lies, asks) on signing.key_access to lt_app;

-- Services of remote signing that the administrator of the system named. One that is removed opens no key any more.
create table signing.remote_service (
  id uuid primary key default app.uuid7(),
  name text not null check (length(name) between 1 and 200),
  -- Encrypted beyond this machine: PINs go there.
  address text not null check (address ~ '^(https://|http://(localhost|127(\.\d{1,3}){3}|\[::1\])[:/])' and length(address) <= 500),
  oauth text check (oauth ~ '^(https://|http://(localhost|127(\.\d{1,3}){3}|\[::1\])[:/])' and length(oauth) <= 500),
  client_id text not null check (length(client_id) between 1 and 200),
  client_secret bytea not null,
  set_by uuid not null references organisation.person,
  set_at timestamptz not null default app.now(),
  removed_at timestamptz
);
create unique index remote_service_current on signing.remote_service (address) where removed_at is null;
grant select, insert on signing.remote_service to lt_app;
grant update (name, oauth, client_id, client_secret, set_by, set_at, removed_at) on signing.remote_service to lt_app;
