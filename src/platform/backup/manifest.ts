import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a backup folder holds: one file per table, the large files, and this list of all of it with hashes. */
export const Manifest = z.object({
  format: z.literal(1),
  /** When the one snapshot was taken, by the database's clock. */
  at: z.iso.datetime(),
  kind: z.enum(['demo', 'test', 'real']),
  installation: z.uuid(),
  /** Names of the migrations that made the schema of these tables, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), sha256 })),
  files: z.array(z.object({ sha256, size: z.int() })),
})
export type Manifest = z.infer<typeof Manifest>

/** A reason for which a backup cannot be made or used, said to the one who typed the command, without a stack. */
export const unusable = (sentence: string, cause?: unknown) =>
  Object.assign(new Error(sentence, { cause }), { name: 'CannotStart', code: 'cannot-start' as const })

export const manifestFile = (folder: string) => join(folder, 'manifest.json')
export const tableFile = (folder: string, table: string) => join(folder, 'tables', `${table}.copy`)
export const blobFile = (folder: string, hash: string) => join(folder, 'files', hash.slice(0, 2), hash)

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** @throws Error with a Vietnamese sentence when the folder is not a whole backup */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestFile(folder), 'utf8')))
  } catch (error) {
    throw unusable(`${folder} không phải bản sao lưu trọn vẹn (thiếu hoặc hỏng manifest.json).`, error)
  }
}
