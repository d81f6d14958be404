import { createHash } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { certify } from '../../pdf/certify.ts'
import { signDetached } from '../../pdf/cms.ts'
import { signAppended, signatureDict } from '../../pdf/embed.ts'
import { openField } from '../../pdf/field.ts'
import { fillNumber } from '../../pdf/fill.ts'
import { everySignature, openRevision } from '../../pdf/read.ts'
import { seal } from '../../pdf/seal.ts'
import { preparedLetter, type TestAuthority, testAuthority } from '../../pdf/testing.ts'
import { smallestPdf, withDocumentStamp, withStamp, withValidationData } from '../testing.ts'

/** A good file, what of it is signed (from, to), and the signature beside it, when it lies there. */
export type Sample = { name: string; bytes: Uint8Array; signed: [number, number][]; beside: Uint8Array | null }
export type Corpus = { samples: Sample[]; anchors: Uint8Array[]; at: Date }

const at = new Date('2026-11-20T03:00:00Z')

/** After every token that is made now, and before the certificates run out. */
const judgedAt = new Date('2035-01-01T00:00:00Z')

async function signedPdf(name: string, bytes: Uint8Array): Promise<Sample> {
  const revision = await openRevision(bytes)
  if (!revision) throw new Error(`${name} cannot be read`)
  const signed = (await everySignature(revision)).flatMap(({ range: [, length = 0, next = 0, rest = 0] }): [number, number][] => [
    [0, length],
    [next, next + rest],
  ])
  return { name, bytes, signed, beside: null }
}

async function pdfs(authority: TestAuthority): Promise<Sample[]> {
  const [person, agency] = [authority.issue('Ngô Hữu Thịnh'), authority.issue('Sở Tài chính', { algorithm: 'ECDSA-P256-SHA256' })]
  authority.issue('Dấu thời gian', { usage: 'stamp' })
  const stamp = (digest: Uint8Array) => authority.stamp('Dấu thời gian', digest)
  const small = await PDF.load(smallestPdf())
  const value = signatureDict({ signer: person, at, name: 'Ngô Hữu Thịnh' })
  openField(small, 'person').dict.set('V', small.context.register(value))
  const letter = await certify(await preparedLetter(), { signer: person, at, name: 'Ngô Hữu Thịnh' })
  const numbered = await fillNumber(letter, { number: '05', day: '20', month: '11', year: '2026' })
  const sealed = await seal(numbered, { signer: agency, at, name: 'Sở Tài chính' })
  const lasting = await withValidationData(sealed, { certificates: person.chain })
  return [
    await signedPdf('smallest', await signAppended(small, person)),
    await signedPdf('sealed', sealed),
    await signedPdf('archived', await withDocumentStamp(lasting, 'archive1', stamp)),
  ]
}

async function detached(authority: TestAuthority): Promise<Sample> {
  const bytes = Buffer.from('Quyết định số 05/QĐ-UBND ngày 20 tháng 11 năm 2026\n'.repeat(20))
  const digest = createHash('sha256').update(bytes).digest()
  const cms = await signDetached(digest, authority.issue('Người ký rời'))
  const beside = withStamp(cms, (imprint) => authority.stamp('Dấu thời gian', imprint))
  return { name: 'detached', bytes, signed: [[0, bytes.length]], beside }
}

/** Good files of several shapes, made anew: signed alone, signed and sealed, with an archive's time-stamp, signed beside. */
export async function makeCorpus(): Promise<Corpus> {
  const authority = testAuthority()
  try {
    const samples = [...(await pdfs(authority)), await detached(authority)]
    return { samples, anchors: [authority.root], at: judgedAt }
  } finally {
    authority.remove()
  }
}
