import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathIn, type Source, wholeOf } from '#platform/blobs/received.ts'
import { archived, pictureColours } from '#platform/pdf/archived.ts'
import { readHocr } from './hocr.ts'
import type { PageRead, PageSeen } from './page.ts'
import { type Picture, pageCount, picturesOf } from './pictures.ts'
import { type Recogniser, runBounded } from './program.ts'

/** A scan of more pages stays as it is. */
export const mostPages = 200
/** Seconds for the program to stand, and for each page. */
const [start, perPage] = [60, 20]
/** Inches of the long side of A4, and the longest that is still taken as a scan's own word for its size. */
const [longSide, longest] = [11.69, 17]

export type Recognised = { pdf: Uint8Array; pages: PageSeen[] }
/** Why a scan was not read: no such program, too many pages, or a file that the program cannot read. */
export type NotRead = { notRead: 'no-program' | 'too-many-pages' | 'unreadable' }

/** Dark and light are told apart place by place (Sauvola): a seal over text or a shadow darkens its neighbourhood, not the page. */
// The page is read line by line across its whole width (6): a seal among the lines makes the usual analysis lose them.
const locally = ['-c', 'thresholding_method=2', '--psm', '6']

type Asked = { mediaType: string; title: string; at: Date }

/** One run over one picture or a list of them: pictures with the words under them as PDF, and a description of what was seen. */
async function run(folder: string, { tesseract }: Recogniser, asked: { input: string; pages: number; dpi?: number }) {
  const dpi = asked.dpi === undefined ? [] : ['--dpi', `${asked.dpi}`]
  const command = [tesseract, asked.input, 'ra', '-l', 'vie', ...dpi, ...locally, 'pdf', 'hocr']
  const { stderr } = await runBounded(folder, start + perPage * asked.pages, command)
  const seen = readHocr(await readFile(join(folder, 'ra.hocr')))
  return { pdf: new Uint8Array(await readFile(join(folder, 'ra.pdf'))), seen, guessed: /resolution/i.test(stderr) }
}

/** True when a picture does not say how large it was on paper, or says what no sheet is (a photograph at 72 dpi). */
const unsized = ({ seen, guessed }: { seen: PageRead[]; guessed: boolean }): boolean =>
  guessed || seen.some(({ width, height, dpi }) => !dpi || Math.max(width, height) / dpi > longest)

async function overPicture(folder: string, program: Recogniser, input: string) {
  const pages = mostPages / 4
  const first = await run(folder, program, { input, pages })
  const [page] = first.seen
  // Taken as a sheet of A4, as nearly every paper of an office is.
  const dpi = page && Math.round(Math.max(page.width, page.height) / longSide)
  return dpi && unsized(first) ? run(folder, program, { input, pages, dpi: Math.max(dpi, 70) }) : first
}

async function overPdf(folder: string, program: Recogniser, file: string): Promise<NotRead | Recognised> {
  if (!program.poppler) return { notRead: 'no-program' }
  const pages = await pageCount(folder, program.poppler, file)
  if (pages > mostPages) return { notRead: 'too-many-pages' }
  const pictures = await picturesOf(folder, program.poppler, { file, pages })
  const list = join(folder, 'cac-trang.txt')
  await writeFile(list, pictures.map(({ path }) => `${path}\n`).join(''))
  const { pdf, seen } = await run(folder, program, { input: list, pages })
  return { pdf, pages: seen.map((page, at) => ownPicture(page, pictures[at])) }
}

/** What the page's own picture was, not the drawing of it. */
const ownPicture = (page: PageRead, own: Picture | undefined): PageSeen => ({
  ...page,
  dpi: own?.dpi ?? null,
  colour: own?.colour ?? 'COLOUR',
})

async function recogniseIn(folder: string, program: Recogniser, given: Asked & { file: string }): Promise<Recognised | NotRead> {
  const { file, title, at } = given
  if (given.mediaType === 'application/pdf') {
    const made = await overPdf(folder, program, file)
    return 'notRead' in made ? made : { ...made, pdf: await archived(made.pdf, { title, at }) }
  }
  const { pdf, seen } = await overPicture(folder, program, file)
  const colours = await pictureColours(pdf)
  const pages = seen.map((page, number) => ({ ...page, colour: colours[number] ?? 'COLOUR' }))
  return { pdf: await archived(pdf, { title, at }), pages }
}

/**
 * Reads a scan (PDF, JPEG, PNG, TIFF): a PDF of two layers, the picture and under it the words that were recognised, and what
 * was seen on each page. The scan itself stays as it is.
 */
export async function recognise(source: Source, asked: Asked, program: Recogniser | null): Promise<Recognised | NotRead> {
  if (!program) return { notRead: 'no-program' }
  const folder = await mkdtemp(join(tmpdir(), 'lt-ocr-'))
  try {
    const file = join(folder, 'ban-quet')
    const path = pathIn(source)
    if (path === null) await writeFile(file, await wholeOf(source))
    else await copyFile(path, file)
    const made = await recogniseIn(folder, program, { ...asked, file })
    if (!('notRead' in made) && made.pages.length === 0) return { notRead: 'unreadable' }
    return made
  } catch {
    return { notRead: 'unreadable' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
