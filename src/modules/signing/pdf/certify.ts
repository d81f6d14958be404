import { Refused } from '#kernel/refused.ts'
import { array, dict, name, number, openPdf } from '#platform/pdf/objects.ts'
import { type Signing, showSignature, signAppended, signatureDict, spokenTime } from './embed.ts'
import { fieldsOf, openField } from './field.ts'

/** What may happen after the first signature: prepared fields are filled and signed, nothing else (DocMDP, P 2). */
const fillAndSign = 2

/**
 * The first signature, by the authorised person. It certifies: pages, texts and annotations are closed for good, while the
 * prepared fields of number, date and seal stay open.
 * @throws Refused unreadable-file | bad-input (field not prepared, or somebody signed before) | too-large (chain)
 */
export async function certify(bytes: Uint8Array, signing: Signing & { field?: string; position?: string }): Promise<Uint8Array> {
  const pdf = await openPdf(bytes)
  const { context } = pdf
  const signed = fieldsOf(context).some(({ dict: field }) => field.getName('FT')?.value === 'Sig' && field.has('V'))
  if (signed) throw new Refused('bad-input', 'already-signed')
  const field = openField(pdf, signing.field ?? 'person')
  const value = signatureDict(signing)
  const limits = dict({ Type: name('TransformParams'), P: number(fillAndSign), V: name('1.2') })
  value.set('Reference', array(dict({ Type: name('SigRef'), TransformMethod: name('DocMDP'), TransformParams: limits })))
  const ref = context.register(value)
  const catalog = context.catalog.getDict()
  catalog.set('Perms', dict({ DocMDP: ref }))
  const words = { name: signing.name, time: spokenTime(signing.at), position: signing.position ?? '' }
  const drawing = signing.image
    ? { template: 'picture', inputs: { alt: words.name }, image: signing.image }
    : { template: 'signature', inputs: words }
  await showSignature(pdf, field, value, drawing)
  return signAppended(pdf, signing.signer)
}
