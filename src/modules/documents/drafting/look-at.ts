import { Refused } from '#kernel/refused.ts'
import { hasSecretStamp, refuseSecretName } from '../secrecy.ts'
import { isPicture, isText, mediaTypeOf } from './file-kinds.ts'
import { hasStamp, hasWords, type ReadPdf, readPdf } from './read-pdf.ts'

export type GivenFile = { name: string; bytes: Uint8Array }
/** A file that was looked at before anything of it is stored. `read` is null for all but PDF. */
export type SeenFile = GivenFile & { mediaType: string; hasText: boolean; read: ReadPdf | null }

const pdf = 'application/pdf'

/**
 * Looks at a file for a grade of state secret: page 1 of a PDF, the lines of a text, the name of any file (DESIGN 5.4).
 * @throws Refused unreadable-file | secret-material (`about`)
 */
export async function lookAt({ name, bytes }: GivenFile, about: string): Promise<SeenFile> {
  const mediaType = mediaTypeOf(name, bytes, about)
  refuseSecretName(name, about)
  if (isText(mediaType) && hasSecretStamp(new TextDecoder().decode(bytes))) throw new Refused('secret-material', about)
  const read = mediaType === pdf ? await readPdf(bytes, about) : null
  if (read && hasStamp(read)) throw new Refused('secret-material', about)
  return { name, bytes, mediaType, read, hasText: read ? hasWords(read) : !isPicture(mediaType) }
}
