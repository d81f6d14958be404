import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What an installation keeps outside its database. Without `keys` the signing keys in a backup open for nobody, so the file
 * `secrets/keys` is to be kept apart from backups, and restored with them.
 */
export type Secrets = {
  /** From it follow the passwords of the serving roles. */
  database: string
  /** 32 bytes under which people's and agencies' signing keys are wrapped once more. */
  keys: Uint8Array
}

async function secretIn(file: string): Promise<Buffer> {
  try {
    // Two starting processes may both find nothing: the first to create the file decides, the other reads it.
    await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  const secret = Buffer.from(await readFile(file, 'utf8'), 'base64')
  if (secret.length === 32) return secret
  throw new Error(`Tệp ${file} không còn nguyên vẹn: hãy lấy lại tệp này từ bản sao lưu.`)
}

/** The installation's secrets under its data folder, made at the first start, readable by its own user only. */
export async function installationSecrets(dataDir: string): Promise<Secrets> {
  const folder = join(dataDir, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [database, keys] = await Promise.all([secretIn(join(folder, 'database')), secretIn(join(folder, 'keys'))])
  return { database: database.toString('hex'), keys }
}
