import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { routineOf } from '#platform/backup/routine.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { testDatabase } from '#platform/db/testing.ts'
import { note } from './audit.ts'
import { auditKey, chainRoutine, message, sealAndRemember } from './seal.ts'
import { verifyAudit } from './verify.ts'
import { forgetWitness, witnessOf } from './witness.ts'

type Place = { pool: Pool; owner: pg.Client; dataDir: string }

/** Eight acts, sealed two by two, as the running program does; `then` works on them as the database's superuser can. */
async function sealed(then: (place: Place) => Promise<void>): Promise<void> {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'lt-audit-'))
  const pool = openPool(roleUrl(database.ownerUrl, 'lt_app'), 2)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  try {
    for (const round of [1, 2, 3, 4]) {
      for (const name of ['a', 'b']) await openDesk(pool, visitor).work((work) => note(work, 'test.act', `${name}${round}`))
      expect(await sealAndRemember(pool, dataDir)).toBe('holds')
    }
    await then({ pool, owner, dataDir })
  } finally {
    await Promise.all([pool.destroy(), owner.end()])
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const verified = async ({ pool, dataDir }: Place) => {
  const witness = await witnessOf(dataDir)
  return verifyAudit(pool, await auditKey(dataDir), witness)
}

/** As the superuser does who wants no foreign key in the way. */
const forged = (owner: pg.Client, statements: string) =>
  owner.query(`set session_replication_role = replica; ${statements}; set session_replication_role = origin`)

/** The links of the whole chain computed anew over what the rows say now, as anybody can who writes the tables. */
const linkedAnew = `do $$ declare v bytea := ''; l record; begin
  for l in select k.seq, platform.audit_line(a) as line from platform.audit_link k join platform.audit a on a.id = k.audit order by k.seq loop
    v := sha256(v || l.line); update platform.audit_link set hash = v where seq = l.seq;
  end loop; end $$`

test('the chain of a working program is whole and goes through the head remembered outside the database', () =>
  sealed(async (place) => {
    expect(await verified(place)).toMatchObject({ whole: true, links: 8, heads: 4, brokenAt: null, why: null })
    expect(await witnessOf(place.dataDir)).toMatchObject({ seq: 8 })
    expect(await routineOf(place.pool, chainRoutine)).toMatchObject({ ok: true })
  }))

const third = '(select audit from platform.audit_link where seq = 3)'
test.each([
  ['a changed row', `update platform.audit set about = 'x' where id = ${third}`, 'row-changed', 3],
  ['another person', `update platform.audit set person = gen_random_uuid() where id = ${third}`, 'row-changed', 3],
  ['a row removed in the middle', `delete from platform.audit where id = ${third}`, 'row-removed', 3],
  [
    'row and link removed in the middle',
    `delete from platform.audit where id = ${third}; delete from platform.audit_link where seq = 3`,
    'link-removed',
    3,
  ],
  [
    'row and link removed at the end, the signed head left',
    'delete from platform.audit where id = (select audit from platform.audit_link where seq = 8); delete from platform.audit_link where seq = 8',
    'end-removed',
    8,
  ],
  [
    'rows, links and heads removed at the end',
    `delete from platform.audit where id in (select audit from platform.audit_link where seq > 4);
     delete from platform.audit_link where seq > 4; delete from platform.audit_head where seq > 4`,
    'end-removed',
    8,
  ],
  [
    'everything removed',
    'truncate platform.audit, platform.audit_link, platform.audit_head; update platform.audit_settled set settled = 0, pending = 0',
    'end-removed',
    8,
  ],
  [
    'a row changed and the chain linked anew',
    `update platform.audit set about = 'x' where id = ${third}; ${linkedAnew}`,
    'chain-rewritten',
    4,
  ],
  [
    'a row changed, the chain linked anew and the heads removed',
    `update platform.audit set about = 'x' where id = ${third}; ${linkedAnew}; truncate platform.audit_head`,
    'chain-rewritten',
    8,
  ],
  [
    'a signature of another key',
    `update platform.audit_head set signature = '\\x${sign(null, message(4, Buffer.alloc(32)), generateKeyPairSync('ed25519').privateKey).toString('hex')}' where seq = 4`,
    'head-forged',
    4,
  ],
] as const)('%s is found, and said what it is', (_, statements, why, brokenAt) =>
  sealed(async (place) => {
    await forged(place.owner, statements)
    expect(await verified(place)).toMatchObject({ whole: false, why, brokenAt })
  }))

test('a row slipped in below what is settled is found by its number', () =>
  sealed(async (place) => {
    await forged(
      place.owner,
      `insert into platform.audit (id, verb, about) overriding system value values (-5, 'document.issue', 'slipped in')`,
    )
    expect(await verified(place)).toMatchObject({ whole: false, why: 'row-inserted', brokenAt: -5 })
  }))

test('the program goes on, tells administrators, and signs nothing that would cover the forgery up', () =>
  sealed(async (place) => {
    await forged(
      place.owner,
      `update platform.audit set about = 'x' where id = ${third}; ${linkedAnew}; truncate platform.audit_head`,
    )
    await openDesk(place.pool, visitor).work((work) => note(work, 'test.act', 'after'))
    expect(await sealAndRemember(place.pool, place.dataDir)).toBe('rewritten')
    expect(await verified(place)).toMatchObject({ whole: false, why: 'chain-rewritten', brokenAt: 8 })
    expect(await routineOf(place.pool, chainRoutine)).toMatchObject({
      ok: false,
      detail: { standing: 'rewritten', kept: { seq: 8 } },
    })
    // Whoever has looked into it and goes on begins anew, knowingly.
    await forgetWitness(place.dataDir)
    await openDesk(place.pool, visitor).work((work) => note(work, 'test.act', 'again'))
    expect(await sealAndRemember(place.pool, place.dataDir)).toBe('holds')
    expect(await verified(place)).toMatchObject({ whole: true })
    expect(await routineOf(place.pool, chainRoutine)).toMatchObject({ ok: true })
  }))

test('a remembered head that cannot be read is said, never passed over', () =>
  sealed(async (place) => {
    await writeFile(join(place.dataDir, 'audit.head'), '{')
    expect(await verified(place)).toMatchObject({ whole: false, why: 'head-unreadable' })
    expect(await sealAndRemember(place.pool, place.dataDir)).toBe('unreadable')
  }))
