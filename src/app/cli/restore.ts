import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { forgetWitness } from '#platform/audit/witness.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { restorable, restore } from '#platform/backup/restore.ts'
import { blobFolderOf, type Config, readConfig } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { unfinishedRestore } from '../ground.ts'
import { installationSecrets } from '../secrets.ts'
import type { Command } from './command.ts'

/** What stands in the data folder; nothing when it is not there yet. */
async function contents(dataDir: string): Promise<string[]> {
  return readdir(dataDir).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return []
    throw cannotStart(`Không đọc được thư mục dữ liệu ${dataDir} (${error.code}).`, `${dataDir} cannot be read (${error.code}).`)
  })
}

async function bring(config: Config, folder: string): Promise<Manifest> {
  const { database: secret } = await installationSecrets(config.dataDir)
  const blobFolder = blobFolderOf(config)
  if (config.databaseUrl) return restore({ ownerUrl: config.databaseUrl, blobFolder, secret }, folder)
  const embedded = await startEmbedded({ dataDir: config.dataDir })
  try {
    return await restore({ ownerUrl: embedded.url, blobFolder, secret }, folder)
  } finally {
    await embedded.stop()
  }
}

/** All or nothing: the backup is checked before the place is touched, and a failure leaves the place as it was. */
async function restoreInto(config: Config, folder: string): Promise<Manifest> {
  const before = await contents(config.dataDir)
  // A restore that was killed left its mark, and a database that the next one empties and goes on with.
  const halfway = before.includes(unfinishedRestore)
  if (!config.databaseUrl && before.includes('postgres') && !halfway) {
    throw cannotStart(
      `Thư mục dữ liệu ${config.dataDir} đã có bản cài. Hãy đặt DATA_DIR là thư mục khác.`,
      `${config.dataDir} holds an installation already: set DATA_DIR to another folder.`,
    )
  }
  await restorable(folder)
  const clean = async (names: readonly string[]) => {
    for (const name of names) await rm(join(config.dataDir, name), { recursive: true, force: true })
  }
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  await writeFile(join(config.dataDir, unfinishedRestore), '')
  try {
    const manifest = await bring(config, folder)
    // What was remembered of another database's audit says nothing about this one.
    await forgetWitness(config.dataDir)
    await clean([unfinishedRestore])
    return manifest
  } catch (error) {
    const left = (await contents(config.dataDir)).filter((name) => !before.includes(name))
    await clean(left)
    throw error
  }
}

export const command: Command = {
  name: 'restore',
  summary: 'Khôi phục một bản sao lưu vào thư mục dữ liệu (hoặc cơ sở dữ liệu) còn trống.',
  operands: [{ name: 'DIR', means: 'thư mục của bản sao lưu' }],
  examples: ['DATA_DIR=/srv/lienthong-moi bin/lienthong restore /mnt/sao-luu/2026-11-21'],
  async run(typed) {
    const config = readConfig(typed.env)
    const folder = resolve(typed.operand('DIR') ?? '')
    const { at, tables, files } = await restoreInto(config, folder)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return {
      status: 0,
      json: { folder, at, rows, files: files.length, dataDir: config.dataDir },
      text: `Đã khôi phục bản sao lưu ${at}: ${rows} dòng, ${files.length} tệp. Trước khi chạy, chép thư mục secrets đã cất riêng vào ${config.dataDir} nếu chưa có.`,
    }
  },
}
