import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#platform/db/embedded.ts'
import { type Installation, makeInstallation } from '../crash/installation.ts'
import { loadDocuments, loadOrganisation } from './load.ts'
import { benchLog } from './log.ts'
import { benchNumbering } from './numbering.ts'
import { pgbench, preparePeer } from './peer.ts'
import { benchReading } from './reading.ts'
import { benchRelease } from './release.ts'
import { type Line, report } from './result.ts'
import { benchVerify } from './verify.ts'

/** Acts in this process against the database alone: no program runs beside. */
async function benchActs(installation: Installation, folder: string): Promise<Line[]> {
  const embedded = await startEmbedded({ dataDir: installation.dataDir })
  const client = await installation.connect()
  const pool = installation.openPool(64)
  const { vault } = installation
  try {
    await loadOrganisation(client)
    await loadDocuments(client, 'SEALED', { from: 16, each: 400 })
    await client.end()
    const peerUrl = pgbench() ? await preparePeer(embedded.url) : null
    const second = await installation.connect()
    const released = await benchRelease({ client: second, url: embedded.url, peerUrl, pool, vault, folder })
    await loadDocuments(second, 'SIGNED', { from: 1, each: 6000 })
    const numbered = await benchNumbering(second, pool, vault)
    await second.end()
    return [...released, ...numbered]
  } finally {
    await pool.destroy()
    await embedded.stop()
  }
}

/** `npm run bench [acts|reading|verify|log]`, the log alone where it is asked for: ratios of one run in a table, also written to bench/results. */
const asked = process.argv[2]
const folder = await mkdtemp(join(tmpdir(), 'lt-bench-'))
const lines: Line[] = []
try {
  if (asked === undefined || asked === 'verify') lines.push(...(await benchVerify()))
  const installation = asked === 'verify' ? null : await makeInstallation(join(folder, 'data'))
  if (installation && asked === 'log') lines.push(...(await benchLog(installation)))
  if (installation && (asked === undefined || asked === 'acts')) lines.push(...(await benchActs(installation, folder)))
  if (installation && (asked === undefined || asked === 'reading')) lines.push(...(await benchReading(installation)))
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = report(lines) ? 0 : 1
