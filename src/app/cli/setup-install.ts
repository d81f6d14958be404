import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { openBook } from '#documents'
import { type Actor, visitor } from '#kernel/actor.ts'
import { addPerson, foundAgency, type IssuedLink, issueLink } from '#organisation'
import { isUnfinished } from '#platform/backup/unfinished.ts'
import type { Config } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import { openDesk, type Work } from '#platform/db/desk.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate, roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { atAgency } from '../import/at-agency.sql.ts'
import { bringLaw } from '../law.ts'
import { installationSecrets } from '../secrets.ts'
import type { SetupAnswers } from './setup-answers.ts'

/** What holds nothing of ours: a fresh mount point has this folder. */
const ignored = new Set(['lost+found'])

async function contents(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => !ignored.has(name))
}

async function freeFolder(taken: string): Promise<string> {
  for (let at = 2; ; at += 1) {
    const folder = join(dirname(taken), `${basename(taken)}-${at}`)
    if ((await contents(folder)).length === 0) return folder
  }
}

async function refuseFull({ dataDir }: Config): Promise<void> {
  if ((await contents(dataDir)).length === 0) return
  const free = await freeFolder(dataDir)
  throw cannotStart(
    `Thư mục ${dataDir} đã có dữ liệu nên không dùng cho bản cài mới. Hãy chọn thư mục trống, ví dụ DATA_DIR=${free}.`,
    `${dataDir} holds data already. Choose an empty folder for the new installation, DATA_DIR=${free} say.`,
  )
}

async function onDatabase<Done>(url: string, act: (client: pg.Client) => Promise<Done>): Promise<Done> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

async function refuseInstalled(ownerUrl: string): Promise<void> {
  const taken = await onDatabase(ownerUrl, async (client) => {
    if (await isUnfinished(client)) return true
    const { rows } = await client.query<{ there: boolean }>("select to_regclass('organisation.agency') is not null as there")
    if (!rows[0]?.there) return false
    // A setup that was cut short has left the schema of a real installation and nobody in it: it may go on.
    const found = await client.query<{ taken: boolean }>(
      "select exists (select from organisation.agency) or exists (select from platform.installation where kind <> 'real') as taken",
    )
    return found.rows[0]?.taken ?? false
  })
  if (!taken) return
  throw cannotStart(
    'Cơ sở dữ liệu của DATABASE_URL đã có một bản cài. Hãy tạo cơ sở dữ liệu trống và đặt DATABASE_URL tới đó.',
    'The database of DATABASE_URL holds an installation already. Create an empty one and point DATABASE_URL to it.',
  )
}

/** Who acts while there is nobody yet: the machine, with the right to found the first agency and its administrator. */
const machine: Actor = { ...visitor, roles: ['systemAdmin'] }

async function fill(work: Work, { agency, administrator }: SetupAnswers): Promise<IssuedLink> {
  const described = { ...agency, shortName: agency.shortName ?? agency.name.slice(0, 60), kind: 'STATE' as const }
  const id = await foundAgency(work, { ...described, hasSeal: true, reachable: true, effectiveFrom: '01/01/2000' })
  // One series for all that goes out and one for what comes in, until the agency decides otherwise (NĐ 30 art. 15, 22).
  await atAgency(work, id, async (there) => {
    await openBook(there, { direction: 'OUT', name: 'Văn bản đi', kinds: [] })
    await openBook(there, { direction: 'IN', name: 'Văn bản đến', kinds: [] })
  })
  const person = await addPerson(work, { ...administrator, agency: id, roles: ['systemAdmin', 'unitAdmin'], head: false })
  return issueLink(work, person)
}

async function installOn(ownerUrl: string, config: Config, answers: SetupAnswers): Promise<IssuedLink> {
  const { database: secret } = await installationSecrets(config.dataDir)
  await migrate({ ownerUrl, kind: 'real', secret })
  await onDatabase(ownerUrl, (client) => client.query('update platform.installation set province = $1', [answers.province]))
  const pool = openPool(roleUrl(ownerUrl, 'lt_app', secret), 2)
  try {
    await bringLaw((actor) => openDesk(pool, actor))
    return await openDesk(pool, machine).work((work) => fill(work, answers))
  } finally {
    await pool.destroy()
  }
}

/**
 * Makes a real installation in an empty data folder: database, law data, the first agency with its books, the first
 * administrator and a one-time link. Nothing of a demonstration. What a failure leaves is taken away again.
 * @throws cannot-start when folder or database are not empty
 */
export async function install(config: Config, answers: SetupAnswers): Promise<IssuedLink> {
  await refuseFull(config)
  if (config.databaseUrl) await refuseInstalled(config.databaseUrl)
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  try {
    if (config.databaseUrl) return await installOn(config.databaseUrl, config, answers)
    const embedded = await startEmbedded({ dataDir: config.dataDir })
    try {
      return await installOn(embedded.url, config, answers)
    } finally {
      await embedded.stop()
    }
  } catch (error) {
    for (const name of await contents(config.dataDir)) await rm(join(config.dataDir, name), { recursive: true, force: true })
    throw error
  }
}
