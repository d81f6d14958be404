import { Refused } from '#kernel/refused.ts'
import { headOf, pathIn, type Source, sizeOf, wholeOf } from '#platform/blobs/received.ts'
import { openCms, signatureForm, signatureHead } from '#signing'
import { textBearsStamp } from '../drafting/stamp-in-text.ts'
import { refuseSecretName } from '../secrecy.ts'

/** A file as it came in. */
export type Came = { name: string; content: Source }
/** A signature that lies beside the file it signs. */
export type Beside = Came & { mediaType: 'application/pkcs7-signature' | 'application/xml' }
export type Paired = {
  files: (Came & { beside: Beside | null })[]
  /** Of each file that was there before, the signature that came for it. */
  there: (Beside | null)[]
}

/** A signature is read whole; the largest has its file inside. */
const largestSignature = 25 * 1024 * 1024
const ending = /\.[^.]+$/
const signatureEnding = /\.(p7s|p7m|p7b|p7c|sig|cms|xml|xades|xsig)$/i
const folded = (name: string) => name.normalize('NFC').toLowerCase()
const bare = (name: string) => folded(name).replace(ending, '')

async function besideFrom(came: Came, about: string): Promise<Beside | null> {
  const form = signatureForm(await headOf(came.content, signatureHead))
  if (form === null) return null
  if (sizeOf(came.content) > largestSignature) throw new Refused('too-large', about)
  refuseSecretName(came.name, about)
  if (form === 'xml' && (await textBearsStamp(came.content))) throw new Refused('secret-material', about)
  return { ...came, mediaType: form === 'xml' ? 'application/xml' : 'application/pkcs7-signature' }
}

/** The file that a CMS carries inside; null when it lies beside. @throws Refused unreadable-file */
async function unwrapped(beside: Beside, about: string): Promise<Came | null> {
  if (beside.mediaType === 'application/xml') return null
  const path = pathIn(beside.content)
  const opened = await openCms(path === null ? { bytes: await wholeOf(beside.content) } : { path })
  if (!opened) throw new Refused('unreadable-file', about)
  return opened.content && { name: beside.name.replace(signatureEnding, '') || beside.name, content: opened.content }
}

/** Whose signature it is, by its name: "a.pdf.p7s" of "a.pdf", else "a.p7s" of "a.pdf", else the only one there is. */
function placeFor(name: string, free: readonly { name: string; at: number }[]): number | undefined {
  const stem = folded(name).replace(signatureEnding, '')
  const exact = free.find((one) => folded(one.name) === stem) ?? free.find((one) => bare(one.name) === stem)
  return (exact ?? (free.length === 1 ? free[0] : undefined))?.at
}

/**
 * Puts each signature that lies beside to its file, among those that came and those that were there before; takes out the file
 * that a CMS carries inside, which then has this CMS beside it.
 * @param there - names of files without a signature that were there before
 * @throws Refused signature-alone | unreadable-file | too-large | secret-material (`about`)
 */
export async function paired(came: readonly Came[], there: readonly string[], about: string): Promise<Paired> {
  const files: Paired['files'] = []
  const waiting: Beside[] = []
  for (const one of came) {
    const beside = await besideFrom(one, about)
    const inside = beside && (await unwrapped(beside, about))
    if (beside && inside) files.push({ ...inside, beside })
    else if (beside) waiting.push(beside)
    else files.push({ ...one, beside: null })
  }
  const found: Paired = { files, there: there.map(() => null) }
  // Names that fit go first, so that "the only one left" is never another's.
  const exactFirst = waiting.toSorted((one, other) => Number(fits(other, found, there)) - Number(fits(one, found, there)))
  for (const beside of exactFirst) put(beside, found, { there, about })
  return found
}

const freeOf = ({ files, there: signed }: Paired, there: readonly string[]) => [
  ...files.flatMap(({ name, beside }, at) => (beside ? [] : [{ name, at }])),
  ...there.flatMap((name, at) => (signed[at] ? [] : [{ name, at: files.length + at }])),
]

const fits = ({ name }: Beside, found: Paired, there: readonly string[]): boolean => {
  const stem = folded(name).replace(signatureEnding, '')
  return freeOf(found, there).some((one) => folded(one.name) === stem || bare(one.name) === stem)
}

function put(beside: Beside, found: Paired, { there, about }: { there: readonly string[]; about: string }): void {
  const at = placeFor(beside.name, freeOf(found, there))
  if (at === undefined) throw new Refused('signature-alone', about)
  const file = found.files[at]
  if (file) file.beside = beside
  else found.there[at - found.files.length] = beside
}
