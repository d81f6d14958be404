import type { Client } from 'pg'
import type { Entry } from '../journal.ts'
import { auditChain } from './audit.ts'
import type { Check } from './check.ts'
import { deliveries } from './deliveries.ts'
import { figures } from './figures.ts'
import { lives } from './lives.ts'
import { numbers } from './numbers.ts'
import { promises } from './promises.ts'

const checks: readonly Check[] = [...promises, ...numbers, ...deliveries, ...lives, ...figures, ...auditChain]

/**
 * Judges an installation after a crash by the client's journal and the database alone; it shares no code with the product.
 * Call it in one REPEATABLE READ transaction where others write. Returns every fault as "rule: place"; empty is good.
 */
export async function auditInstallation(client: Client, journal: readonly Entry[]): Promise<string[]> {
  const faults: string[] = []
  for (const { name, find } of checks) {
    for (const place of (await find(client, journal)).slice(0, 5)) faults.push(`${name}: ${place}`)
  }
  return faults
}
