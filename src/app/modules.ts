import type { Actor } from '#kernel/actor.ts'
import { sealAndRemember } from '#platform/audit/seal.ts'
import { dailyBackup } from '#platform/backup/daily.ts'
import { lookAtSpace } from '#platform/backup/space.ts'
import { clearFiles } from '#platform/blobs/clear.ts'
import type { Desk, Pool, Vault } from '#platform/db/desk.ts'
import type { FileRoutes, Routes } from '#platform/http/routes.ts'
import { documentsModule } from '../modules/documents/module.ts'
import { organisationModule } from '../modules/organisation/module.ts'
import { signingModule } from '../modules/signing/module.ts'
import { statisticsModule } from '../modules/statistics/module.ts'
import type { Told } from './hearing.sql.ts'
import { importApi } from './import/import.api.ts'

/** What work in the background has at hand. Acts are done at the desk of an actor, as everywhere. */
export type Background = {
  dataDir: string
  /** Folder of the large files. */
  blobFolder: string
  pool: Pool
  vault: Vault
  ownerUrl: string
  deskOf: (actor: Actor) => Desk
}

/** What a module gives to the program besides its pages (those are in routes.ts). */
export type Module = {
  name: string
  /** Mounts its operations under /api/v1. */
  api?: (routes: Routes) => void
  /** Mounts the files it lets people read under /tep. */
  files?: (routes: FileRoutes) => void
  /** Acts that may run twice, by the name of the event they follow. */
  listeners?: Readonly<Record<string, (told: Told, background: Background) => Promise<void>>>
  /** Jobs of the queue, by name; a job calls an action and may run twice. */
  jobs?: Readonly<Record<string, (payload: unknown, background: Background) => Promise<void>>>
  /** Name of a job → cron pattern in UTC, which is seven hours behind Vietnam: '0 19 * * *' is two in the night. */
  daily?: Readonly<Record<string, string>>
  /** What is looked after all the time, every `seconds` after the last time. */
  chores?: readonly { name: string; seconds: number; run: (background: Background) => Promise<void> }[]
}

/** The table of contents, in the order of the house: imports go only to the left. */
export const modules: readonly Module[] = [
  {
    name: 'platform',
    chores: [
      { name: 'audit.seal', seconds: 1, run: async ({ pool, dataDir }) => void (await sealAndRemember(pool, dataDir)) },
      { name: 'disk.look', seconds: 60, run: lookAtSpace },
    ],
    jobs: {
      'backup.daily': async (_, place) => void (await dailyBackup(place)),
      'files.clear': async (_, place) => void (await clearFiles(place)),
    },
    // An hour and a half after the backup, which it would have to wait for.
    daily: { 'backup.daily': '0 19 * * *', 'files.clear': '30 20 * * *' },
  },
  organisationModule,
  signingModule,
  documentsModule,
  statisticsModule,
  { name: 'app', api: importApi },
]
