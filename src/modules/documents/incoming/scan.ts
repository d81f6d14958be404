import { Refused } from '#kernel/refused.ts'
import { headOf, type Source } from '#platform/blobs/received.ts'
import { hasWords, readPdf } from '../drafting/read-pdf.ts'
import { hasStamp } from '../drafting/stamp-on-page.ts'
import { refuseSecretName } from '../secrecy.ts'

/** What a scanner makes. */
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'] as const

/** What came in as a file, and what it is. `hasText` false: nobody but a person can look for a secrecy stamp. */
export type Scan = { name: string; mediaType: (typeof scanTypes)[number]; hasText: boolean }

const starts = (bytes: Uint8Array, signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign)

/** The kind of a file by its first bytes, never by its name. @throws Refused unreadable-file (`about`) */
function mediaTypeOf(bytes: Uint8Array, about: string): Scan['mediaType'] {
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46])) return 'application/pdf'
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47])) return 'image/png'
  if (starts(bytes, [0x49, 0x49, 0x2a, 0]) || starts(bytes, [0x4d, 0x4d, 0, 0x2a])) return 'image/tiff'
  throw new Refused('unreadable-file', about)
}

const endings: Readonly<Record<Scan['mediaType'], RegExp>> = {
  'application/pdf': /\.pdf$/i,
  'image/jpeg': /\.(jpe?g|jfif)$/i,
  'image/png': /\.png$/i,
  'image/tiff': /\.tiff?$/i,
}
const usual: Readonly<Record<Scan['mediaType'], string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/tiff': '.tif',
}

/** The name with an ending that says what the file is; one that says something else is refused. @throws Refused unreadable-file */
function nameFor(name: string, mediaType: Scan['mediaType'], about: string): string {
  if (endings[mediaType].test(name)) return name
  if (name.includes('.')) throw new Refused('unreadable-file', about)
  return `${name}${usual[mediaType]}`
}

/**
 * Looks at a file before anything of it is stored: PDF, JPEG, PNG or TIFF, and no line on page 1 that is a grade of state secret.
 * @param about - the field, for the refusal
 * @throws Refused unreadable-file | file-protected | file-with-script | secret-material
 */
export async function lookAt(content: Source, given: string, about: string): Promise<Scan> {
  const mediaType = mediaTypeOf(await headOf(content, 16), about)
  const name = nameFor(given, mediaType, about)
  refuseSecretName(name, about)
  if (mediaType !== 'application/pdf') return { name, mediaType, hasText: false }
  const read = await readPdf(content, about)
  if (hasStamp(read)) throw new Refused('secret-material', about)
  return { name, mediaType, hasText: hasWords(read) }
}
