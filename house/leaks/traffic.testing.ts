import pg from 'pg'
import { approve, create, direct, issue, register, sign, submit } from '#documents'
import type { Actor, Role } from '#kernel/actor.ts'
import { draftFor, type TestProvince } from '../../src/modules/documents/documents.testing.ts'

const pin = '12345678'
/** Stands in every subject of the agency that is spied on, and nowhere else. */
export const marker = 'dấu vết mồ côi 7731'

type Steps = { ordinal: number; post: string; task: 'REVIEW' }[]

/** What one agency (Sở Tài chính) holds of every kind, by the name of the kind; identifiers. */
export type Traffic = { documents: string[]; ids: Readonly<Record<string, string[]>> }

async function outgoings(province: TestProvince): Promise<string[]> {
  const drafter = province.as('anh.nguyenthi')
  const head = province.as('toan.phamduc')
  const begin = (over: object = {}) =>
    drafter.work((work) => create(work, draftFor(province, ['H99'], { subject: `báo cáo ${marker}`, ...over })))
  const asked = async (id: string, steps: Steps = []) => drafter.work((work) => submit(work, id, { steps }))
  const review = { ordinal: 1, post: head.actor.post, task: 'REVIEW' as const }
  const [draft, reviewing, toSign, signed, issued] = [await begin(), await begin(), await begin(), await begin(), await begin()]
  const inside = await begin({
    internal: true,
    numbered: false,
    recipients: [
      recipient('DIVISION', province.actor('hien.luongthe').division),
      recipient('PERSON', province.actor('yen.vuhai').post),
    ],
  })
  await asked(reviewing, [review])
  for (const id of [toSign, signed, issued]) {
    await asked(id, [review])
    await head.work((work) => approve(work, id, ''))
  }
  await asked(inside)
  await sign(province.as('an.levan'), [signed, issued, inside], pin)
  await issue(province.as('na.lethu'), [issued, inside], pin)
  return [draft, reviewing, toSign, signed, issued, inside]
}

const recipient = (recipientKind: 'DIVISION' | 'PERSON', id: string | null) => ({
  recipientKind,
  recipient: id,
  recipientName: 'Trong cơ quan',
  purpose: 'INFORMATION' as const,
  mode: 'ELECTRONIC' as const,
  paperCopies: 0,
  paperBasis: null,
  paperBasisCode: null,
  channel: 'EOFFICE' as const,
})

async function incomings(province: TestProvince, owner: pg.Client): Promise<void> {
  const drafter = province.as('duong.buitung')
  const made: string[] = []
  for (let at = 0; at < 3; at += 1) {
    const form = draftFor(province, ['H99.11'], { signer: province.actor('minh.tranquang').post, subject: `giao ${marker}` })
    const id = await drafter.work((work) => create(work, form))
    await drafter.work((work) => submit(work, id, { steps: [] }))
    made.push(id)
  }
  await sign(province.as('minh.tranquang'), made, pin)
  await issue(province.as('hoa.dothi'), made, pin)
  const { rows } = await owner.query<{ id: string }>(`select id from documents.incoming where agency = $1 order by id`, [
    province.agency('H99.11'),
  ])
  const clerk = province.as('na.lethu')
  const leader = province.as('an.levan')
  for (const { id } of rows.slice(1)) await clerk.work((work) => register(work, id, { submitTo: leader.actor.post }))
  const division = province.actor('toan.phamduc').division
  const assignments = [
    { role: 'LEAD' as const, division, post: null },
    { role: 'FOR_INFORMATION' as const, division: null, post: province.actor('lam.tadinh').post },
  ]
  const last = rows.at(-1)?.id ?? ''
  await leader.work((work) => direct(work, last, { body: 'Giao Phòng', dueOn: null, assignments }))
}

const everything: Readonly<Record<string, string>> = {
  outgoing: 'select id from documents.outgoing where agency = $1',
  incoming: 'select id from documents.incoming where agency = $1',
  delivery: 'select id from documents.delivery where agency = $1',
  assignment: 'select id from documents.assignment where agency = $1',
  file: 'select id from documents.outgoing_file where agency = $1 union all select id from documents.incoming_file where agency = $1',
  key: 'select id from signing.key where agency = $1',
  book: 'select id from documents.book where agency = $1',
  comment: 'select id from documents.outgoing_comment where agency = $1',
}

/** Documents of Sở Tài chính in every state, outgoing, inside and incoming, made by the product's own acts. */
export async function traffic(province: TestProvince): Promise<Traffic> {
  const owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  try {
    await outgoings(province)
    await incomings(province, owner)
    const ids: Record<string, string[]> = {}
    for (const [kind, sql] of Object.entries(everything)) {
      const { rows } = await owner.query<{ id: string }>(`${sql} order by 1`, [province.agency('H99.11')])
      ids[kind] = rows.map((row) => row.id)
    }
    return { documents: [...(ids.outgoing ?? []), ...(ids.incoming ?? [])], ids }
  } finally {
    await owner.end()
  }
}

/** Somebody who exists, in one other role. */
export const inRole = (actor: Actor, role: Role): Actor => ({ ...actor, roles: [role] })
