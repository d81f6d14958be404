import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { openDesk, type Pool } from '#platform/db/desk.ts'
import { roleUrl } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { openFiles, pathOf } from './blobs.ts'
import { headOf, largestFile, wholeOf } from './received.ts'

let database: TestDatabase
let pool: Pool
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(roleUrl(database.ownerUrl, 'lt_app'))
  folder = await mkdtemp(join(tmpdir(), 'lt-blobs-'))
})
afterAll(async () => {
  await pool.destroy()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const desk = () => openDesk(pool, visitor)
const unfinished = () => readdir(join(folder, 'incoming')).catch(() => [])

async function* pieces(content: Uint8Array, size = 50_000) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

test('a small file waits in memory, a large one on disk; what is not kept is gone when the act ends', async () => {
  const large = randomBytes(200_000)
  await openFiles(folder).receiving(async (receive) => {
    const small = await receive(pieces(Buffer.from('nhỏ')))
    expect(typeof small.at).not.toBe('string')
    const received = await receive(pieces(large))
    expect(await unfinished()).toHaveLength(1)
    expect(Buffer.from(await wholeOf(received)).equals(large)).toBe(true)
    expect(Buffer.from(await headOf(received, 4)).equals(large.subarray(0, 4))).toBe(true)
  })
  expect(await unfinished()).toEqual([])
})

test('what breaks off or is too large leaves nothing, and the act fails', async () => {
  async function* breaking() {
    yield randomBytes(100_000)
    throw new Error('left')
  }
  const files = openFiles(folder)
  await expect(files.receiving((receive) => receive(breaking()))).rejects.toThrow('left')
  const tooMuch = new Uint8Array(largestFile + 1)
  await expect(files.receiving((receive) => receive(pieces(tooMuch, 5_000_000)))).rejects.toMatchObject({ code: 'too-large' })
  expect(await unfinished()).toEqual([])
})

test('a file that was changed on the disk does not flow to its end', async () => {
  const content = randomBytes(300_000)
  const files = openFiles(folder)
  const { sha256 } = await desk().work(({ tx }) => files.keep(tx, content, 'application/pdf'))
  const flow = async () => buffer((await desk().work(({ tx }) => files.open(tx, sha256))).flow())
  expect((await flow()).equals(content)).toBe(true)
  content[150_000] = (content[150_000] ?? 0) ^ 1
  await writeFile(pathOf(folder, sha256), content)
  await expect(flow()).rejects.toMatchObject({ code: 'unreadable-file' })
  await writeFile(pathOf(folder, sha256), content.subarray(0, 1000))
  await expect(flow()).rejects.toMatchObject({ code: 'unreadable-file' })
})
