import { join } from 'node:path'
import { askApart } from '#platform/apart/apart.ts'
import { readSignedData } from '../pdf/cms.ts'
import { derIn, looksLikeCms } from './detached.ts'
import { bytesOf, type Content } from './file.ts'
import { looksLikeXml } from './xml/judge.ts'

const opening = {
  program: join(import.meta.dirname, 'inside.apart.ts'),
  longest: 3_000,
  memory: 400,
  resident: 500,
  questions: 50,
}
const xmlSignature = 'http://www.w3.org/2000/09/xmldsig#'

/** How many first bytes `signatureForm` wants to see. */
export const signatureHead = 4_096

/** Whether a file is a signature of its own, by its first bytes: CMS (.p7s, .p7m), or XML whose beginning names signatures. */
export function signatureForm(head: Uint8Array): 'cms' | 'xml' | null {
  if (looksLikeCms(head)) return 'cms'
  return looksLikeXml(head) && Buffer.from(head).includes(xmlSignature) ? 'xml' : null
}

/** What a CMS carries inside; `content` null when it lies beside. */
export type Opened = { content: Uint8Array | null }

/** Opens a CMS in this process; null when it is none. One from outside goes through `openCms`. */
export async function openedHere(cms: Content): Promise<Opened | null> {
  const bytes = await bytesOf(cms)
  const data = typeof bytes === 'string' ? null : readSignedData(derIn(bytes))
  if (!data) return null
  const inside = data.encapContentInfo.eContent?.getValue()
  return { content: inside ? new Uint8Array(inside) : null }
}

/** Opens a CMS from outside in a process of its own, within 3 seconds and 500 MB; null when it cannot be read. */
export const openCms = async (cms: Content): Promise<Opened | null> => (await askApart<Opened | null>(opening, { cms })) ?? null
