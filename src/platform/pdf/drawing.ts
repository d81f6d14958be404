import { createHash } from 'node:crypto'
import { PDF, type PdfRef } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { graftPage } from './graft.ts'
import { compile, newCompiler, type TypstCompiler, templatesFolder } from './typst.ts'

/** A small picture of ours: a template of `templates/`, what is written in it, its size in points, perhaps an image (PNG). */
export type Drawing = { template: string; inputs: Record<string, string>; width: number; height: number; image?: Uint8Array }

// A clerk seals hundreds of documents with one image: it is decoded and compressed once.
const keptDrawings = 64
const keptRounds = 2
const kept = new Map<string, Promise<PDF>>()
let compiler: TypstCompiler | null = null

/**
 * Draws the picture into a file, as a form XObject that appearances can use. Equal drawings are made once.
 * @throws Refused unreadable-file (image) when the image is no PNG
 */
export async function draw(target: PDF, drawing: Drawing): Promise<PdfRef> {
  const { width, height, image, ...rest } = drawing
  const key = createHash('sha256')
    .update(JSON.stringify([rest, width, height]))
    .update(image ?? '')
    .digest('hex')
  const known = kept.get(key)
  const source = known ?? PDF.load(drawn(drawing))
  kept.delete(key)
  kept.set(key, source)
  for (const oldest of kept.keys()) {
    if (kept.size <= keptDrawings) break
    kept.delete(oldest)
  }
  return graftPage(await source, target, drawing)
}

function drawn({ template, inputs, width, height, image }: Drawing): Uint8Array {
  compiler ??= newCompiler()
  if (image) compiler.mapShadow(`${templatesFolder}image.png`, Buffer.from(image))
  try {
    const document = compile(compiler, template, { ...inputs, width: `${width}`, height: `${height}` })
    // No tags: the form is an appearance, its marks would point into a tree of another file.
    return compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: false, creationTimestamp: 0 })
  } catch (error) {
    if (image) throw new Refused('unreadable-file', 'image')
    throw error
  } finally {
    if (image) compiler.resetShadow()
    compiler.evictCache(keptRounds)
  }
}
