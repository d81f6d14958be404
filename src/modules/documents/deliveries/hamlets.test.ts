import { afterAll, beforeAll, expect, test } from 'vitest'
import { AgencyForm, addPerson, foundAgency, NewPersonForm } from '#organisation'
import type { Desk } from '#platform/db/desk.ts'
import { openDesk } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { create, issue, noteOnly, register, sign, submit, tellByHand } from '../index.ts'
import { waitingIn } from '../mywork/waiting.ts'
import { composeChoices } from '../outgoing/compose/choices.ts'
import { view } from '../outgoing/view.sql.ts'
import { hamletDeliveries } from './told.sql.ts'

let province: TestProvince
let hamlets: { id: string; name: string }[]
let head: Desk
let close: () => Promise<void>
const pin = '12345678'

/** Two hamlets of the ward stand in the tree; the first has a head who signs in, the second nobody. */
beforeAll(async () => {
  province = await testProvince()
  const administrator = province.as('bach.huynhgia')
  const ward = province.agency('H99.51')
  const found = (name: string, organId: string) =>
    administrator.work((work) =>
      foundAgency(
        work,
        AgencyForm.parse({
          ...{ name, shortName: name, symbol: 'THON', organId, level: 'HAMLET', kind: 'STATE', place: 'Tân Lập', parent: ward },
          ...{ hasSeal: 'on', reachable: 'on', effectiveFrom: '01/01/2026' },
        }),
      ),
    )
  hamlets = []
  for (const [at, name] of ['Thôn Đông', 'Thôn Tây'].entries()) hamlets.push({ name, id: await found(name, `H99.51.0${at + 1}`) })
  const [first] = hamlets
  const person = await administrator.work((work) =>
    addPerson(
      work,
      NewPersonForm.parse({
        ...{ fullName: 'Lò Văn Páo', agency: first?.id, position: 'Trưởng thôn', roles: ['agencyLeader'], head: 'on' },
        effectiveFrom: '01/01/2026',
      }),
    ),
  )
  const post = await administrator.work(({ tx }) =>
    tx.selectFrom('organisation.post').select(['id', 'person']).where('person', '=', person).executeTakeFirstOrThrow(),
  )
  const pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
  close = () => pool.destroy()
  const id = first?.id ?? ''
  const actor = {
    ...{ person: post.person, name: 'Lò Văn Páo', post: post.id, position: 'Trưởng thôn', agency: id, division: null },
    ...{ roles: ['agencyLeader' as const], agencies: [id], onBehalfOf: null },
  }
  head = openDesk(pool, actor, { vault: province.vault })
})
afterAll(async () => {
  await close()
  await province.close()
})

const clerk = () => province.as('quynh.maingoc')

/** The ward issues a notice to its hamlets as the group of recipients offers them. */
async function told(): Promise<string> {
  const { groups, agencies } = await clerk().work(composeChoices)
  const group = groups.find(({ value }) => value === 'G:hamlets')
  expect(group?.members.toSorted()).toEqual(hamlets.map(({ id }) => `A:${id}`).toSorted())
  const recipients = (group?.members ?? []).map((key) => ({
    ...{
      recipientKind: 'AGENCY',
      recipient: key.slice(2),
      recipientName: agencies.find((one) => one.value === key)?.label ?? '',
    },
    purpose: 'INFORMATION',
  }))
  const leader = province.actor('tuan.dovan').post
  const form = draftFor(province, [], { kind: 'NOTICE', subject: 'lịch phun thuốc phòng dịch', signer: leader })
  const id = await clerk().work((work) => create(work, { ...form, recipients: recipients as typeof form.recipients }))
  await clerk().work((work) => submit(work, id, { steps: [] }))
  expect(await sign(province.as('tuan.dovan'), [id], pin)).toEqual([{ id, refused: null }])
  expect(await issue(clerk(), [id], pin)).toEqual([{ id, refused: null }])
  return id
}

test('what concerns the hamlets goes to them as a group: read on a screen or told by hand, without số đến, inside the commune', async () => {
  const id = await told()
  const sent = await clerk().work((work) => view(work, id))
  expect(sent.deliveries.map(({ state, scope, electronic }) => [state, scope, electronic])).toEqual([
    ['ARRIVED', 'INTERNAL', true],
    ['ARRIVED', 'INTERNAL', true],
  ])

  const [news] = await head.work((work) => waitingIn(work, 'toNote'))
  expect(news).toMatchObject({ subject: 'lịch phun thuốc phòng dịch', from: 'Ủy ban nhân dân phường Tân Lập' })
  const arrival = news?.incoming ?? ''
  await expect(head.work((work) => register(work, arrival, { submitTo: null }))).rejects.toMatchObject({ code: 'not-allowed' })
  await head.work((work) => noteOnly(work, arrival))
  expect(await head.work((work) => waitingIn(work, 'toNote'))).toEqual([])
  await expect(head.work((work) => noteOnly(work, arrival))).rejects.toMatchObject({ code: 'wrong-state' })

  const standing = () => clerk().work(({ tx }) => hamletDeliveries(tx, id))
  const [read, unread] = (await standing()).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
  expect([read?.state, unread?.state]).toEqual(['ACCEPTED', 'ARRIVED'])
  const today = await clerk().work(async ({ clock }) => clock.today)
  const form = { delivery: unread?.id ?? '', on: today, how: 'đọc trên loa truyền thanh' }
  await clerk().work((work) => tellByHand(work, id, form))
  expect((await standing()).find((one) => one.id === unread?.id)).toMatchObject({
    toldOn: today,
    toldHow: 'đọc trên loa truyền thanh',
    state: 'ARRIVED',
  })
})

test('who may not: another agency does not address the hamlet, only the clerk enters what was told, and what was read stays read', async () => {
  const id = await told()
  const made = await clerk().work(({ tx }) => hamletDeliveries(tx, id))
  const [first, second] = made.toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
  const form = { delivery: second?.id ?? '', on: '2026-01-01', how: 'họp thôn' }
  await expect(province.as('tuan.dovan').work((work) => tellByHand(work, id, form))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(province.as('na.lethu').work((work) => tellByHand(work, id, form))).rejects.toMatchObject({ code: 'not-found' })
  await expect(clerk().work((work) => tellByHand(work, id, form))).rejects.toMatchObject({ code: 'bad-input', about: 'on' })
  const today = await clerk().work(async ({ clock }) => clock.today)
  await expect(clerk().work((work) => tellByHand(work, id, { ...form, on: today, how: 'TUYỆT MẬT' }))).rejects.toMatchObject({
    code: 'secret-material',
  })
  const [news] = await head.work((work) => waitingIn(work, 'toNote'))
  await expect(clerk().work((work) => noteOnly(work, news?.incoming ?? ''))).rejects.toMatchObject({ code: 'not-found' })
  await head.work((work) => noteOnly(work, news?.incoming ?? ''))
  const read = { delivery: first?.id ?? '', on: today, how: 'họp thôn' }
  await expect(clerk().work((work) => tellByHand(work, id, read))).rejects.toMatchObject({ code: 'wrong-state' })

  const offered = (await province.as('anh.nguyenthi').work(composeChoices)).agencies.map(({ value }) => value)
  expect(offered).not.toContain(`A:${hamlets[0]?.id}`)
  const foreign = [{ recipientKind: 'AGENCY', recipient: hamlets[0]?.id, recipientName: 'Thôn Đông' }]
  const draft = draftFor(province, [], { recipients: foreign as never })
  await expect(province.as('anh.nguyenthi').work((work) => create(work, draft))).rejects.toMatchObject({ code: 'bad-input' })
})
