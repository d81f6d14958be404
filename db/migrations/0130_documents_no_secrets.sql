-- Why: state secrets never enter (DESIGN 5.4; Luật Bảo vệ bí mật nhà nước): the code refuses a line that is a grade of secret and
-- explains, here the database refuses it again in every column that holds words of a document, whatever the door.
-- Locks: short; rows that are there are not read (not valid), new and changed ones are. Way forward if wrong: drop the constraint of
-- that table in a later migration.

-- True when a line consists of a grade and nothing else, as the stamp stands on paper. "bảo mật", "mật độ", "CHẾ ĐỘ MẬT" are none.
create function documents.bears_stamp(p_text text) returns boolean language sql immutable parallel safe
return normalize(p_text, NFC) ~
  '(^|[\n\r])[\s\u00a0\u3000.:*_–—|()\[\]-]*(TUYỆT[\s\u00a0]+MẬT|TỐI[\s\u00a0]+MẬT|MẬT)[\s\u00a0\u3000.:*_–—|()\[\]-]*($|[\n\r])';

-- The same for the structured text of a draft, paragraph by paragraph, however its words are cut into runs.
create function documents.content_bears_stamp(p_content jsonb) returns boolean language sql immutable parallel safe set search_path = '' as $$
  select case when normalize(p_content::text, NFC) ~ '[Ậ\u0302\u0323]' then exists (
    select from jsonb_path_query(p_content, '$.**?(@.content[*].type == "text")') piece
    where documents.bears_stamp((select string_agg(run ->> 'text', '' order by at) from jsonb_array_elements(piece -> 'content') with ordinality r(run, at)))
  ) else false end
$$;

do $$
declare
  v_table text;
  v_column text;
  v_words text[];
begin
  foreach v_words slice 1 in array array[
    ['book', 'name'], ['book_year', 'opening_reason'], ['number', 'reason void_reason'],
    ['outgoing', 'subject addressees places hand_signer code_notation recall_reason ended_reason'],
    ['outgoing_version', 'subject'], ['outgoing_file', 'name'], ['outgoing_recipient', 'recipient_name paper_basis'],
    ['outgoing_related', 'title'], ['outgoing_comment', 'body'], ['outgoing_history', 'reason'], ['review_step', 'comment'],
    ['delivery', 'recipient_name paper_basis failure refusal_reason recall_reason recall_answer_reason paper_recalled_by'],
    ['incoming', 'issuing_agency code_number code_notation subject signer_name signer_position outcome refusal_reason recall_reason '
      || 'recall_answer_reason duplicate_reason replaced_by_symbol'],
    ['incoming_file', 'name'], ['incoming_history', 'reason'], ['directive_note', 'body'], ['phrase', 'body'],
    ['assignment', 'report reason'], ['extension', 'reason answer_reason'], ['inside_reading', 'outcome']
  ] loop
    v_table := v_words[1];
    foreach v_column in array string_to_array(v_words[2], ' ') loop
      execute format('alter table documents.%I add constraint %I check (not documents.bears_stamp(%s)) not valid', v_table,
        v_table || '_' || v_column || '_no_secret',
        case when v_column in ('addressees', 'places') then format('array_to_string(%I, E''\n'')', v_column)
          when v_table in ('outgoing_file', 'incoming_file') then format('regexp_replace(%I, ''\.[^.]+$'', '''')', v_column)
          else format('%I', v_column) end);
    end loop;
  end loop;
end $$;

create function documents.refuse_secret_content() returns trigger language plpgsql set search_path = '' as $$
begin
  if documents.content_bears_stamp(new.content) then
    raise exception 'a line of the text is a grade of state secret' using errcode = 'LT004';
  end if;
  return new;
end $$;
create trigger outgoing_content_no_secret before insert or update of content on documents.outgoing
  for each row execute function documents.refuse_secret_content();
create trigger outgoing_version_content_no_secret before insert or update of content on documents.outgoing_version
  for each row execute function documents.refuse_secret_content();
