import { Refused } from '#kernel/refused.ts'
import { openPdf } from '#platform/pdf/objects.ts'

/** What a picture of a document has no use for: its form, what its signatures allowed, what runs, what is attached. */
const living = ['AcroForm', 'Perms', 'DSS', 'OpenAction', 'AA', 'Names', 'Legal']

/**
 * The pages as they are seen, without any signature: number, date, signatures and seal become part of the page.
 * @param pages - which ones, from 1; all of them when left out. Of others nothing stays in the file.
 * @throws Refused unreadable-file | file-protected | bad-input (pages: one that does not exist)
 */
export async function redrawn(bytes: Uint8Array, pages?: readonly number[]): Promise<Uint8Array> {
  const pdf = await openPdf(bytes)
  pdf.flattenAll()
  const catalog = pdf.context.catalog.getDict()
  for (const key of living) catalog.delete(key)
  if (!pages) return pdf.save()
  if (pages.length === 0 || pages.some((page) => page > pdf.getPageCount())) throw new Refused('bad-input', 'pages')
  const taken = await pdf.extractPages(pages.map((page) => page - 1))
  return taken.save()
}
