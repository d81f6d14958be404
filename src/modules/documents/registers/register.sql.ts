import { sql } from 'kysely'
import type { Tx } from '#platform/db/desk.ts'
import type { IncomingEntry, OutgoingEntry } from './register.ts'

export type Period = { from: string; to: string }

/** At most so many lines in one print; a longer period is printed in parts, and the print says where it stops. */
export const mostLines = 5000

/** A period of a book, and how many of its numbers at most. */
type Wanted = Period & { most: number }

/** The numbers that a book gave in a period, in their order, voided and held ones too. */
export async function outgoingEntries(tx: Tx, book: string, { from, to, most }: Wanted): Promise<OutgoingEntry[]> {
  const { rows } = await sql<OutgoingEntry>`
    select n.number, n.suffix, o.code_notation as notation, n.given_on as "givenOn", k.name as "kindName", o.subject,
      coalesce(o.hand_signer, p.full_name) as signer, coalesce(dv.name, '') as keeper,
      array(select r.recipient_name from documents.outgoing_recipient r where r.outgoing = o.id order by r.ordinal) as recipients,
      coalesce((select sum(d.paper_copies)::int from documents.delivery d where d.outgoing = o.id), 0) as copies,
      (o.issued_at at time zone 'Asia/Ho_Chi_Minh')::date as "sentOn", n.voided_at is not null as voided,
      array_remove(array[
        case n.kind when 'INSERTED' then 'Chèn số: ' || n.reason when 'RESERVED' then 'Giữ số: ' || n.reason end,
        case when n.voided_at is not null then 'Hủy số: ' || n.void_reason end,
        case o.state when 'RECALLED' then 'Đã thu hồi' when 'REPLACED' then 'Đã thay thế' when 'RECALL_REQUESTED' then 'Đang thu hồi' end
      ], null) as remarks
    from documents.number n
    left join documents.outgoing o on o.id = n.document
    left join documents.kind k on k.code = o.kind
    left join organisation.post s on s.id = o.signer
    left join organisation.person p on p.id = s.person
    left join organisation.division dv on dv.id = o.division
    where n.book = ${book} and n.given_on between ${from} and ${to}
    order by n.year, n.number, n.suffix limit ${most}`.execute(tx)
  return rows
}

/** The số đến that a book gave in a period, in their order, voided ones too. */
export async function incomingEntries(tx: Tx, book: string, { from, to, most }: Wanted): Promise<IncomingEntry[]> {
  const { rows } = await sql<IncomingEntry>`
    select n.given_on as "arrivedOn", n.number, i.issuing_agency as author,
      nullif(concat_ws('/', nullif(i.code_number, ''), nullif(i.code_notation, '')), '') as symbol,
      i.promulgation_date as "issuedOn", k.name as "kindName", i.subject, n.voided_at is not null as voided,
      (select string_agg(coalesce(dv.name, p.full_name), '; ' order by a.id)
        from documents.assignment a left join organisation.division dv on dv.id = a.division
        left join organisation.post po on po.id = a.post left join organisation.person p on p.id = po.person
        where a.incoming = i.id and a.parent is null and a.role = 'LEAD') as receiver,
      (select min((a.given_at at time zone 'Asia/Ho_Chi_Minh')::date) from documents.assignment a where a.incoming = i.id) as "passedOn",
      array_remove(array[
        case when n.voided_at is not null then 'Hủy số đến: ' || n.void_reason end,
        case i.state when 'RECALLED' then 'Đã thu hồi' when 'REFUSED' then 'Đã trả lại' end,
        case when i.replaced_by_symbol is not null then 'Thay thế bởi ' || i.replaced_by_symbol end
      ], null) as remarks
    from documents.number n
    left join documents.incoming i on i.id = n.document
    left join documents.kind k on k.code = i.kind
    where n.book = ${book} and n.given_on between ${from} and ${to}
    order by n.year, n.number, n.suffix limit ${most}`.execute(tx)
  return rows
}
