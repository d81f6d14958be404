import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { halfRestored, refuseHalfRestored } from '#platform/backup/unfinished.ts'
import { openFiles } from '#platform/blobs/blobs.ts'
import { blobFolderOf, type Config } from '#platform/config/config.ts'
import { type Desk, openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts'
import { type InstallationKind, migrate, roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { openTokens } from '#platform/token/token.ts'
import { clearUnfinished, markUnfinished, seedDemonstration } from './demonstration.ts'
import { bringLaw } from './law.ts'
import { hasSecrets, installationSecrets, secretsMissing } from './secrets.ts'
import type { Tell } from './tell.ts'
import { upgrade } from './upgrade.ts'

/** Everything that lives below the doors: database, files, secrets. One per process. */
export type AppGround = {
  kind: InstallationKind
  /** Folder of secrets, files and the embedded database. */
  dataDir: string
  /** Folder of the large files. */
  blobFolder: string
  /** Connection of the role that owns the schema; for migrations, jobs and backup, never for serving. */
  ownerUrl: string
  pool: Pool
  vault: Vault
  deskOf: (actor: Actor) => Desk
  close: () => Promise<void>
}

/** What this database was made as, or null when it is new. */
async function installedKind(ownerUrl: string): Promise<InstallationKind | null> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('platform.installation') is not null as there`)
    if (!rows[0]?.there) return null
    const found = await client.query<{ kind: InstallationKind }>('select kind from platform.installation')
    return found.rows[0]?.kind ?? null
  } finally {
    await client.end()
  }
}

const tokensBy = ({ pkcs11Module }: Config) => (pkcs11Module ? { tokens: openTokens(pkcs11Module) } : {})

/** Where people reach this installation, as far as it is known before it listens. */
const addressOf = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port ?? 8080}`

/** Stands in the data folder while a backup is being restored into it. */
export const unfinishedRestore = 'restore.unfinished'

/** Half a restored installation is none: nothing is built on it. @throws cannot-start */
async function refuseMarked(dataDir: string) {
  const half = await access(join(dataDir, unfinishedRestore)).then(
    () => true,
    () => false,
  )
  if (half) throw halfRestored(dataDir)
}

/**
 * Opens the installation: database (embedded or external), schema up to date, demonstration filled when new.
 * `ready` is called with what the database says while the embedded one is brought back after a crash.
 * @throws cannot-start with a sentence for the person who typed the command
 */
export async function openGround(config: Config, tell: Tell): Promise<AppGround> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  await refuseMarked(config.dataDir)
  const embedded: Embedded | null = config.databaseUrl ? null : await startEmbedded({ dataDir: config.dataDir, onTrouble: tell })
  try {
    const ownerUrl = embedded?.url ?? config.databaseUrl ?? ''
    await refuseHalfRestored(ownerUrl)
    const blobFolder = blobFolderOf(config)
    const made = { ownerUrl, dataDir: config.dataDir, blobFolder, embedded: embedded !== null }
    await clearUnfinished(made, tell)
    const installed = await installedKind(ownerUrl)
    if (installed && !hasSecrets(config.dataDir)) throw secretsMissing(config.dataDir)
    const secrets = await installationSecrets(config.dataDir)
    const kind = installed ?? 'demo'
    await mkdir(blobFolder, { recursive: true, mode: 0o700 })
    if (!installed) await markUnfinished(made)
    const place = { ownerUrl, kind, secret: secrets.database, dataDir: config.dataDir, blobFolder }
    const ran = await (installed ? upgrade({ ...place, tell }) : migrate(place))
    if (ran.length > 0) tell(`Đã nâng cấp lược đồ: ${ran.length} bước.`)
    const outside = { ...tokensBy(config), address: addressOf(config) }
    const vault: Vault = { files: openFiles(blobFolder), keySecret: secrets.keys, ...outside }
    if (kind === 'demo')
      await seedDemonstration(roleUrl(ownerUrl, 'lt_seed', secrets.database), {
        ...{ vault, tell, dataDir: config.dataDir },
        history: config.demoHistory === 'yes',
      })
    const pool = openPool(roleUrl(ownerUrl, 'lt_app', secrets.database))
    const close = async () => {
      await pool.destroy()
      await embedded?.stop()
    }
    const deskOf = (actor: Actor) => openDesk(pool, actor, { vault })
    await bringLaw(deskOf)
    return { kind, dataDir: config.dataDir, blobFolder, ownerUrl, pool, vault, deskOf, close }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
