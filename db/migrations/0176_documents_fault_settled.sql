-- Why: a delivery that was refused for good reason ("gửi sai nơi nhận") needs no paper: the clerk says how it was settled and it
-- leaves the list of what is wrong. Its state and every figure stay what they are..
-- Locks: two columns' constraints on a table without reading its rows. Way forward if wrong: a later migration.

alter table documents.delivery add column settled_on date, add column settled_how text,
  add column settled_by uuid references organisation.post;
alter table documents.delivery add constraint delivery_settled check (
  num_nonnulls(settled_on, settled_how, settled_by) in (0, 3) and (settled_how is null or settled_how <> '')
) not valid;
alter table documents.delivery add constraint delivery_settled_how_no_secret check (not documents.bears_stamp(settled_how)) not valid;
create index delivery_settled_by on documents.delivery (settled_by) where settled_by is not null;
grant update (settled_on, settled_how, settled_by) on documents.delivery to lt_app;
