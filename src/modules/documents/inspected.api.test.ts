import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '#kernel/vietnamese.ts'
import { InspectionForm, openInspection } from '#organisation'
import { type Desk, openDesk } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { apiOver, type Call } from './api.testing.ts'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'
import { remark } from './incoming/direct.ts'
import { incomingPage } from './incoming/incoming.load.ts'
import { openedIn } from './inspected/inspected.ts'
import { comment } from './outgoing/circuit/comment.ts'
import { outgoingPage } from './outgoing/outgoing.load.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>
beforeAll(async () => {
  province = await testProvince()
  ;({ call, close } = await apiOver(province))
})
afterAll(async () => {
  await close()
  await province.close()
})

const inspector = 'nghia.dangtrong'
/** The inspector as a session would have him now. */
async function sitting() {
  const actor = province.actor(inspector)
  const { rows } = await province
    .as(inspector)
    .work(({ tx }) => sql<{ mandate: string[] }>`select organisation.mandate(${actor.post}) as mandate`.execute(tx))
  return province.deskOf({ ...actor, agencies: [actor.agency, ...(rows[0]?.mandate ?? [])] })
}
const missing = expect.objectContaining({ code: 'not-found' })

test('an inspector reads nothing of another agency until an inspection is opened, then reads, changes nothing, and it is seen', async () => {
  const draft = await call<{ id: string }>(
    'anh.nguyenthi',
    'POST',
    '/outgoing',
    draftFor(province, ['H99'], { subject: 'về việc được thanh tra' }),
  )
  const { id } = draft.body
  const entry = {
    kind: 'OFFICIAL_LETTER',
    issuingAgency: 'Bộ Thử',
    codeNumber: '31',
    codeNotation: 'BT-VP',
    subject: 'giấy được thanh tra',
  }
  const arrival = (await call<{ id: string }>('na.lethu', 'POST', '/incoming', entry)).body.id
  await expect((await sitting()).work((work) => outgoingPage(work, id))).rejects.toEqual(missing)
  await expect(incomingPage(await sitting(), arrival)).rejects.toEqual(missing)

  const pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
  const administrator = openDesk(pool, { ...province.actor('hoa.dothi'), roles: ['systemAdmin'] })
  const today = dayOf(new Date())
  const days = { decidedOn: today, firstDay: today, lastDay: addDays(today, 10) }
  await administrator.work((work) =>
    openInspection(
      work,
      InspectionForm.parse({
        post: province.actor(inspector).post,
        agencies: [province.agency('H99.11')],
        decision: '7/QĐ-UBND',
        ...days,
      }),
    ),
  )
  await pool.destroy()

  const desk = await sitting()
  const shown = await desk.work((work) => outgoingPage(work, id))
  expect(shown).toMatchObject({ doc: { subject: 'về việc được thanh tra' }, steps: [], mayComment: false })
  expect(await incomingPage(desk, arrival)).toMatchObject({ doc: { subject: 'giấy được thanh tra' }, steps: [] })
  await expect(desk.work((work) => comment(work, id, 'sửa đi'))).rejects.toMatchObject({
    code: expect.stringMatching(/not-(allowed|found)/),
  })
  await expect(desk.work((work) => remark(work, arrival, 'sửa đi'))).rejects.toEqual(
    expect.objectContaining({ code: 'not-allowed' }),
  )

  const clerk = province.as('na.lethu')
  const { rows } = await clerk.work(({ tx }) =>
    sql<{ about: string }>`select about from organisation.inspection_reading order by about`.execute(tx),
  )
  expect(rows.map(({ about }) => about)).toEqual([id, arrival].toSorted())
  // The inspected agency reads what was opened by number and subject; who may not read them learns neither.
  const inspection = (await clerk.work(({ tx }) => sql<{ id: string }>`select id from organisation.inspection`.execute(tx)))
    .rows[0]
  const subjects = async (opener: Desk) =>
    (await opener.work((work) => openedIn(work, inspection?.id ?? ''))).map((one) => one.named?.subject ?? null).toSorted()
  expect(await subjects(clerk)).toEqual(['Giấy được thanh tra', 'Về việc được thanh tra'])
  expect(await subjects(desk)).toEqual(['Giấy được thanh tra', 'Về việc được thanh tra'])
  expect(await subjects(province.deskOf({ ...province.actor('hoa.dothi'), roles: ['systemAdmin'] }))).toEqual([null, null])
  await expect(subjects(province.as('anh.nguyenthi'))).rejects.toEqual(missing)
  // Agencies beside are not opened by it.
  const other = await call<{ id: string }>('hoa.dothi', 'POST', '/incoming', { ...entry, codeNumber: '32' })
  const health = { ...desk.actor, agencies: [...desk.actor.agencies, province.agency('H99.12')] }
  expect(other.status).toBe(201)
  const beside = (
    await province.as('kim.hoangthi').work(({ tx }) => sql<{ id: string }>`select id from documents.incoming limit 1`.execute(tx))
  ).rows
  for (const one of beside) await expect(incomingPage(province.deskOf(health), one.id)).rejects.toEqual(missing)
})
