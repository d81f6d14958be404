import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Pool } from './desk.ts'
import type { DB } from './schema.gen.ts'

// Dates stay text (yyyy-mm-dd): a Date object would move with the process's time zone. Big integers are counts that fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))

/** A statement's name on the server, and whether its answer is known beforehand: rows that are put in plainly have none. */
type Known = { name: string; foreseen: boolean }

const knownOf = (text: string): Known => ({
  name: createHash('sha1').update(text).digest('hex'),
  foreseen: /^insert into \S+ \([^)]*\)\s+values /.test(text) && !/\s(returning|on conflict)\s/.test(text),
})

/** One transaction on its connection: whether it runs, what was not waited for and went wrong, whether something waits to be sent. */
type Course = { open: boolean; fault: unknown; held: boolean }

/** Sends each statement under its name, so that the server reads and plans it once a connection. */
function sending(client: pg.PoolClient, known: (text: string) => Known) {
  const course: Course = { open: false, fault: null, held: false }
  const { stream } = client.connection
  const send = (text: string, values: unknown[]) => client.query({ name: known(text).name, text, values })
  // Travels with the next statement that is waited for, in one parcel.
  const along = (text: string, values: unknown[]) => {
    if (!course.held) stream.cork()
    Object.assign(course, { open: true, held: true })
    send(text, values).catch((error: unknown) => {
      course.fault ??= error
    })
    return Promise.resolve({ command: '', rowCount: null, rows: [] })
  }
  const ask = async (text: string, values: unknown[]) => {
    const answer = send(text, values)
    if (course.held) stream.uncork()
    course.held = false
    const result = await answer.catch((error: unknown) => {
      throw course.fault ?? error
    })
    const { fault } = course
    if (/^(commit|rollback)/.test(text)) Object.assign(course, { open: text.startsWith('rollback to'), fault: null })
    if (fault && !text.startsWith('rollback')) throw fault
    return result
  }
  return (text: string, values: unknown[]) =>
    text === 'begin' || (course.open && known(text).foreseen) ? along(text, values) : ask(text, values)
}

function prepared(client: pg.PoolClient, known: (text: string) => Known): pg.PoolClient {
  const query = sending(client, known)
  return new Proxy(client, {
    get(target, key) {
      if (key === 'query') return query
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function connections(url: string, max: number, pipeline = false): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, pipeline, application_name: 'lienthong' })
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
 * Opens a pool for one long run of the same few statements (a seeding). Inside a transaction a plain insert is not waited for:
 * its fault is that of the next statement, at the latest of the commit. Not for serving: a plan made for all values of a
 * parameter is a bad one for lists.
 */
export function openPreparedPool(url: string, max = 16): Pool {
  const pool = connections(url, max, true)
  const all = new Map<string, Known>()
  const known = (text: string): Known => {
    const found = all.get(text) ?? knownOf(text)
    all.set(text, found)
    return found
  }
  const connect = async () => prepared(await pool.connect(), known)
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { options: pool.options, connect, end: () => pool.end() } }) })
}
