import { createHash, X509Certificate } from 'node:crypto'
import { CertificateRevocationList } from 'pkijs'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { signedBy } from '../longterm/signed.ts'
import { bufferOf, nameIn } from '../verify/certificates.ts'
import { mayTrust } from './anchor.policy.ts'
import { anchorCertificates } from './anchor.sql.ts'
import { heldList, insertList } from './list.sql.ts'

const block = /-----BEGIN X509 CRL-----([\s\S]+?)-----END X509 CRL-----/
const mostBytes = 1_048_576
const deltaList = '2.5.29.27'
const sha256 = (bytes: Uint8Array | ArrayBuffer) => createHash('sha256').update(new Uint8Array(bytes)).digest('hex')

function listIn(file: Uint8Array): { der: Uint8Array; list: CertificateRevocationList } {
  if (file.length > mostBytes * 1.5) throw new Refused('too-large', 'file')
  const [, body] = block.exec(Buffer.from(file).toString('latin1')) ?? []
  const der = body === undefined ? file : new Uint8Array(Buffer.from(body, 'base64'))
  if (der.length > mostBytes) throw new Refused('too-large', 'file')
  try {
    return { der, list: CertificateRevocationList.fromBER(bufferOf(der)) }
  } catch {
    throw new Refused('unreadable-list', 'file')
  }
}

/** Lists of changes alone say nothing without the one before. */
const isWhole = (list: CertificateRevocationList) =>
  !(list.crlExtensions?.extensions ?? []).some(({ extnID }) => extnID === deltaList)

const isSignedBy = (list: CertificateRevocationList, anchors: readonly Uint8Array[]) =>
  anchors.some((one) =>
    signedBy(new X509Certificate(one), {
      algorithm: list.signatureAlgorithm.algorithmId,
      content: new Uint8Array(list.tbsView),
      signature: list.signatureValue.valueBlock.valueHexView,
    }),
  )

/**
 * Takes the list of revoked certificates of a trusted authority into use, in the place of its older one; every verdict that rests
 * on the trust so far is judged again in the background. False when this very list is in use.
 * @throws Refused not-allowed | unreadable-list | foreign-list | older-list | too-large
 */
export async function importList(work: Work, file: Uint8Array): Promise<boolean> {
  const { tx, actor } = work
  if (!mayTrust(actor)) throw new Refused('not-allowed', 'list.import')
  const { der, list } = listIn(file)
  if (!isWhole(list)) throw new Refused('unreadable-list', 'file')
  if (!isSignedBy(list, await anchorCertificates(tx))) throw new Refused('foreign-list', 'file')
  const [issuerKey, fingerprint] = [sha256(list.issuer.toSchema().toBER()), sha256(der)]
  const there = await heldList(tx, issuerKey)
  if (there?.fingerprint === fingerprint) return false
  if (there && there.saidAt > list.thisUpdate.value) throw new Refused('older-list', 'file')
  const facts = { issuer: (nameIn(list.issuer) ?? '?').slice(0, 300), entries: list.revokedCertificates?.length ?? 0 }
  const times = { saidAt: list.thisUpdate.value, until: list.nextUpdate?.value ?? null }
  const id = await insertList(tx, { ...facts, ...times, issuerKey, fingerprint, list: der, importedBy: actor.person })
  await note(work, 'anchor.import-list', id, { entries: facts.entries })
  return true
}
