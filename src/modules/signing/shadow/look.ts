import { readFile } from 'node:fs/promises'
import { objectFindings } from './objects.ts'
import { pageFindings } from './pages.ts'
import { gathered, type ShadowFinding } from './shadow.ts'

/** What is looked at: a file by its path, or bytes. */
export type Asked = { path: string } | { bytes: Uint8Array }

const notLooked: ShadowFinding[] = [{ code: 'not-looked', page: null, area: null, what: '' }]

/** Looks through a PDF here and now; a file from outside is looked at by `shadowIn`, which does it apart. */
export async function lookThrough(asked: Asked): Promise<ShadowFinding[]> {
  const bytes = 'path' in asked ? new Uint8Array(await readFile(asked.path)) : asked.bytes
  const objects = await objectFindings(bytes).catch(() => notLooked)
  const pages = await pageFindings(bytes).catch(() => notLooked)
  return gathered([...objects, ...pages])
}
