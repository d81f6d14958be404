import { join } from 'node:path'
import type { Colour } from './page.ts'
import { type Poppler, runBounded } from './program.ts'

/** A page of a PDF as a picture for the recognising program, and what its own picture is. */
export type Picture = { path: string; dpi: number | null; colour: Colour }

/** Between these a page is drawn, whatever its picture says of itself. */
const [coarsest, finest] = [72, 400]
/** A page without a picture of its own is drawn as sharp as a good scan. */
const drawn = 300
const perPage = 30

type Listed = { page: number; size: number; dpi: number; colour: Colour }

function colourOf(colour: string, components: number, bits: number): Colour {
  if (components >= 3 || colour === 'index') return 'COLOUR'
  return bits === 1 ? 'BLACK_AND_WHITE' : 'GREY'
}

/** One row of the list of pictures: page num type width height color comp bpc enc interp object ID x-ppi y-ppi … */
function listed(row: string): Listed[] {
  const [page, , type, width, height, colour = '', components, bits, , , , , across, down] = row.trim().split(/\s+/)
  if (type !== 'image') return []
  return [
    {
      page: Number(page),
      size: Number(width) * Number(height),
      dpi: Math.min(Number(across), Number(down)),
      colour: colourOf(colour, Number(components), Number(bits)),
    },
  ]
}

/** The largest picture of each page, by page. */
async function largest(folder: string, program: string, file: string): Promise<Map<number, Listed>> {
  const { stdout } = await runBounded(folder, 120, [program, '-list', file])
  const all = new Map<number, Listed>()
  for (const one of stdout.split('\n').slice(2).flatMap(listed)) {
    const known = all.get(one.page)
    if (!known || known.size < one.size) all.set(one.page, one)
  }
  return all
}

/** How many pages a PDF has. @throws when it is none */
export async function pageCount(folder: string, { pdfinfo }: Poppler, file: string): Promise<number> {
  const { stdout } = await runBounded(folder, perPage, [pdfinfo, file])
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1] ?? 0)
  if (pages === 0) throw new Error('the file has no pages')
  return pages
}

/** Draws every page of a PDF at the resolution of its own picture. @throws when a page cannot be drawn */
export async function picturesOf(
  folder: string,
  { pdftoppm, pdfimages }: Poppler,
  { file, pages }: { file: string; pages: number },
): Promise<Picture[]> {
  const own = await largest(folder, pdfimages, file)
  const pictures: Picture[] = []
  for (let page = 1; page <= pages; page += 1) {
    const picture = own.get(page)
    const dpi = Math.min(finest, Math.max(coarsest, picture?.dpi ?? drawn))
    const range = ['-f', `${page}`, '-l', `${page}`, '-r', `${dpi}`]
    const name = `trang-${page}`
    await runBounded(folder, perPage, [pdftoppm, '-jpeg', '-jpegopt', 'quality=92', ...range, '-singlefile', file, name])
    pictures.push({ path: join(folder, `${name}.jpg`), dpi: picture?.dpi ?? null, colour: picture?.colour ?? 'COLOUR' })
  }
  return pictures
}
