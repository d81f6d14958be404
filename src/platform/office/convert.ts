import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from '#kernel/refused.ts'
import { askApart } from '../apart/apart.ts'
import { pathIn, type Source, wholeOf } from '../blobs/received.ts'
import type { Converted } from './convert.apart.ts'

const converter = { program: join(import.meta.dirname, 'convert.apart.ts'), longest: 75_000, memory: 256 }
const places = ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/opt/libreoffice/program/soffice']

/** Where LibreOffice of the distribution lies; undefined where it is not installed. */
export const officeProgram = (among: readonly string[] = places): string | undefined => among.find((one) => existsSync(one))

/** What can be converted, by media type, with the ending by which LibreOffice knows it. */
const endings: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/msword': 'doc',
}
export const isWord = (mediaType: string): boolean => mediaType in endings

/**
 * A file of a word processor as PDF, made by LibreOffice in a process apart: no macro runs, nothing is fetched, time, memory and
 * size have limits. @throws Refused no-converter | unreadable-file (`about`)
 */
export async function wordToPdf(
  source: Source,
  { mediaType, about }: { mediaType: string; about: string },
  program: string | undefined = officeProgram(),
): Promise<Uint8Array> {
  if (!program) throw new Refused('no-converter', about)
  const path = pathIn(source)
  const given = path === null ? { bytes: new Uint8Array(await wholeOf(source)) } : { path }
  const made = await askApart<Converted>(converter, { program, ending: endings[mediaType] ?? 'docx', ...given })
  if (!made) throw new Refused('unreadable-file', about)
  return made.pdf
}
