import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Actor, visitor } from '#kernel/actor.ts'
import { contentFrom } from '#kernel/content.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { type Desk, openDesk, type Vault } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { filledDatabase } from '#platform/db/testing.ts'
import { type DraftForm, DraftForm as Form } from './outgoing/outgoing.forms.ts'

export type TestProvince = {
  ownerUrl: string
  /** The desk of a demonstration person by login; `at` is an instant that app.now() then gives. */
  as: (login: string, at?: string) => Desk
  /** The desk of a person who acts for another post. */
  asFor: (login: string, onBehalfOf: string) => Desk
  actor: (login: string) => Actor
  /** The desk of any actor, for instance of the installation itself. */
  deskOf: (actor: Actor) => Desk
  agency: (code: string) => string
  vault: Vault
  /** Folder of the larger files. */
  folder: string
  close: () => Promise<void>
}

const vaultIn = (folder: string): Vault => ({ files: openFiles(folder), keySecret: new Uint8Array(32).fill(7) })

/** Makes the people, books and keys by the product's own actions; no file is larger than what the database keeps. */
async function seeded(ownerUrl: string): Promise<void> {
  const { seed } = await import('../../../demo/seed.ts')
  const pool = openPool(roleUrl(ownerUrl, 'lt_seed'))
  await seed({ pool, vault: vaultIn(join(tmpdir(), 'lt-files-none')), tell: () => undefined, history: false })
  await pool.destroy()
}

/** The small demonstration province (two departments, a ward, the committee) in a database of its own: a clone, seeded once a run. */
export async function testProvince(): Promise<TestProvince> {
  const database = await filledDatabase('province', seeded)
  const folder = await mkdtemp(join(tmpdir(), 'lt-files-'))
  const vault = vaultIn(folder)
  const pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  const seeding = openPool(roleUrl(database.ownerUrl, 'lt_seed'))
  const { actors, agencies } = await openDesk(pool, visitor).work(async ({ tx }) => ({
    actors: await tx
      .selectFrom('organisation.account as a')
      .innerJoin('organisation.person as p', 'p.id', 'a.person')
      .innerJoin('organisation.post as o', 'o.person', 'p.id')
      .select([
        'a.login',
        'p.id as person',
        'p.full_name as name',
        'o.id as post',
        'o.position',
        'o.agency',
        'o.division',
        'o.roles',
      ])
      .execute(),
    agencies: await tx.selectFrom('organisation.agency').select(['id', 'organ_id as code']).execute(),
  }))
  const actor = (login: string): Actor => {
    const row = actors.find((one) => one.login === login)
    if (!row) throw new Error(`no such person: ${login}`)
    const { login: _, roles, ...who } = row
    return { ...who, roles: roles as Actor['roles'], agencies: [row.agency], onBehalfOf: null }
  }
  return {
    ownerUrl: database.ownerUrl,
    vault,
    folder,
    actor,
    deskOf: (who) => openDesk(pool, who, { vault }),
    as: (login, at) => openDesk(at ? seeding : pool, actor(login), { vault, seedNow: at ?? null }),
    asFor: (login, onBehalfOf) => openDesk(pool, { ...actor(login), onBehalfOf }, { vault }),
    agency: (code) => agencies.find((one) => one.code === code)?.id ?? '',
    async close() {
      await Promise.all([pool.destroy(), seeding.destroy()])
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A filled draft form; `to` are agencies that get it electronically for handling. */
export const draftFor = (province: TestProvince, to: string[], over: Partial<DraftForm> = {}): DraftForm =>
  Form.parse({
    kind: 'OFFICIAL_LETTER',
    subject: 'báo cáo tình hình gửi, nhận văn bản điện tử năm 2026',
    content: contentFrom(
      'Thực hiện kế hoạch năm, Sở Tài chính báo cáo như sau:\n1. Tổng số văn bản đi.\n2. Khó khăn, vướng mắc.',
    ),
    signer: province.actor('an.levan').post,
    addressees: ['Ủy ban nhân dân tỉnh Thanh Giang'],
    places: ['Như trên', 'Lưu: VT, NS'],
    recipients: to.map((code) => ({ recipientKind: 'AGENCY', recipient: province.agency(code), recipientName: code })),
    ...over,
  })

/** The installation says of itself what it is; only a test may let it say something else. */
export async function become({ ownerUrl }: Pick<TestProvince, 'ownerUrl'>, kind: 'demo' | 'test' | 'real'): Promise<void> {
  const owner = openPool(ownerUrl)
  await owner.transaction().execute(async (tx) => {
    await sql`alter table platform.installation disable trigger all`.execute(tx)
    await sql`update platform.installation set kind = ${kind}`.execute(tx)
  })
  await owner.destroy()
}
