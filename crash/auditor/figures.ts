import { byQuery, type Check } from './check.ts'

const truth = `
  select o.agency, count(distinct d.outgoing) as documents, count(*) as sent,
    count(*) filter (where d.electronic and d.paper_copies = 0) as electronic, count(*) filter (where not d.electronic) as paper
  from documents.delivery d join documents.outgoing o on o.id = d.outgoing
  where o.state <> 'RECALLED' and d.state not in ('RECALLED', 'FAILED', 'WAITING') group by o.agency`

/** The report, which is the roll-up and the differences not folded yet, says what a plain count of the deliveries says (DESIGN 5.11). */
export const figures: readonly Check[] = [
  byQuery(
    'a report that is not what a recount gives',
    `select format('agency %s: report %s, recount %s', coalesce(t.agency, r.agency), r, t) as fault
     from (${truth}) t
     full join (
       select agency, sum(documents) as documents, sum(sent_e + sent_h + sent_p) as sent, sum(sent_e) as electronic, sum(sent_p) as paper
       from (select agency, scope, documents, sent_e, sent_h, sent_p from statistics.rollup
         union all select agency, scope, documents, sent_e, sent_h, sent_p from statistics.delta) x
       where scope = 'ALL' group by agency
     ) r on r.agency = t.agency
     where (t.documents, t.sent, t.electronic, t.paper) is distinct from (r.documents, r.sent, r.electronic, r.paper)
       and coalesce(t.sent, 0) + coalesce(r.sent, 0) > 0`,
  ),
  byQuery(
    'a sheet that is not the sum of its differences',
    `select format('sheet %s %s: %s documents, differences give %s', c.identity, c.scope, c.documents, d.documents) as fault
     from statistics.counted c
     left join (select identity, scope, sum(documents) as documents, sum(sent_e + sent_h + sent_p) as sent from (
         select identity, scope, documents, sent_e, sent_h, sent_p from statistics.delta
         union all select identity, scope, documents, sent_e, sent_h, sent_p from statistics.delta_history) x group by identity, scope) d
       on d.identity = c.identity and d.scope = c.scope
     where (c.documents, c.sent_e + c.sent_h + c.sent_p) is distinct from (d.documents, d.sent)`,
  ),
]
