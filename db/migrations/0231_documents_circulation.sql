-- Why: a document may say how far it goes: "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ" (NĐ 30/2020 art. 8.3, annex I, III.2c). The drafter
-- chooses it, and it is printed in a frame; it is no grade of state secrets and hides nothing.
-- Locks: documents.outgoing for a moment (a column with a constant default rewrites nothing). Way forward if wrong: drop the column.
alter table documents.outgoing add column circulation text not null default 'NONE'
  constraint outgoing_circulation_known check (circulation in ('NONE', 'RETURN', 'INTERNAL'));
