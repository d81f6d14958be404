import { array, dict, dictOf, name, openPdf, string } from '#platform/pdf/objects.ts'
import { type Signing, showSignature, signAppended, signatureDict } from './embed.ts'
import { openField, textFields } from './field.ts'

/**
 * The agency's signature over a document that is signed and numbered (Decree 30/2020, article 32). It locks number and date:
 * a later change of them breaks what this signature allowed (FieldMDP, as its field's /Lock says).
 * @throws Refused unreadable-file | bad-input (field not prepared or signed already) | too-large (chain)
 */
export async function seal(bytes: Uint8Array, signing: Signing & { field?: string }): Promise<Uint8Array> {
  const pdf = await openPdf(bytes)
  const { context } = pdf
  const field = openField(pdf, signing.field ?? 'agency')
  const value = signatureDict(signing)
  const lock = dictOf(context, field.dict.get('Lock'))
  const limits = dict({
    Type: name('TransformParams'),
    Action: name('Include'),
    Fields: array(...textFields.map(string)),
    V: name('1.2'),
  })
  const root = context.info.trailer.getRef('Root')
  if (lock && root) {
    value.set(
      'Reference',
      array(dict({ Type: name('SigRef'), TransformMethod: name('FieldMDP'), TransformParams: limits, Data: root })),
    )
  }
  const drawing = signing.image
    ? { template: 'picture', inputs: { alt: signing.name }, image: signing.image }
    : { template: 'seal', inputs: { name: signing.name } }
  await showSignature(pdf, field, value, drawing)
  return signAppended(pdf, signing.signer)
}
