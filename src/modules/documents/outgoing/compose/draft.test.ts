import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFrom } from '#kernel/content.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { kinds } from '../../kinds/kind.sql.ts'
import { watched } from '../../watch.ts'
import { read } from '../outgoing.sql.ts'
import { view } from '../view.sql.ts'
import { begin, create, save } from './draft.ts'
import { versionText } from './version.sql.ts'

let province: TestProvince
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const drafter = () => province.as('anh.nguyenthi')

test('a new draft sent twice is one draft, and the second sending is kept', async () => {
  const draftKey = randomUUID()
  const first = await drafter().work((work) => begin(work, draftFor(province, ['H99'], { draftKey })))
  const second = await drafter().work((work) => begin(work, draftFor(province, ['H99'], { draftKey, subject: 'gõ thêm' })))
  expect(second).toMatchObject({ id: first.id, version: 2 })
  expect((await drafter().work((work) => read(work, first.id))).subject).toBe('gõ thêm')
  // Once somebody saved beyond what the lost answer said, nothing is overwritten.
  await expect(drafter().work((work) => begin(work, draftFor(province, ['H99'], { draftKey })))).rejects.toMatchObject({
    code: 'changed-meanwhile',
  })
  // The key of another's draft opens nothing.
  const other = province.as('toan.phamduc').work((work) => begin(work, draftFor(province, ['H99'], { draftKey })))
  await expect(other).rejects.toMatchObject({ code: 'not-allowed' })
  const stranger = province
    .as('thinh.ngohuu')
    .work((work) => begin(work, draftFor(province, ['H99.13'], { draftKey, signer: null })))
  await expect(stranger).resolves.not.toMatchObject({ id: first.id })
})

test('every kind of the decree can be drafted, those with the longest codes too', async () => {
  const all = await drafter().work(({ tx }) => kinds(tx))
  for (const { code } of all.filter(({ outgoing }) => outgoing)) {
    const id = await drafter().work((work) => create(work, draftFor(province, ['H99'], { kind: code })))
    expect((await drafter().work((work) => read(work, id))).kind).toBe(code)
  }
})

test('a new draft sent several times at once is one draft, and no sending ends in a fault', async () => {
  const form = draftFor(province, ['H99'], { draftKey: randomUUID() })
  const sent = await Promise.allSettled(Array.from({ length: 4 }, () => drafter().work((work) => begin(work, form))))
  const kept = sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
  expect(new Set(kept).size).toBe(1)
  for (const one of sent) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'changed-meanwhile' })
})

test('two who save: the second is refused with the version now stored, and both texts stay', async () => {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const mine = draftFor(province, ['H99'], { version: 1, content: contentFrom('Bản của tôi') })
  await drafter().work((work) => save(work, id, { ...mine, content: contentFrom('Bản của người kia') }))
  await expect(drafter().work((work) => save(work, id, mine))).rejects.toMatchObject({ code: 'changed-meanwhile', about: '2' })
  const stored = await drafter().work((work) => read(work, id))
  expect(stored.content).toEqual(contentFrom('Bản của người kia'))
})

test('presses keep versions, saves by themselves only when the last one is old or another’s', async () => {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const text = (version: number) => draftFor(province, ['H99'], { version, content: contentFrom(`lần ${version}`) })
  for (const version of [1, 2, 3]) await drafter().work((work) => save(work, id, text(version), 'by-itself'))
  await drafter().work((work) => save(work, id, text(4)))
  const { versions } = await drafter().work((work) => view(work, id))
  expect(versions.map((one) => [one.ordinal, one.version, one.savedBy])).toEqual([
    [1, 1, 'Nguyễn Thị Ánh'],
    [2, 5, 'Nguyễn Thị Ánh'],
  ])
  expect((await drafter().work(({ tx }) => versionText(tx, id, 5))).content).toEqual(contentFrom('lần 4'))
  const later = new Date(Date.now() + 3_600_000).toISOString()
  await province.as('anh.nguyenthi', later).work((work) => save(work, id, text(5), 'by-itself'))
  expect((await drafter().work((work) => view(work, id))).versions).toHaveLength(3)
})

test('only the drafter saves, only a draft; the agency next door does not see it', async () => {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const over = draftFor(province, ['H99'], { version: 1 })
  await expect(province.as('toan.phamduc').work((work) => save(work, id, over))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(province.as('na.lethu').work((work) => save(work, id, over))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(province.as('thinh.ngohuu').work((work) => save(work, id, over))).rejects.toMatchObject({ code: 'not-found' })
})

test('related documents are those that the drafter may read; each stands once', async () => {
  const first = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const one = { kind: 'OUTGOING' as const, id: first, title: 'Dự thảo thứ nhất' }
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'], { related: [one, one] })))
  expect((await drafter().work((work) => view(work, id))).related).toEqual([one])
  const foreign = { ...one, id: randomUUID() }
  const asked = drafter().work((work) => create(work, draftFor(province, ['H99'], { related: [foreign] })))
  await expect(asked).rejects.toMatchObject({ code: 'not-found' })
})

const rowsOf = (table: string) =>
  drafter().work(async ({ tx }) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx)
    return rows[0]?.n ?? 0
  })

test.for([
  ['text', { content: contentFrom('Nội dung\nTỐI MẬT\nhết') }],
  ['table cell', { content: contentFrom('| a | MẬT |') }],
  ['subject', { subject: 'TUYỆT MẬT' }],
  ['addressee', { addressees: ['MẬT'] }],
  ['place', { places: ['Như trên', 'MẬT'] }],
] as const)('a secrecy stamp in the %s: nothing is stored but an audit line without content', async ([door, over]) => {
  const form = draftFor(province, ['H99'], over as Parameters<typeof draftFor>[2])
  const before = [await rowsOf('documents.outgoing'), await rowsOf('documents.outgoing_version')]
  const asked = watched(drafter(), { door: 'outgoing.create' }, (work) => create(work, form))
  await expect(asked).rejects.toMatchObject({ code: 'secret-material' })
  expect([await rowsOf('documents.outgoing'), await rowsOf('documents.outgoing_version')]).toEqual(before)
  expect(door).not.toBe('')
})

test('a stamp typed into a draft leaves the stored text as it was', async () => {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'])))
  const secret = draftFor(province, ['H99'], { version: 1, content: contentFrom('MẬT') })
  const asked = watched(drafter(), { door: 'outgoing.save', about: id }, (work) => save(work, id, secret))
  await expect(asked).rejects.toMatchObject({ code: 'secret-material' })
  expect((await drafter().work((work) => read(work, id))).version).toBe(1)
})

test.for([
  'bảo mật thông tin',
  'mật độ dân số',
  'Bảo vệ bí mật nhà nước',
  'mật',
])('“%s” is a text like any other', async (line) => {
  const form = draftFor(province, ['H99'], { content: contentFrom(`Về việc\n${line}`) })
  await expect(drafter().work((work) => create(work, form))).resolves.toBeTypeOf('string')
})
