import type { Kept } from '#platform/blobs/blobs.ts'
import type { Desk } from '#platform/db/desk.ts'
import { watched } from '../watch.ts'
import { type Beside, type Came, paired } from './beside.ts'
import type { EnteredFile, KeptSignature } from './enter.ts'
import { lookAt, type Scan } from './scan.ts'

/** A file that was looked at and is not stored, with the signature that lies beside it. */
export type SeenFile = Scan & Pick<Came, 'content'> & { beside: Beside | null }
/** What came in; `there`: of each file that was there before, the signature that came for it. */
export type Taken = { files: SeenFile[]; there: (Beside | null)[] }

export type Taking = {
  /** Names of files without a signature that were there before. */
  there: readonly string[]
  door: string
  about: string
}

/**
 * Puts signatures to their files and looks at each file, before anything is stored.
 * @throws Refused secret-material | unreadable-file | file-protected | file-with-script | signature-alone | too-large
 */
export async function takeFiles(desk: Desk, came: readonly Came[], { there, door, about }: Taking): Promise<Taken> {
  const pairs = await watched(desk, { door }, () => paired(came, there, about))
  const files: SeenFile[] = []
  for (const { name, content, beside } of pairs.files)
    files.push({ ...(await watched(desk, { door }, () => lookAt(content, name, about))), content, beside })
  return { files, there: pairs.there }
}

type Keep = (content: Came['content'], mediaType: string) => Promise<Kept>

export const keepSignature = async (keep: Keep, { name, content, mediaType }: Beside): Promise<KeptSignature> => ({
  name,
  kept: await keep(content, mediaType),
})

/** Stores a file and the signature beside it. */
export async function keepFile(keep: Keep, { content, beside, ...scan }: SeenFile): Promise<EnteredFile> {
  const kept = await keep(content, scan.mediaType)
  return { ...scan, kept, ...(beside ? { signature: await keepSignature(keep, beside) } : {}) }
}
