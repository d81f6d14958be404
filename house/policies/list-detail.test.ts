import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, roles } from '#kernel/actor.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestProvince, testProvince } from '../../src/modules/documents/documents.testing.ts'
import { mayRead as mayReadIncoming } from '../../src/modules/documents/incoming/incoming.policy.ts'
import { read as readIncoming } from '../../src/modules/documents/incoming/incoming.sql.ts'
import type { Incoming } from '../../src/modules/documents/incoming/incoming.ts'
import { incomingList } from '../../src/modules/documents/incoming/list.sql.ts'
import { outgoingList } from '../../src/modules/documents/outgoing/list/list.sql.ts'
import { mayRead } from '../../src/modules/documents/outgoing/outgoing.policy.ts'
import { read } from '../../src/modules/documents/outgoing/outgoing.sql.ts'
import type { Outgoing } from '../../src/modules/documents/outgoing/outgoing.ts'
import { type Traffic, traffic } from '../leaks/traffic.testing.ts'

type Known = Outgoing & { reviewers: string[]; receivers: string[] }

let province: TestProvince
let pool: Pool
let made: Traffic
let outgoing: Known[]
let incoming: Incoming[]

/** Who looked at a document, and who got it inside, as the database has it. */
const ties = `select o.id,
  array(select rs.post from documents.review_step rs where rs.outgoing = o.id and rs.state <> 'WAITING') as reviewers,
  array(select r.who from documents.delivery d, unnest(array[d.recipient_post, d.recipient_division, d.handed_to]) as r (who)
    where d.outgoing = o.id and r.who is not null) as receivers from documents.outgoing o where o.agency = $1`

beforeAll(async () => {
  province = await testProvince()
  pool = openPool(roleUrl(province.ownerUrl, 'lt_app'))
  made = await traffic(province)
  const owner = new pg.Client({ connectionString: province.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<Pick<Known, 'id' | 'reviewers' | 'receivers'>>(ties, [province.agency('H99.11')])
  await owner.end()
  const clerk = province.as('na.lethu')
  outgoing = []
  for (const row of rows) outgoing.push({ ...(await clerk.work((work) => read(work, row.id))), ...row })
  incoming = []
  for (const id of made.ids.incoming ?? []) incoming.push(await clerk.work((work) => readIncoming(work, id)))
})
afterAll(async () => {
  await pool.destroy()
  await province.close()
})

const logins = [
  'na.lethu',
  'yen.vuhai',
  'an.levan',
  'toan.phamduc',
  'anh.nguyenthi',
  'lam.tadinh',
  'hien.luongthe',
  'hoa.dothi',
  'kim.hoangthi',
]

/** Anybody of either agency, in any mix of roles, in the name of anybody, with or without a mandate over both. */
const actors = fc
  .record({
    login: fc.constantFrom(...logins),
    roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 }),
    behalf: fc.option(fc.constantFrom(...logins), { freq: 3 }),
    wide: fc.boolean(),
    nowhere: fc.boolean(),
  })
  .map(({ login, roles: mix, behalf, wide, nowhere }): Actor => {
    const who = province.actor(login)
    return {
      ...who,
      roles: mix,
      division: nowhere ? null : who.division,
      onBehalfOf: behalf === null ? null : province.actor(behalf).post,
      agencies: wide ? [who.agency, province.agency('H99.11')] : [who.agency],
    }
  })

test('every role: the list of outgoing documents holds exactly those whose policy says yes', async () => {
  expect(new Set(outgoing.map(({ state }) => state)).size).toBeGreaterThanOrEqual(5)
  const ours = new Set(outgoing.map(({ id }) => id))
  const property = fc.asyncProperty(actors, async (actor) => {
    const rows = await openDesk(pool, actor).work((work) => outgoingList(work, {}, 500))
    const listed = rows.map(({ id }) => id).filter((id) => ours.has(id))
    const allowed = outgoing.filter((doc) => mayRead(doc, actor)).map(({ id }) => id)
    expect(listed.toSorted()).toEqual(allowed.toSorted())
  })
  await fc.assert(property, { numRuns: 150 })
})

test('every role: the list of incoming documents holds exactly those whose policy says yes', async () => {
  const ours = new Set(incoming.map(({ id }) => id))
  const property = fc.asyncProperty(actors, async (actor) => {
    const rows = await openDesk(pool, actor).work((work) => incomingList(work, {}, 500))
    const listed = rows.map(({ id }) => id).filter((id) => ours.has(id))
    const allowed = incoming.filter((doc) => mayReadIncoming(doc, actor)).map(({ id }) => id)
    expect(listed.toSorted()).toEqual(allowed.toSorted())
  })
  await fc.assert(property, { numRuns: 150 })
})

test('every single role as everybody: what the list shows the detail opens, and nothing else', async () => {
  for (const login of ['anh.nguyenthi', 'toan.phamduc', 'hien.luongthe', 'hoa.dothi'])
    for (const role of roles) {
      const desk = openDesk(pool, { ...province.actor(login), roles: [role] })
      const listed = new Set((await desk.work((work) => outgoingList(work, {}, 500))).map(({ id }) => id))
      for (const { id } of outgoing) {
        const opened = await desk
          .work((work) => read(work, id))
          .then(
            () => true,
            () => false,
          )
        expect(opened, `${login} as ${role}`).toBe(listed.has(id))
      }
    }
})
