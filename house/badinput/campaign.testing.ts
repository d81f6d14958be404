import { afterAll, beforeAll } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestProvince, testProvince } from '../../src/modules/documents/documents.testing.ts'
import { type Answer, type Served, served } from '../leaks/served.testing.ts'
import { type Traffic, traffic } from '../leaks/traffic.testing.ts'
import { type Prints, printsOf } from './stored.testing.ts'

/** What a campaign of bad input is fought with; filled before the first test. */
export type Campaign = {
  province: TestProvince
  server: Served
  /** Things of every kind that the addresses name. */
  made: Traffic
  stored: Prints
  /** Sends a body of the API, as JSON or as it stands. */
  callApi: (who: Actor | null, method: string, url: string, body: unknown) => Promise<Answer>
}

/** A sentence that people here can read. */
export const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i

/** The whole server over a province, with traffic or without, for the tests of one file. */
export function campaign({ busy = true }: { busy?: boolean } = {}): Campaign {
  const at = {} as Campaign
  beforeAll(async () => {
    const province = await testProvince()
    const made = busy ? await traffic(province) : ({ ids: {} } as Traffic)
    const server = await served(province)
    const stored = await printsOf(province.ownerUrl)
    const callApi: Campaign['callApi'] = (who, method, url, body) =>
      server.ask(who, { method, url, body: JSON.stringify(body), type: 'application/json' })
    Object.assign(at, { province, server, made, stored, callApi })
  }, 180_000)
  afterAll(async () => {
    await at.stored.close()
    await at.server.close()
    await at.province.close()
  })
  return at
}
