import { PDF, PdfString } from '@libpdf/core'
import { graft } from './graft.ts'
import { arrayOf, type Context, dictOf, name, stream } from './objects.ts'
import { compile, newCompiler } from './typst.ts'

let profile: Promise<PDF> | null = null

/** A file of the typesetter's, whose colour profile (sRGB) serves as the output intent of others. */
function profiled(): Promise<PDF> {
  profile ??= (async () => {
    const compiler = newCompiler()
    const document = compile(compiler, 'field-font', { signs: '0' })
    return PDF.load(compiler.pdf(document, { pdfStandard: 'a-2b', pdfTags: false, creationTimestamp: 0 }))
  })()
  return profile
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What the file says of itself (XMP): title, time, and part 2, conformance B of PDF/A. */
const marks = (title: string, at: Date) => `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${at.toISOString()}</xmp:CreateDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

const entriesOf = (context: Context, resources: ReturnType<typeof dictOf>, kind: string) =>
  [...(dictOf(context, resources?.get(kind)) ?? [])].map(([, value]) => dictOf(context, value))

const resourcesOf = (context: Context) =>
  context.pages.getPages().map((page) => dictOf(context, dictOf(context, page)?.get('Resources')))

/** Colours of the pictures of each page, as their colour space says; null for a page without one. */
export async function pictureColours(bytes: Uint8Array): Promise<('COLOUR' | 'GREY' | 'BLACK_AND_WHITE' | null)[]> {
  const { context } = await PDF.load(bytes)
  return resourcesOf(context).map((resources) => {
    const picture = entriesOf(context, resources, 'XObject').find((one) => one?.getName('Subtype')?.value === 'Image')
    if (!picture) return null
    if (picture.getNumber('BitsPerComponent')?.value === 1) return 'BLACK_AND_WHITE'
    return picture.getName('ColorSpace')?.value === 'DeviceGray' ? 'GREY' : 'COLOUR'
  })
}

/** What forbids the mark of PDF/A: a font that is not embedded, a picture in the colours of a printing press. */
function unfit(context: Context): boolean {
  return resourcesOf(context).some((resources) => {
    const fonts = entriesOf(context, resources, 'Font').flatMap((font) => {
      const inner = font && arrayOf(context, font.get('DescendantFonts'))?.at(0)
      return [dictOf(context, inner) ?? font]
    })
    const bare = fonts.some((font) => {
      const described = dictOf(context, font?.get('FontDescriptor'))
      return !['FontFile', 'FontFile2', 'FontFile3'].some((file) => described?.has(file))
    })
    return bare || entriesOf(context, resources, 'XObject').some((one) => one?.getName('ColorSpace')?.value === 'DeviceCMYK')
  })
}

/**
 * Gives a file that a program of ours made what PDF/A-2b asks for beside its pages: output intent, metadata, language, no older
 * metadata that could say something else. A file with a font that is not embedded gets no mark.
 */
export async function archived(bytes: Uint8Array, { title, at }: { title: string; at: Date }): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  const { context } = pdf
  const catalog = context.catalog.getDict()
  const { context: source } = await profiled()
  const intents = source.catalog.getDict().get('OutputIntents')
  if (intents) catalog.set('OutputIntents', graft(source, context, intents))
  catalog.set('Lang', PdfString.fromString('vi'))
  context.info.trailer.delete('Info')
  if (!unfit(context)) {
    const xmp = stream({ Type: name('Metadata'), Subtype: name('XML') }, Buffer.from(marks(title, at)))
    catalog.set('Metadata', context.register(xmp))
  }
  return pdf.save()
}
