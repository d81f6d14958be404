import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Refused } from '#kernel/refused.ts'
import { hasSecretStamp } from '../secrecy.ts'

/** What came in as a file: the bytes and what they are. `hasText` false: nobody but a person can look for a secrecy stamp. */
export type Scan = { name: string; mediaType: 'application/pdf' | 'image/jpeg' | 'image/png'; hasText: boolean }

const starts = (bytes: Uint8Array, signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign)

/** The kind of a file by its first bytes, never by its name. @throws Refused unreadable-file (`about`) */
function mediaTypeOf(bytes: Uint8Array, about: string): Scan['mediaType'] {
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46])) return 'application/pdf'
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47])) return 'image/png'
  throw new Refused('unreadable-file', about)
}

type Piece = { str?: string; hasEOL?: boolean }

/** The lines of the first page of a PDF, and whether any of its first pages carries text. */
async function linesOf(bytes: Uint8Array, about: string): Promise<string[]> {
  // The reader takes the buffer over; the file itself is still needed.
  const task = getDocument({ data: bytes.slice(), useSystemFonts: true, verbosity: 0 })
  try {
    const pdf = await task.promise
    const { items } = await (await pdf.getPage(1)).getTextContent()
    return (items as Piece[])
      .map((piece) => `${piece.str ?? ''}${piece.hasEOL ? '\n' : ' '}`)
      .join('')
      .split('\n')
  } catch {
    throw new Refused('unreadable-file', about)
  } finally {
    await task.destroy()
  }
}

/**
 * Looks at a file before anything of it is stored: PDF, JPEG or PNG, and no line on page 1 that is a grade of state secret.
 * @param about - the field, for the refusal
 * @throws Refused unreadable-file | secret-material
 */
export async function lookAt(bytes: Uint8Array, name: string, about: string): Promise<Scan> {
  const mediaType = mediaTypeOf(bytes, about)
  if (mediaType !== 'application/pdf') return { name, mediaType, hasText: false }
  const lines = (await linesOf(bytes, about)).map((line) => line.trim()).filter(Boolean)
  if (lines.some(hasSecretStamp)) throw new Refused('secret-material', about)
  return { name, mediaType, hasText: lines.join('').length >= 20 }
}
