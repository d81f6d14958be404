import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type TestDatabase = {
  /** URL of the superuser, who owns everything and is bound by no row policy. Serving roles: `roleUrl(ownerUrl, 'lt_app')`. */
  ownerUrl: string
  /** Drops the database, with whatever is still connected to it. */
  close(): Promise<void>
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: 'postgres' }).href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * A fresh migrated database for one test file: a clone of the template that the run made once. Call it in `beforeAll` and
 * `close` it in `afterAll`. On PostgreSQL 18, or on another server when the run says so (TEST_PG, TEST_DATABASE_URL).
 */
export async function testDatabase(): Promise<TestDatabase> {
  const problem = inject('templateProblem')
  if (problem) throw new Error(problem)
  const templateUrl = inject('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  return made(templateUrl, `template ${template}`)
}

/**
 * The same with what `fill` puts into it: done once per run, by whoever asks first for `name`; everybody gets a clone of it.
 * `fill` closes what it opens.
 */
export async function filledDatabase(name: string, fill: (ownerUrl: string) => Promise<void>): Promise<TestDatabase> {
  const problem = inject('templateProblem')
  if (problem) throw new Error(problem)
  const templateUrl = inject('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  const filled = `${template}_${name}`
  const client = new pg.Client({ connectionString: Object.assign(new URL(templateUrl), { pathname: 'postgres' }).href })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [filled])
    const { rows } = await client.query<{ whole: boolean }>('select datistemplate as whole from pg_database where datname = $1', [
      filled,
    ])
    if (!rows[0]?.whole) {
      await client.query(`drop database if exists ${filled} with (force)`)
      await client.query(`create database ${filled} template ${template}`)
      await fill(Object.assign(new URL(templateUrl), { pathname: filled }).href)
      await client.query(`alter database ${filled} is_template true`)
    }
  } finally {
    await client.end()
  }
  return made(templateUrl, `template ${filled}`)
}

async function made(templateUrl: string, how: string): Promise<TestDatabase> {
  const name = `lt_test_${randomBytes(6).toString('hex')}`
  await onServer(templateUrl, `create database ${name} ${how}`)
  return {
    ownerUrl: Object.assign(new URL(templateUrl), { pathname: name }).href,
    close: () => onServer(templateUrl, `drop database if exists ${name} with (force)`),
  }
}

/** A database with nothing in it, not even a schema of ours: where restoring and upgrading begin. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const problem = inject('templateProblem')
  if (problem) throw new Error(problem)
  return made(inject('templateUrl'), 'template template0')
}
