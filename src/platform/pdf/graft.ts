import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'
import { type Context, dict, name, numbers } from './objects.ts'

/**
 * Copies an object with all that it refers to from one file into another.
 * @returns the copy, whose references are those of the target.
 */
export function graft(source: Context, target: Context, object: PdfObject, seen: Map<PdfRef, PdfRef> = new Map()): PdfObject {
  if (object instanceof PdfRef) return graftedRef(source, target, object, seen)
  if (object instanceof PdfArray) return new PdfArray([...object].map((item) => graft(source, target, item, seen)))
  if (object instanceof PdfDict) {
    const entries = [...object].map(([key, value]) => [key, graft(source, target, value, seen)] as [typeof key, PdfObject])
    return object instanceof PdfStream ? new PdfStream(entries, object.data) : new PdfDict(entries)
  }
  return object
}

function graftedRef(source: Context, target: Context, ref: PdfRef, seen: Map<PdfRef, PdfRef>): PdfRef {
  const known = seen.get(ref)
  if (known) return known
  const place = target.registry.allocateRef()
  seen.set(ref, place)
  const object = source.resolve(ref)
  if (object) target.registry.registerAt(place, graft(source, target, object, seen))
  return place
}

/** Makes the first page of a small file of ours a form XObject of the target, to be used as an appearance. */
export function graftPage(source: PDF, target: PDF, size: { width: number; height: number }): PdfRef {
  const page = source.context.pages.getPages()[0]
  const leaf = page ? source.context.resolve(page) : null
  if (!(leaf instanceof PdfDict)) throw new Error('the drawing has no page')
  const content = leaf.get('Contents', (ref) => source.context.resolve(ref))
  const resources = leaf.get('Resources')
  if (!(content instanceof PdfStream) || !resources) throw new Error('the drawing has no content')
  const form = new PdfStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: numbers(0, 0, size.width, size.height),
      Resources: graft(source.context, target.context, resources),
    }),
    content.data,
  )
  const filter = content.get('Filter')
  if (filter) form.set('Filter', filter)
  return target.context.register(form)
}
