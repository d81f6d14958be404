import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { Refused } from '#kernel/refused.ts'
import type { Tx } from '#platform/db/desk.ts'
import { fileLock } from './lock.ts'
import { full, inDatabase, type Receive, type Received, receivingIn, type Source } from './received.ts'

export type Kept = { sha256: string; size: number; mediaType: string }
/** A stored file to be sent: its length, and its bytes or a part of them (`end` included) as they flow. */
export type Stored = { size: number; flow: (part?: { start: number; end: number }) => Readable }
export type Files = {
  /** Takes files in while `act` runs; what was not kept is gone at its end. @throws Refused too-large | storage-full */
  receiving: <Done>(act: (receive: Receive) => Promise<Done>) => Promise<Done>
  /** Stores a file durably before the row that refers to it. @throws Refused too-large | storage-full */
  keep: (tx: Tx, content: Source, mediaType: string) => Promise<Kept>
  /** The bytes of a stored file, checked against their hash. @throws Refused not-found | unreadable-file */
  bytes: (tx: Tx, sha256: string) => Promise<Buffer>
  /** A stored file to be sent as it flows. @throws Refused not-found | unreadable-file */
  open: (tx: Tx, sha256: string) => Promise<Stored>
  /** A stored file for one that reads in it here and there. @throws Refused not-found | unreadable-file */
  source: (tx: Tx, sha256: string) => Promise<Source>
}

export const pathOf = (folder: string, sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)

async function syncFolder(path: string) {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Moves a file that is whole and synced to the place of its hash. */
async function intoPlace(folder: string, received: Received): Promise<void> {
  const path = pathOf(folder, received.sha256)
  if (received.at === path) return
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rename(String(received.at), path)
  received.at = path
  await syncFolder(dirname(path))
  if (!made) return
  await syncFolder(dirname(dirname(path)))
  await syncFolder(folder)
}

/**
 * The row of a file, under a lock that keeps the clearing away of unread files from it until the transaction ends. One that is
 * there already counts as stored today.
 */
async function keepRow(tx: Tx, { sha256, size, mediaType }: Kept, content: Uint8Array | null): Promise<void> {
  const bytes = content === null ? null : Buffer.from(content)
  const { numAffectedRows } = await sql`
    with held as materialized (select pg_advisory_xact_lock_shared(${fileLock}::int, hashtext(${sha256})))
    insert into platform.blob (sha256, size, media_type, content)
    select ${sha256}, ${size}, ${mediaType}, ${bytes}::bytea from held on conflict (sha256) do nothing`.execute(tx)
  if (numAffectedRows === 0n)
    await sql`update platform.blob set stored_at = app.now()
      where sha256 = ${sha256} and stored_at < app.now() - interval '1 hour'`.execute(tx)
}

async function keepSmall(tx: Tx, content: Uint8Array, mediaType: string): Promise<Kept> {
  const kept = { sha256: createHash('sha256').update(content).digest('hex'), size: content.byteLength, mediaType }
  await keepRow(tx, kept, content)
  return kept
}

/** The row first, for its lock; then the file in its place; the transaction of the caller makes both true together. */
async function keepReceived(folder: string, tx: Tx, received: Received, mediaType: string): Promise<Kept> {
  const { sha256, size, at } = received
  const kept = { sha256, size, mediaType }
  await keepRow(tx, kept, typeof at === 'string' ? null : at)
  if (typeof at === 'string')
    await intoPlace(folder, received).catch((error) => {
      throw full(error)
    })
  return kept
}

async function readable(tx: Tx, sha256: string): Promise<{ size: number; content: Buffer | null }> {
  const row = await tx
    .selectFrom('platform.blob')
    .select(['content', 'verdict', 'size'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (!row || row.verdict === 'INFECTED') throw new Refused('not-found', 'file')
  return { size: Number(row.size), content: row.content }
}

/** The path of a large file that is as long as it should be. @throws Refused unreadable-file */
async function soundPath(folder: string, sha256: string, size: number): Promise<string> {
  const path = pathOf(folder, sha256)
  const found = await stat(path).catch(() => null)
  if (found?.size !== size) throw new Refused('unreadable-file', sha256)
  return path
}

/** What flows, to its last piece, which is held back until the whole is known to be what was stored. */
async function* sound(flow: Readable, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let last: Buffer | null = null
  for await (const chunk of flow) {
    if (last) yield last
    last = chunk as Buffer
    hash.update(last)
  }
  if (hash.digest('hex') !== sha256) throw new Refused('unreadable-file', sha256)
  if (last) yield last
}

const part = (content: Uint8Array, { start, end }: { start: number; end: number }) => content.subarray(start, end + 1)

/** The files of an installation: rows for small ones, `folder` for the rest. Large content never stands whole in memory here. */
export function openFiles(folder: string): Files {
  const bytes: Files['bytes'] = async (tx, sha256) => {
    const row = await readable(tx, sha256)
    const content = row.content ?? (await buffer(createReadStream(await soundPath(folder, sha256, row.size))))
    if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Refused('unreadable-file', sha256)
    return content
  }
  return {
    receiving: (act) => receivingIn(folder, act),
    async keep(tx, content, mediaType) {
      if (!(content instanceof Uint8Array)) return keepReceived(folder, tx, content, mediaType)
      if (content.byteLength <= inDatabase) return keepSmall(tx, content, mediaType)
      return receivingIn(folder, async (receive) => keepReceived(folder, tx, await receive(Readable.from([content])), mediaType))
    },
    bytes,
    async open(tx, sha256) {
      const { size, content } = await readable(tx, sha256)
      if (content) return { size, flow: (wanted) => Readable.from([wanted ? part(content, wanted) : content]) }
      const path = await soundPath(folder, sha256, size)
      return {
        size,
        flow: (wanted) => (wanted ? createReadStream(path, wanted) : Readable.from(sound(createReadStream(path), sha256))),
      }
    },
    async source(tx, sha256) {
      const { size, content } = await readable(tx, sha256)
      return content ?? { sha256, size, at: await soundPath(folder, sha256, size) }
    },
  }
}
