-- Why: introductions and leave permits have layouts of their own (NĐ 30/2020, phụ lục III, mẫu 1.8 and 1.10).
-- Locks: two rows of a small catalogue. Way forward if wrong: a later migration.

update documents.kind set template = 'introduction' where code = 'LETTER_OF_INTRODUCTION' and template = 'named';
update documents.kind set template = 'leave' where code = 'LEAVE_PERMIT' and template = 'named';
