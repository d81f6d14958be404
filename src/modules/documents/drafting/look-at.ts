import { Refused } from '#kernel/refused.ts'
import { headOf, type Source, sizeOf } from '#platform/blobs/received.ts'
import { refuseSecretName } from '../secrecy.ts'
import { isPicture, isText, mediaTypeOf } from './file-kinds.ts'
import { hasWords, type ReadPdf, readPdf } from './read-pdf.ts'
import { textBearsStamp } from './stamp-in-text.ts'
import { hasStamp } from './stamp-on-page.ts'

export type GivenFile = { name: string; content: Source }
/** A file that was looked at before anything of it is stored. `read` is null for all but PDF. */
export type SeenFile = GivenFile & { mediaType: string; hasText: boolean; read: ReadPdf | null }

const pdf = 'application/pdf'

/**
 * Looks at a file for a grade of state secret: page 1 of a PDF, the lines of a text, the name of any file (DESIGN 5.4).
 * @throws Refused unreadable-file | secret-material (`about`)
 */
export async function lookAt({ name, content }: GivenFile, about: string): Promise<SeenFile> {
  if (sizeOf(content) === 0) throw new Refused('unreadable-file', about)
  const mediaType = mediaTypeOf(name, await headOf(content, 16), about)
  refuseSecretName(name, about)
  if (isText(mediaType) && (await textBearsStamp(content))) throw new Refused('secret-material', about)
  const read = mediaType === pdf ? await readPdf(content, about) : null
  if (read && hasStamp(read)) throw new Refused('secret-material', about)
  return { name, content, mediaType, read, hasText: read ? hasWords(read) : !isPicture(mediaType) }
}
