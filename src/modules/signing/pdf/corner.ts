import { type PDF, type PdfDict, PdfNumber, type PdfRef } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { draw } from '#platform/pdf/drawing.ts'
import { array, arrayOf, type Context, dict, dictOf, number, numbers, openPdf, resolved } from '#platform/pdf/objects.ts'
import { allowanceOf } from './changes.ts'
import { type Signing, signAppended, signatureDict, spokenTime } from './embed.ts'
import { fieldsOf } from './field.ts'
import { addTags, widgetOf } from './prepare.ts'

const mm = 72 / 25.4
/** In the upper margin, ending where the text ends at the right: above everything that annex I of Decree 30/2020 gives a place. */
const corner = { top: 2.5 * mm, right: 15 * mm, width: 85 * mm, height: 17 * mm }
const label = 'Chữ ký số của cơ quan, tổ chức ở góc trên bên phải trang đầu'

const signaturesIn = (context: Context): PdfDict[] =>
  fieldsOf(context).flatMap(({ dict: field }) => {
    const value = field.getName('FT')?.value === 'Sig' ? dictOf(context, field.get('V')) : null
    return value ? [value] : []
  })

const isCertified = (context: Context): boolean =>
  signaturesIn(context).some((value) => allowanceOf(context, value).level !== null)

/** Whether a signature that shows may be added without breaking those that are there: a certified file allows none. */
export async function takesCorner(bytes: Uint8Array): Promise<boolean> {
  return !isCertified((await openPdf(bytes)).context)
}

type Page = { ref: PdfRef; dict: PdfDict; box: [number, number, number, number]; turned: 0 | 90 | 180 | 270 }

/** An entry of the page, or of what stands above it in the tree. */
function inherited(context: Context, page: PdfDict, key: string): ReturnType<typeof resolved> {
  let at: PdfDict | null = page
  for (let depth = 0; at && depth < 20; depth += 1) {
    const value = resolved(context, at.get(key))
    if (value) return value
    at = dictOf(context, at.get('Parent'))
  }
  return null
}

function firstPage(context: Context): Page {
  const ref = context.pages.getPages()[0]
  const page = dictOf(context, ref)
  if (!ref || !page) throw new Refused('unreadable-file', 'page:1')
  const edges = arrayOf(context, inherited(context, page, 'CropBox') ?? inherited(context, page, 'MediaBox'))
  const [a = 0, b = 0, c = 595, d = 842] = [...(edges ?? [])].map((edge) => (edge instanceof PdfNumber ? edge.value : 0))
  const angle = inherited(context, page, 'Rotate')
  const turned = (((angle instanceof PdfNumber ? angle.value : 0) % 360) + 360) % 360
  const box: Page['box'] = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return { ref, dict: page, box, turned: turned === 90 || turned === 180 || turned === 270 ? turned : 0 }
}

type Placing = { x: number; y: number; width: number; height: number; matrix: number[] | null }

/** The corner as a reader sees it, in the coordinates of a page that may be turned. */
function placed({ box: [left, bottom, right, top], turned }: Page, before: number): Placing {
  const wide = turned % 180 === 0 ? right - left : top - bottom
  const width = Math.min(corner.width, wide - 2 * corner.right)
  // What was put there before stays to be read: the next one stands at its left.
  const inset = Math.min(corner.right + before * width, Math.max(corner.right, wide - width - corner.top))
  const { height } = corner
  switch (turned) {
    case 90:
      return { x: left + corner.top, y: top - inset - width, width: height, height: width, matrix: [0, 1, -1, 0, 0, 0] }
    case 180:
      return { x: left + inset, y: bottom + corner.top, width, height, matrix: [-1, 0, 0, -1, 0, 0] }
    case 270:
      return {
        x: right - corner.top - height,
        y: bottom + inset,
        width: height,
        height: width,
        matrix: [0, -1, 1, 0, 0, 0],
      }
    default:
      return { x: right - inset - width, y: top - corner.top - height, width, height, matrix: null }
  }
}

const ours = /^corner\d+$/u
const cornersIn = (context: Context): number => fieldsOf(context).filter((field) => ours.test(field.name)).length

function freeName(context: Context): string {
  const taken = new Set(fieldsOf(context).map((field) => field.name))
  for (let at = 1; ; at += 1) if (!taken.has(`corner${at}`)) return `corner${at}`
}

function joinForm({ context }: PDF, ref: PdfRef): void {
  const catalog = context.catalog.getDict()
  const known = dictOf(context, catalog.get('AcroForm'))
  const form = known ?? dict({ Fields: array() })
  if (!known) catalog.set('AcroForm', context.register(form))
  const fields = arrayOf(context, form.get('Fields')) ?? array()
  fields.push(ref)
  form.set('Fields', form.getRef('Fields') ?? fields)
  form.set('SigFlags', number(3))
}

/** The field in the corner of page 1. Of a file that somebody signed nothing else changes. */
function addField(pdf: PDF, page: Page, { x, y, width, height }: Placing): PdfDict {
  const { context } = pdf
  const signed = signaturesIn(context).length > 0
  const hole = { name: freeName(context), page: 1, x, y, width, height }
  const widget = widgetOf(hole, label, page.ref)
  const ref = context.register(widget)
  const annotations = arrayOf(context, page.dict.get('Annots'))
  if (annotations) annotations.push(ref)
  else page.dict.set('Annots', array(ref))
  joinForm(pdf, ref)
  if (!signed) addTags(pdf, [hole], [ref])
  return widget
}

/** A file that cannot be appended to is written anew, as long as nobody signed it. */
async function appendable(bytes: Uint8Array): Promise<PDF> {
  const pdf = await openPdf(bytes)
  if (!pdf.canSaveIncrementally() || signaturesIn(pdf.context).length > 0) return pdf
  return openPdf(await pdf.save())
}

/**
 * The agency's signature in words alone at the top right of page 1, appended: what was signed before stays as it was.
 * @param signing.lines - what stands above the time
 * @throws Refused unreadable-file | file-protected | bad-input (certified: a signature that shows would break what is there)
 */
export async function signCorner(bytes: Uint8Array, { lines, ...signing }: Signing & { lines: string[] }): Promise<Uint8Array> {
  const pdf = await appendable(bytes)
  const { context } = pdf
  if (isCertified(context)) throw new Refused('bad-input', 'certified')
  const page = firstPage(context)
  const place = placed(page, cornersIn(context))
  const field = addField(pdf, page, place)
  const upright = place.matrix && page.turned !== 180
  const size = upright ? { width: place.height, height: place.width } : { width: place.width, height: place.height }
  const inputs = { lines: JSON.stringify([...lines, spokenTime(signing.at)]) }
  const form = await draw(pdf, { template: 'corner', inputs, ...size })
  if (place.matrix) dictOf(context, form)?.set('Matrix', numbers(...place.matrix))
  field.set('V', context.register(signatureDict(signing)))
  field.set('AP', dict({ N: form }))
  return signAppended(pdf, signing.signer)
}
