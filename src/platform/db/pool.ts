import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Pool } from './desk.ts'
import type { DB } from './schema.gen.ts'

// Dates stay text (yyyy-mm-dd): a Date object would move with the process's time zone. Big integers are counts that fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))

/** Each statement under a name of its own: the server reads and plans it once a connection. */
const prepared = (client: pg.PoolClient): pg.PoolClient =>
  new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (key === 'query')
        return (text: string, values: unknown[]) =>
          target.query({ name: createHash('sha1').update(text).digest('hex'), text, values })
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

function connections(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'lienthong' })
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // One that dies in the middle of a transaction, between two queries, is told by its next query.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Opens the pool of a serving role. Only `platform/db`, the app's start and tests may hold one. */
export const openPool = (url: string, max = 16): Pool =>
  new Kysely<DB>({ dialect: new PostgresDialect({ pool: connections(url, max) }) })

/**
 * Opens a pool for one long run of the same few statements (a seeding). Not for serving: a plan made for all values of a
 * parameter is a bad one for lists.
 */
export function openPreparedPool(url: string, max = 16): Pool {
  const pool = connections(url, max)
  const connect = async () => prepared(await pool.connect())
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { options: pool.options, connect, end: () => pool.end() } }) })
}
