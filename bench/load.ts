import type { Client } from 'pg'

/** Agencies of the bench, each with one clerk, a book out and a book in. */
export const agencies = 40
export const recipients = 20

const organisation = `
  with made as (
    insert into organisation.agency (id, name, short_name, symbol, organ_id, level, kind, place)
    select app.uuid7(), 'Cơ quan đo ' || n, 'CQ ' || n, 'CQ' || n, 'B98.' || n, 'PROVINCE', 'STATE', 'Thanh Giang' from generate_series(1, $1::int) n
    returning id, symbol
  ),
  people as (
    insert into organisation.person (id, full_name, sort_key) select app.uuid7(), 'Người đo ' || symbol, symbol from made returning id, sort_key
  ),
  posts as (
    insert into organisation.post (person, agency, position, roles)
    select p.id, m.id, 'Văn thư', '{recordsClerk}' from made m join people p on p.sort_key = m.symbol
  )
  insert into documents.book (agency, direction, name) select id, d, 'Sổ đo ' || d from made, (values ('OUT'), ('IN')) v(d)`

const file = `
  insert into platform.blob (sha256, size, media_type, content)
  select encode(sha256(c), 'hex'), octet_length(c), 'application/pdf', c from (select convert_to(repeat('x', 20000), 'UTF8') as c) f on conflict do nothing`

/** $1 agencies from which, $2 documents of each, $3 state. Number, date and file are there from SEALED on. */
const documents = `
  with desk as (
    select a.id as agency, a.symbol, p.id as post, b.id as book, row_number() over (order by a.id) as place
    from organisation.agency a join organisation.post p on p.agency = a.id join documents.book b on b.agency = a.id and b.direction = 'OUT'
    where a.organ_id like 'B98.%'
  )
  insert into documents.outgoing (agency, state, kind, subject, subject_folded, drafter, signer, signed_at, signed_by, code_notation,
    book, year, code_number, promulgation_date, numbered_at)
  select d.agency, $3::text, 'OFFICIAL_LETTER', 'về việc đo tốc độ phát hành văn bản số ' || n, 've viec do toc do phat hanh van ban so ' || n,
    d.post, d.post, app.now(), 'digital', d.symbol || case $3::text when 'SIGNED' then '-N' else '' end, s.book, s.year, s.number, s.on, s.at
  from desk d, generate_series(1, $2::int) n, lateral (
    select case when numbered then d.book end as book, case when numbered then 2026 end as year, case when numbered then n end as number,
      case when numbered then app.today() end as on, case when numbered then app.now() end as at
    from (select $3::text = 'SEALED' as numbered) x) s
  where d.place <= $1::int`

const files = `
  insert into documents.outgoing_file (outgoing, agency, role, name, sha256, media_type, size)
  select o.id, o.agency, 'SEALED', 'van-ban.pdf', b.sha256, b.media_type, b.size
  from documents.outgoing o, (select * from platform.blob where size = 20000 limit 1) b
  where o.state = 'SEALED' and o.subject like 'về việc đo%'`

const addressed = `
  with others as (select id, name, row_number() over (order by id) as place from organisation.agency where organ_id like 'B98.%')
  insert into documents.outgoing_recipient (outgoing, agency, ordinal, recipient_kind, recipient_agency, recipient_name)
  select o.id, o.agency, r.ordinal, 'AGENCY', r.id, r.name
  from documents.outgoing o
  cross join lateral (select x.id, x.name, row_number() over (order by x.place) - 1 as ordinal from others x where x.id <> o.agency limit $1::int) r
  where o.subject like 'về việc đo%' and not exists (select from documents.outgoing_recipient y where y.outgoing = o.id)`

export async function loadOrganisation(client: Client): Promise<void> {
  await client.query(organisation, [agencies])
  await client.query(file)
}

/** Documents of the first `from` agencies, `each` of them, waiting to be released (SEALED) or numbered (SIGNED). */
export async function loadDocuments(client: Client, state: 'SEALED' | 'SIGNED', { from, each }: { from: number; each: number }) {
  await client.query(documents, [from, each, state])
  await client.query(files)
  await client.query(addressed, [recipients])
  await client.query('analyze')
}
