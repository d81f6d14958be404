import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Agency, agenciesOn, agencyByOrganId } from '#organisation'
import { readConfig } from '#platform/config/config.ts'
import { cannotStart } from '#platform/config/problem.ts'
import type { Tx } from '#platform/db/desk.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { openPool } from '#platform/db/pool.ts'
import { periodOf } from '#statistics'
import { type Typed, wrongUse } from './command.ts'

type Env = Typed['env']

/** True when the settings name an installation that is there. */
export function isInstalled(env: Env): boolean {
  const { databaseUrl, dataDir } = readConfig(env)
  return Boolean(databaseUrl) || existsSync(path.join(dataDir, 'postgres'))
}

/** Reads the installation's database beside the running program, or alone; nothing is changed. */
export async function reading<Done>({ env }: Pick<Typed, 'env'>, act: (tx: Tx) => Promise<Done>): Promise<Done> {
  const { databaseUrl, dataDir } = readConfig(env)
  if (!isInstalled(env)) {
    throw cannotStart(
      `Thư mục dữ liệu ${dataDir} chưa có bản cài nào. Hãy đặt DATA_DIR hoặc DATABASE_URL đúng bản cài cần hỏi.`,
      `No installation in ${dataDir}: set DATA_DIR or DATABASE_URL.`,
    )
  }
  const embedded = databaseUrl ? null : await startEmbedded({ dataDir, join: true })
  const pool = openPool(databaseUrl ?? embedded?.url ?? '', 2)
  try {
    return await pool.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(act)
  } finally {
    await pool.destroy()
    await embedded?.stop()
  }
}

/** The agency that bore the code on the last day of the period, or bears it now. @throws wrong-use */
export async function agencyOf(tx: Tx, code: string, on: string): Promise<Agency> {
  const then = (await agenciesOn(tx, on)).find(({ organId, code13 }) => organId === code || code13 === code)
  const agency = then ?? (await agencyByOrganId(tx, code))
  if (!agency) throw wrongUse(`Không có cơ quan nào mang mã "${code}".`)
  return agency
}

/** The period as typed. @throws wrong-use with what codes there are */
export function typedPeriod(typed: Typed) {
  const code = typed.need('period')
  try {
    return periodOf(code)
  } catch {
    throw wrongUse(`--period phải là một kỳ báo cáo (${periodCodes}), không phải "${code}".`)
  }
}

const periodCodes = '2026-11 tháng, 2026-Q4 quý, 2026-6T1 hoặc 2026-6T2 sáu tháng, 2026-9T chín tháng, 2026 năm'
export const periodOption = { name: 'period', value: 'KỲ', required: true, means: `kỳ báo cáo: ${periodCodes}` } as const
