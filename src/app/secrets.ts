import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cannotStart } from '#platform/config/problem.ts'

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

/** Whether an installation's secrets lie in this data folder. */
export const hasSecrets = (dataDir: string): boolean =>
  ['database', 'keys'].every((name) => existsSync(join(dataDir, 'secrets', name)))

/** For an installation that is there while its secrets are not: new ones would open no signing key. */
export const secretsMissing = (dataDir: string) =>
  cannotStart(
    `Thư mục ${join(dataDir, 'secrets')} thiếu bí mật của bản cài này nên không mở được khóa ký. Chưa có gì bị thay đổi. Hãy đặt DATA_DIR đúng thư mục dữ liệu của bản cài, hoặc chép thư mục secrets đã cất riêng vào đó.`,
    `The secrets of this installation are not in ${join(dataDir, 'secrets')}, so no signing key would open. Nothing was changed. Set DATA_DIR to the installation's own data folder, or copy the secrets folder that was kept apart into it.`,
  )

async function secretIn(file: string): Promise<Buffer> {
  try {
    // Two starting processes may both find nothing: the first to create the file decides, the other reads it.
    await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  const secret = Buffer.from(await readFile(file, 'utf8'), 'base64')
  if (secret.length === 32) return secret
  throw cannotStart(
    `Tệp ${file} không còn nguyên vẹn: hãy chép lại tệp này từ bản secrets đã cất riêng.`,
    `The file ${file} is damaged: bring it back from the copy of the secrets that was kept apart.`,
  )
}

/** The installation's secrets under its data folder, made at the first start, readable by its own user only. */
export async function installationSecrets(dataDir: string): Promise<Secrets> {
  const folder = join(dataDir, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [database, keys] = await Promise.all([secretIn(join(folder, 'database')), secretIn(join(folder, 'keys'))])
  return { database: database.toString('hex'), keys }
}
