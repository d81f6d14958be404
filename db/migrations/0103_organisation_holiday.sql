-- Why: the province's administrator keeps the days off of a year: confirms what is proposed, adds what the yearly notice says,
-- strikes a day that came with the program, and says when the year is whole (issue of the spine section 3, deadlines in working
-- time with the calendar as data).
-- Locks: short, adds columns without rewriting; a new table. Way forward if wrong: a later migration.

alter table organisation.holiday
  -- The day is worked as usual, whatever the program's own table says.
  add column withdrawn boolean not null default false,
  add column changed_by uuid references organisation.person,
  add column changed_at timestamptz not null default app.now(),
  add check (name is nfc normalized and name <> ''),
  add check (basis is nfc normalized and basis <> '');

create table organisation.holiday_year (
  year int primary key check (year between 2000 and 2999),
  basis text not null check (basis is nfc normalized and basis <> ''),
  confirmed_by uuid not null references organisation.person,
  confirmed_at timestamptz not null default app.now()
);
grant select on organisation.holiday_year to lt_app, lt_crossing, lt_search, lt_statistics;
grant insert, update on organisation.holiday_year to lt_app;
