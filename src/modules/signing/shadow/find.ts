import { join } from 'node:path'
import { askApart } from '#platform/apart/apart.ts'
import { pathIn, type Source, wholeOf } from '#platform/blobs/received.ts'
import type { Asked } from './look.ts'
import type { ShadowFinding } from './shadow.ts'

const looker = { program: join(import.meta.dirname, 'look.apart.ts'), longest: 30_000, memory: 512, resident: 1_500 }

/** What a PDF holds that its reader does not see. What could not be looked through in time is told as a finding, never as clean. */
export async function shadowIn(source: Source): Promise<ShadowFinding[]> {
  const path = pathIn(source)
  const asked: Asked = path === null ? { bytes: new Uint8Array(await wholeOf(source)) } : { path }
  const found = await askApart<ShadowFinding[]>(looker, asked)
  return found ?? [{ code: 'not-looked', page: null, area: null, what: '' }]
}
