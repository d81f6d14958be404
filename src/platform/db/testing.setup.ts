import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { distributionBinaries } from './distribution.testing.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that test databases are made on, as its superuser, at the migrated template database. */
    templateUrl: string
    /** Why there is no template; tests that need no database still run. */
    templateProblem: string
  }
}

/** Speed over durability: these databases live as long as the run. Crash tests start a server of their own. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  log_min_error_statement: 'error',
  log_error_verbosity: 'default',
  // Nothing may depend on the zone of the database: Vietnam's is asked for by name.
  timezone: process.env.TZ || 'America/Los_Angeles',
  log_timezone: 'UTC',
}

async function serverOf(dataDir: string): Promise<{ url: string; stop: Embedded['stop'] }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  if (process.env.TEST_PG !== 'external') return startEmbedded({ dataDir, settings })
  const binaries = distributionBinaries()
  if (!binaries) throw new Error('TEST_PG=external needs the PostgreSQL server of the distribution: apt-get install postgresql')
  return startEmbedded({ dataDir, settings, binaries })
}

/** Runs once per run of vitest: a server in a temporary folder and one migrated database that test databases are cloned from. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lienthong-test-'))
  const server = await serverOf(dataDir)
  const template = `lt_template_${process.pid}`
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`create database ${template} template template0 encoding 'UTF8'`)
  const ownerUrl = Object.assign(new URL(server.url), { pathname: template }).href
  const problem = await migrate({ ownerUrl, kind: 'test', oneSecret: true }).then(
    () => '',
    (error: Error) => error.message,
  )
  await admin.query(`alter database ${template} is_template true`)
  project.provide('templateUrl', ownerUrl)
  project.provide('templateProblem', problem)
  return async () => {
    const { rows } = await admin.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template],
    )
    for (const { name } of rows) {
      await admin.query(`alter database ${name} is_template false`)
      await admin.query(`drop database ${name} with (force)`)
    }
    await admin.end()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
