import { auditKey } from '#platform/audit/seal.ts'
import { backup } from '#platform/backup/backup.ts'
import { backupFolder } from '#platform/backup/daily.ts'
import { proveBackup } from '#platform/backup/prove.ts'
import { cannotStart, startProblemOf } from '#platform/config/problem.ts'
import { type InstallationKind, migrate, pendingMigrations } from '#platform/db/migrate.ts'
import type { Tell } from './tell.ts'

export type Upgrade = {
  ownerUrl: string
  kind: InstallationKind
  secret: string
  dataDir: string
  blobFolder: string
  tell: Tell
  /** Another folder of migrations; for tests of failing upgrades. */
  from?: string
}

const why = (error: unknown) => startProblemOf(error) ?? (error as Error).message

/** The reason and the way back, for the person who started the newer program. */
const stopped = (folder: string, error: unknown, left: string) =>
  cannotStart(
    `${why(error)}\n${left} Bản sao lưu trước khi nâng cấp: ${folder}. Để quay lại: chạy lại bản chương trình cũ; nếu nó không nhận dữ liệu này, khôi phục bản sao lưu vào nơi trống rồi chạy bản cũ ở đó: DATA_DIR=THƯ-MỤC-MỚI bin/lienthong restore ${folder}`,
    `The upgrade did not happen. Backup taken before it: ${folder}. To go back, run the old program again, or restore that backup into an empty DATA_DIR with the old program.`,
  )

/** A backup, proven by restoring it into a second instance where the new migrations are tried first. @throws cannot-start */
async function proven(of: Upgrade, folder: string): Promise<void> {
  const { kind, from } = of
  const untouched = 'Chưa có gì trong dữ liệu bị thay đổi.'
  try {
    await backup(of, folder)
  } catch (error) {
    throw cannotStart(
      `Chưa nâng cấp vì không sao lưu được: ${why(error)} ${untouched} Hãy dọn chỗ trống hoặc kiểm tra thư mục ${folder}, rồi khởi động lại.`,
      'The upgrade did not happen because the backup before it failed. Nothing was changed.',
    )
  }
  await proveBackup(folder, await auditKey(of.dataDir), (ownerUrl, secret) =>
    migrate({ ownerUrl, kind, secret, ...(from ? { from } : {}) }),
  ).catch((error) => {
    throw stopped(folder, error, untouched)
  })
}

/**
 * Brings an existing installation to this program's schema. With anything to do, a verified backup comes first and the new
 * migrations run on its copy before they touch the data; then each runs in a transaction of its own.
 * Returns the names of what ran. @throws cannot-start with the backup's folder and the way back
 */
export async function upgrade(of: Upgrade): Promise<string[]> {
  const { ownerUrl, kind, secret, from, dataDir, tell } = of
  const todo = await pendingMigrations(ownerUrl, from)
  const options = { ownerUrl, kind, secret, ...(from ? { from } : {}) }
  if (todo.length === 0) return migrate(options)
  const folder = backupFolder(dataDir, new Date(), 'upgrade')
  tell(`Chương trình mới hơn dữ liệu ${todo.length} bước. Đang sao lưu vào ${folder} và kiểm tra bản sao lưu …`)
  await proven(of, folder)
  try {
    return await migrate(options)
  } catch (error) {
    throw stopped(folder, error, 'Bước bị lỗi đã được hoàn lại.')
  }
}
