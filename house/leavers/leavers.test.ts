import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorkOf, propose } from '#documents'
import { type Actor, visitor } from '#kernel/actor.ts'
import { openSession } from '#organisation'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestProvince, testProvince } from '../../src/modules/documents/documents.testing.ts'
import { documentsModule } from '../../src/modules/documents/module.ts'
import { boxCounts } from '../../src/modules/documents/mywork/boxes.sql.ts'
import { waitingIn } from '../../src/modules/documents/mywork/waiting.ts'
import { sessionActor } from '../../src/modules/organisation/accounts/session.ts'
import { signingModule } from '../../src/modules/signing/module.ts'
import { type Served, served } from '../leaks/served.testing.ts'
import { traffic } from '../leaks/traffic.testing.ts'

let province: TestProvince
let site: Served
let owner: pg.Client

beforeAll(async () => {
  province = await testProvince()
  site = await served(province)
  owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  await traffic(province)
})
afterAll(async () => {
  await owner.end()
  await site.close()
  await province.close()
})

const rows = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await owner.query<Row>(sql, values)).rows
const post = (who: string) => province.actor(who).post
const person = (who: string) => province.actor(who).person
const unit = () => province.actor('lam.tadinh')
const chief = () => province.as('yen.vuhai')

/** Presses a button on the page of a person. */
const press = (who: Actor, whom: string, fields: Record<string, string>) =>
  site.ask(who, {
    method: 'POST',
    url: `/quan-tri/nguoi/${person(whom)}`,
    body: new URLSearchParams(fields).toString(),
    type: 'application/x-www-form-urlencoded',
  })

type Listeners = Record<string, (told: { name: string; body: Record<string, string> }, place: Place) => Promise<void>>
type Place = { deskOf: (actor: Actor) => ReturnType<typeof openDesk> }

async function onPool<Done>(act: (pool: Pool) => Promise<Done>): Promise<Done> {
  const pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
  try {
    return await act(pool)
  } finally {
    await pool.destroy()
  }
}

/** What was told and not heard yet is heard by documents and signing. */
const hear = (which = 'done_at is null'): Promise<void> =>
  onPool(async (pool) => {
    const place: Place = { deskOf: (actor) => openDesk(pool, actor, { vault: province.vault }) }
    const told = await rows<{ name: string; body: Record<string, string> }>(
      `update platform.outbox set done_at = app.now() where name like 'organisation.%' and ${which} returning name, body`,
    )
    for (const event of told)
      for (const module of [signingModule, documentsModule]) await (module.listeners as Listeners)[event.name]?.(event, place)
  })

const openPieces = (who: string) =>
  rows<{ piece: string; count: number }>(
    `select piece, count(*)::int as count from documents.open_pieces(array[$1]::uuid[]) group by piece order by piece`,
    [post(who)],
  )
const history = () =>
  rows<{ reason: string }>(
    `select reason from documents.outgoing_history where step = 'handOver' union all
     select reason from documents.incoming_history where step = 'handOver'`,
  )
const shownTo = async (actor: Actor, whom: string) => (await site.ask(actor, { url: `/quan-tri/nguoi/${person(whom)}` })).body

/** Signs somebody in. The token of their session. */
const session = (who: string): Promise<string> =>
  onPool((pool) => openDesk(pool, visitor).work((work) => openSession(work, person(who), { address: '', program: '' })))
const alive = (token: string): Promise<boolean> => onPool(async (pool) => (await sessionActor(pool, token)) !== null)

test('nobody but who administers sees or hands over what somebody holds', async () => {
  for (const who of ['na.lethu', 'an.levan', 'yen.vuhai', 'anh.nguyenthi']) {
    expect(
      (await press(province.actor(who), 'anh.nguyenthi', { intent: 'leave', 'successor[]': post('hien.luongthe') })).status,
    ).toBe(403)
    const asked = { intent: 'hand-on', post: post('anh.nguyenthi'), successor: post('hien.luongthe') }
    expect((await press(province.actor(who), 'anh.nguyenthi', asked)).status).toBe(403)
    expect(await province.as(who).work((work) => openWorkOf(work, person('anh.nguyenthi')))).toBeNull()
  }
  expect((await openPieces('anh.nguyenthi')).map(({ piece }) => piece)).toContain('draft')
  // A post that is held is not emptied.
  const held = { intent: 'hand-on', post: post('anh.nguyenthi'), successor: post('hien.luongthe') }
  expect((await press(unit(), 'anh.nguyenthi', held)).status).toBe(409)
})

test('who leaves is locked at once, and the page says before and after what goes to whom', async () => {
  const token = await session('anh.nguyenthi')
  expect(await alive(token)).toBe(true)
  const before = await shownTo(unit(), 'anh.nguyenthi')
  expect(before).toContain('Văn bản đang soạn, chưa phát hành')
  const drafts = (await openPieces('anh.nguyenthi')).find((one) => one.piece === 'draft')?.count ?? 0
  expect(drafts).toBeGreaterThan(3)
  // Without a name and without a tick nothing happens: the page asks for one of the two.
  expect((await press(unit(), 'anh.nguyenthi', { intent: 'leave' })).status).toBe(400)
  const left = await press(unit(), 'anh.nguyenthi', { intent: 'leave', 'successor[]': post('hien.luongthe') })
  expect(left.status).toBe(303)
  expect(await alive(token)).toBe(false)
  expect(
    await rows(`select 1 from organisation.account where person = $1 and locked_at is not null`, [person('anh.nguyenthi')]),
  ).toHaveLength(1)
  expect(await shownTo(unit(), 'anh.nguyenthi')).toContain('Đang bàn giao')
  await hear()
  expect(await openPieces('anh.nguyenthi')).toEqual([])
  const after = await shownTo(unit(), 'anh.nguyenthi')
  expect(after).toContain('Lương Thế Hiển')
  expect(after.replaceAll('<!-- -->', '')).toContain(`Văn bản đang soạn, chưa phát hành (${drafts})`)
  expect(
    (await history()).every(({ reason }) => reason.startsWith('Bàn giao từ Nguyễn Thị Ánh (Chuyên viên) sang Lương Thế Hiển')),
  ).toBe(true)
  const own = await province.as('hien.luongthe').work((work) => waitingIn(work, 'drafts'))
  expect(own.length).toBeGreaterThan(0)
})

test('heard twice nothing moves twice', async () => {
  const lines = async () => (await rows(`select 1 from documents.hand_over`)).length
  const [written, moved] = [await lines(), (await history()).length]
  await hear('done_at is not null')
  expect([await lines(), (await history()).length]).toEqual([written, moved])
})

test('a proposal, what is to be directed and what is to be done go along; a turn of the heir’s own is not doubled', async () => {
  const leader = post('an.levan')
  const [waiting] = await rows<{ id: string }>(`select id from documents.incoming where state = 'TO_DIRECT' and to_direct = $1`, [
    leader,
  ])
  const give = { role: 'LEAD' as const, division: null, post: post('toan.phamduc') }
  const also = { role: 'COOPERATE' as const, division: null, post: post('hien.luongthe') }
  const proposal = { leader, body: 'Đề xuất Phòng Ngân sách', assignments: [give, also] }
  await chief().work((work) => propose(work, waiting?.id ?? '', proposal))
  expect((await openPieces('toan.phamduc')).map(({ piece }) => piece)).toEqual(['proposed', 'review'])
  expect((await press(unit(), 'toan.phamduc', { intent: 'leave', 'successor[]': post('hien.luongthe') })).status).toBe(303)
  await hear()
  expect(await openPieces('toan.phamduc')).toEqual([])
  const [after] = await rows<{ proposed: { assignments: unknown[] } }>(`select proposed from documents.incoming where id = $1`, [
    waiting?.id,
  ])
  expect(after?.proposed.assignments).toEqual([{ ...give, post: post('hien.luongthe') }])
})

test('what the heir may not hold stays, in sight of the office and the administrator, and is handed on', async () => {
  expect((await openPieces('an.levan')).map(({ piece }) => piece)).toEqual(expect.arrayContaining(['direct', 'given', 'sign']))
  await press(unit(), 'an.levan', { intent: 'leave', 'successor[]': post('na.lethu') })
  await hear()
  expect((await openPieces('an.levan')).map(({ piece }) => piece)).toEqual(['direct', 'given', 'sign'])
  const { count } = await chief().work(async (work) => ({ count: (await boxCounts(work)).ownerless }))
  const seen = await chief().work((work) => waitingIn(work, 'ownerless'))
  expect(seen.length).toBeGreaterThan(0)
  expect(count).toBe(seen.length)
  expect((await province.as('na.lethu').work(boxCounts)).ownerless).toBe(0)
  expect(await shownTo(unit(), 'an.levan')).toContain('Bàn giao việc còn lại')
  const onto = (whom: string, by = unit()) =>
    press(by, 'an.levan', { intent: 'hand-on', post: post('an.levan'), successor: post(whom) })
  expect((await onto('hoa.dothi')).status).toBe(400)
  expect((await onto('yen.vuhai', province.actor('na.lethu'))).status).toBe(403)
  expect((await onto('yen.vuhai')).status).toBe(303)
  await hear()
  expect(await openPieces('an.levan')).toEqual([])
  expect((await chief().work(boxCounts)).ownerless).toBe(0)
  const [signs] = await rows<{ competence: string }>(
    `select distinct signer_competence as competence from documents.outgoing where signer = $1 and state = 'TO_SIGN'`,
    [post('yen.vuhai')],
  )
  expect(signs?.competence).toBe('BY_ORDER')
})

test('the province’s administrator sees how much is open in another agency, and no document of it', async () => {
  const bach = province.actor('bach.huynhgia')
  const shown = await province.as('bach.huynhgia').work((work) => openWorkOf(work, person('yen.vuhai')))
  expect(bach.agency).not.toBe(province.actor('yen.vuhai').agency)
  expect(shown?.[0]?.open.length).toBeGreaterThan(0)
  expect(shown?.[0]?.docs).toEqual([])
})

test('no open piece of anybody who has left remains once somebody who may hold it was named', async () => {
  const gone = await rows<{ post: string }>(
    `select o.id as post from organisation.post o join organisation.person p on p.id = o.person where p.left_on is not null`,
  )
  expect(gone).toHaveLength(3)
  expect(await rows(`select * from documents.open_pieces($1::uuid[])`, [gone.map((one) => one.post)])).toEqual([])
})

test('a leaver’s own key ends and the agency’s opens no more; a colleague’s stays', async () => {
  const own = (who: string) => rows(`select 1 from signing.key where holder = $1 and revoked_at is null`, [person(who)])
  const opens = () =>
    rows(
      `select 1 from signing.key_access a join signing.key k on k.id = a.key where k.holder_kind = 'AGENCY' and a.person = $1`,
      [person('na.lethu')],
    )
  expect(await own('an.levan')).toEqual([])
  expect(await shownTo(unit(), 'an.levan')).toContain('Đã ngừng dùng')
  expect(await own('minh.tranquang')).toHaveLength(1)
  expect(await opens()).toHaveLength(1)
  expect(await shownTo(unit(), 'na.lethu')).toContain('Mở được bằng mã PIN riêng')
  await press(unit(), 'na.lethu', { intent: 'leave', 'successor[]': post('yen.vuhai') })
  await hear()
  expect(await opens()).toEqual([])
})
