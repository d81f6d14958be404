import { randomBytes } from 'node:crypto'
import type { Actor, Role } from '#kernel/actor.ts'
import { personSortKey } from '#kernel/vietnamese.ts'
import { insertAgency, insertPerson, insertPost } from '#organisation'
import type { Files } from '#platform/blobs/blobs.ts'
import { type Desk, openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import type { TestDatabase } from '#platform/db/testing.ts'

export type Ground = {
  owner: Pool
  /** A new agency; the name as given. */
  agency(name: string): Promise<string>
  /** A new person in one post of an agency, at the own desk; `at` is the instant of the seeding clock (ISO). */
  desk(name: string, agency: string, roles: Role[], at?: string): Promise<Desk>
  /** The same desk at another instant. */
  later(desk: Desk, at: string): Desk
  /** The same desk in an installation whose key secret is another. */
  elsewhere(desk: Desk): Desk
  close(): Promise<void>
}

/** A vault with a secret of its own and no files. */
const keysOnly = (): Vault => ({
  keySecret: randomBytes(32),
  get files(): Files {
    throw new Error('this ground keeps no files')
  },
})

/** Agencies and people on a fresh database, all through the serving role; instants through the seeding one. */
export function testGround(database: TestDatabase): Ground {
  const owner = openPool(database.ownerUrl, 2)
  const seed = openPool(roleUrl(database.ownerUrl, 'lt_seed'), 8)
  const vault = keysOnly()
  let count = 0
  const agency = (name: string) => {
    count += 1
    return owner.transaction().execute((tx) =>
      insertAgency(tx, {
        parent: null,
        name,
        shortName: name,
        symbol: `CQ${count}`,
        organId: `H00.${count}`,
        code13: null,
        level: 'PROVINCE',
        kind: 'STATE',
        place: 'An Hòa',
        hasSeal: true,
        sealedBy: null,
        reachable: true,
      }),
    )
  }
  const later = (desk: Desk, at: string) => openDesk(seed, desk.actor, { seedNow: at, vault })
  return {
    owner,
    agency,
    later,
    elsewhere: (desk) => openDesk(seed, desk.actor, { vault: keysOnly() }),
    async desk(name, at, roles, instant = '2026-03-02T02:00:00Z') {
      const actor = await owner.transaction().execute(async (tx): Promise<Actor> => {
        const person = await insertPerson(tx, { fullName: name, sortKey: personSortKey(name) })
        const post = await insertPost(tx, { person, agency: at, division: null, position: 'Công chức', roles, head: false })
        const place = { post, position: 'Công chức', agency: at, division: null, roles, agencies: [at], onBehalfOf: null }
        return { person, name, ...place }
      })
      return openDesk(seed, actor, { seedNow: instant, vault })
    },
    async close() {
      await Promise.all([owner.destroy(), seed.destroy()])
      await database.close()
    },
  }
}
