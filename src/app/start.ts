import { join } from 'node:path'
import { sql } from 'kysely'
import { sessionActor } from '#organisation'
import { type Config, repositoryFolder } from '#platform/config/config.ts'
import type { Pool } from '#platform/db/desk.ts'
import { schemaCheck } from '#platform/db/schema-check.ts'
import { diskCheck } from '#platform/http/probes.ts'
import { outboxFigures } from '#platform/outbox/dead.ts'
import { type AppGround, openGround } from './ground.ts'
import { listen } from './listen.ts'
import { createServer } from './server.ts'
import type { Tell } from './tell.ts'
import { startWorker } from './worker.ts'

export type Running = {
  /** Where people find it; null for a worker. */
  address: string | null
  /** Lets running requests and jobs finish, then ends the database that was started with us. */
  stop: () => Promise<void>
}

type Stoppable = { stop: () => Promise<void> }

const databaseCheck = (pool: Pool) => async () => {
  await sql`select 1`.execute(pool)
  return { ok: true }
}

async function serve(config: Config, ground: AppGround, tell: Tell): Promise<Stoppable & { address: string }> {
  const app = await createServer({
    pool: ground.pool,
    actorOf: (token) => sessionActor(ground.pool, token),
    deskOf: ground.deskOf,
    config,
    assets: join(repositoryFolder, 'build'),
    checks: {
      database: databaseCheck(ground.pool),
      schema: schemaCheck(ground.pool),
      disk: diskCheck(config.dataDir),
      files: diskCheck(ground.blobFolder),
    },
    gauges: {
      lienthong_outbox_events: {
        help: 'Events not heard yet: waiting for their first try, failing, or dead',
        read: () => outboxFigures(ground.pool),
      },
    },
  })
  const { address, moved } = await listen(app, config.host, config.port)
  if (moved) tell(`Cổng 8080 đang bận, dùng cổng khác: ${address}`)
  return { address: config.publicUrl ?? address, stop: () => app.close() }
}

/** Starts what the role of this process asks for: web, worker or both. */
export async function start(config: Config, tell: Tell): Promise<Running> {
  const ground = await openGround(config, tell)
  const parts: Stoppable[] = []
  // Doors close first, then jobs, and the database goes last: who still works finishes.
  const stop = async () => {
    for (const part of parts) await part.stop()
    await ground.close()
  }
  try {
    let address: string | null = null
    if (config.role !== 'worker') {
      const web = await serve(config, ground, tell)
      parts.push(web)
      address = web.address
    }
    if (config.role !== 'web') parts.push(await startWorker(ground, { tell }))
    return { address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
