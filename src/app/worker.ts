import { Logger, parseCronItems, run, type Task } from 'graphile-worker'
import pg from 'pg'
import { faultForLog } from '#platform/http/log.ts'
import type { AppGround } from './ground.ts'
import { type Told, takeEvent } from './hearing.sql.ts'
import { type Background, type Module, modules } from './modules.ts'
import type { Tell } from './tell.ts'

export type Worker = { stop: () => Promise<void> }
export type WorkerOptions = {
  tell: Tell
  contents?: readonly Module[] /** Milliseconds between looks into the outbox. */
  pause?: number
}

type Report = (name: string, error: unknown) => void

/** Repeats `act` with a pause after each run, until stopped; stopping waits for the run under way. `act` answers: go on at once. */
function repeat(pause: number, act: () => Promise<boolean>): Worker {
  let stopped = false
  let wake = () => {}
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const running = (async () => {
    while (!stopped) if (!(await act()) && !stopped) await rest()
  })()
  return {
    stop: async () => {
      stopped = true
      wake()
      await running
    },
  }
}

/** All listeners of an event, in the order of the house. */
async function hearAll(told: Told, contents: readonly Module[], background: Background) {
  for (const { listeners } of contents) await listeners?.[told.name]?.(told, background)
}

/**
 * Hands events from the outbox to their listeners, oldest first. One that fails is tried again later and later while the others
 * go on; after the last try it lies dead, and administrators see it.
 */
function hearing(
  contents: readonly Module[],
  background: Background,
  { pause, report }: { pause: number; report: Report },
): Worker {
  return repeat(pause, async () => {
    try {
      const taken = await takeEvent(background.pool, (told) => hearAll(told, contents, background))
      if (taken?.error) report(taken.told.name, taken.error)
      return taken !== null
    } catch (error) {
      report('outbox', error)
      return false
    }
  })
}

function chores(contents: readonly Module[], background: Background, report: Report): Worker[] {
  return contents
    .flatMap((one) => one.chores ?? [])
    .map(({ name, seconds, run: look }) =>
      repeat(seconds * 1000, async () => {
        await look(background).catch((error) => report(name, error))
        return false
      }),
    )
}

/** The queue of jobs; a failed job is tried again by it, later and later. */
async function queue(contents: readonly Module[], background: Background, report: Report): Promise<Worker> {
  const taskList: Record<string, Task> = {}
  for (const [name, job] of contents.flatMap((one) => Object.entries(one.jobs ?? {}))) {
    taskList[name] = async (payload) => {
      await job(payload, background).catch((error) => {
        report(name, error)
        throw error
      })
    }
  }
  const daily = contents.flatMap((one) => Object.entries(one.daily ?? {}))
  const pool = new pg.Pool({ connectionString: background.ownerUrl, max: 10, application_name: 'lienthong jobs' })
  // The queue ends its own pool without waiting; one of ours is closed before the database is, and never without a listener: an
  // idle connection that is cut would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(daily.map(([task, match]) => ({ task, match }))),
    concurrency: 2,
    pollInterval: 2000,
    noHandleSignals: true,
    // Its own log names addresses and payloads; what fails is reported here.
    logger: new Logger(() => () => {}),
  })
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

/** Starts the work in the background: events to their listeners, jobs of the queue, chores. Any number of processes may run it. */
export async function startWorker(ground: AppGround, { tell, contents = modules, pause = 500 }: WorkerOptions): Promise<Worker> {
  const { dataDir, blobFolder, pool, vault, ownerUrl, deskOf } = ground
  const background: Background = { dataDir, blobFolder, pool, vault, ownerUrl, deskOf }
  const report: Report = (name, error) => tell(JSON.stringify({ level: 50, work: name, fault: faultForLog(error), msg: 'fault' }))
  const jobs = await queue(contents, background, report)
  const workers = [hearing(contents, background, { pause, report }), ...chores(contents, background, report), jobs]
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
    },
  }
}
