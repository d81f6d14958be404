import { byQuery, type Check } from './check.ts'

/** The steps of DESIGN 6, written down a second time on purpose. */
const outgoing: Readonly<Record<string, string>> = {
  '': 'DRAFT',
  DRAFT: 'REVIEWING TO_SIGN CANCELLED',
  REVIEWING: 'REVIEWING RETURNED TO_SIGN DRAFT',
  RETURNED: 'REVIEWING TO_SIGN CANCELLED DRAFT',
  TO_SIGN: 'RETURNED REVIEWING SIGNED',
  SIGNED: 'RETURNED NUMBERED ISSUED',
  NUMBERED: 'SEALED VOIDED',
  SEALED: 'ISSUED VOIDED',
  ISSUED: 'RECALL_REQUESTED REPLACED',
  RECALL_REQUESTED: 'RECALLED ISSUED',
}
const incoming: Readonly<Record<string, string>> = {
  '': 'ARRIVED REGISTERED',
  ARRIVED: 'REFUSED REGISTERED RECALLED',
  REGISTERED: 'TO_DIRECT ASSIGNED REFUSED NOTED VOIDED RECALLED',
  TO_DIRECT: 'ASSIGNED REFUSED NOTED VOIDED RECALLED',
  ASSIGNED: 'ASSIGNED IN_PROGRESS FINISHED RECALLED',
  IN_PROGRESS: 'ASSIGNED FINISHED RECALLED',
}

const allowed = (life: Readonly<Record<string, string>>) =>
  Object.entries(life)
    .flatMap(([from, to]) => to.split(' ').map((one) => `('${from}', '${one}')`))
    .join(', ')

/** Each step begins where the one before ended, every step is allowed, and the document stands where its last step led. */
const stepwise = (noun: 'outgoing' | 'incoming', life: Readonly<Record<string, string>>): Check[] => [
  byQuery(
    `a step of an ${noun} document that the law of its life does not know`,
    `select format('%s: %s from %s to %s', ${noun}, step, from_state, to_state) as fault from documents.${noun}_history
     where (coalesce(from_state, ''), to_state) not in (${allowed(life)})`,
  ),
  byQuery(
    `an ${noun} document that does not stand where its steps led`,
    `select format('%s: step %s from %s after %s', ${noun}, step, from_state, before) as fault
     from (select *, lag(to_state) over (partition by ${noun} order by id) as before from documents.${noun}_history) h
     where before is not null and before is distinct from from_state
     union all
     select format('%s is %s, its last step led to %s', d.id, d.state, h.to_state)
     from documents.${noun} d
     left join lateral (select to_state from documents.${noun}_history h where h.${noun} = d.id order by id desc limit 1) h on true
     where h.to_state is distinct from d.state and not (h.to_state is null and d.state = 'DRAFT')`,
  ),
]

export const lives: readonly Check[] = [
  ...stepwise('outgoing', outgoing),
  ...stepwise('incoming', incoming),
  byQuery(
    'a sealed document without its sealed file',
    `select format('document %s is %s', o.id, o.state) as fault from documents.outgoing o
     where o.state in ('SEALED', 'ISSUED') and o.numbered and 1 <> (
       select count(*) from documents.outgoing_file f join platform.blob b on b.sha256 = f.sha256
       where f.outgoing = o.id and f.role in ('SEALED', 'SCAN') and f.withdrawn_at is null)`,
  ),
]
