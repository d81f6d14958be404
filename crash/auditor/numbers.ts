import { byQuery, type Check } from './check.ts'

/** Numbers of a book in a year: 1..n from its opening, each to one document, dates never falling (NĐ 30 art. 15; DESIGN 5.1). */
export const numbers: readonly Check[] = [
  byQuery(
    'a gap in a book',
    `select format('book %s of %s: %s numbers from %s, highest %s', book, year, count(*), min(opening), max(number)) as fault
     from documents.number where suffix = '' group by book, year
     having count(*) <> max(number) - min(opening) + 1 or min(number) <> min(opening) or count(distinct opening) > 1`,
  ),
  byQuery(
    'a number given twice',
    `select format('book %s of %s: %s%s given %s times', book, year, number, suffix, count(*)) as fault
     from documents.number group by book, year, number, suffix having count(*) > 1`,
  ),
  byQuery(
    'a document with two numbers',
    `select format('document %s has %s numbers', document, count(*)) as fault
     from documents.number group by document having count(*) > 1`,
  ),
  byQuery(
    'a counter that does not stand behind its last number',
    `select format('book %s of %s: next %s, highest given %s', y.book, y.year, y.next, n.highest) as fault
     from documents.book_year y
     left join (select book, year, max(number) as highest from documents.number where suffix = '' group by book, year) n
       on n.book = y.book and n.year = y.year
     where y.next <> coalesce(n.highest + 1, y.opening)`,
  ),
  byQuery(
    'a date that falls along a book',
    `select format('book %s of %s: number %s of %s after %s', book, year, number, given_on, before) as fault
     from (select book, year, number, given_on, lag(given_on) over (partition by book, year order by number) as before
       from documents.number where suffix = '') x
     where given_on < before or extract(year from given_on) <> year`,
  ),
  byQuery(
    'a number that its document does not bear, or a document whose number is in no book',
    `select format('number %s of book %s is of %s, which bears %s', n.number, n.book, n.document, coalesce(o.code_number, i.arrival_number)) as fault
     from documents.number n
     left join documents.outgoing o on o.id = n.document
     left join documents.incoming i on i.id = n.document
     where not (n.kind = 'RESERVED' and n.bound_at is null) and (n.number, n.book, n.year, n.given_on) is distinct from
       (coalesce(o.code_number, i.arrival_number), coalesce(o.book, i.book), coalesce(o.year, i.year),
        coalesce(case when o.id is not null then o.promulgation_date end, i.arrival_date))
     union all
     select format('document %s bears %s without a row in its book', d.id, d.number)
     from (select id, code_number as number from documents.outgoing union all select id, arrival_number from documents.incoming) d
     where d.number is not null and not exists (select from documents.number n where n.document = d.id)`,
  ),
]
