import type { X509Certificate } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { factsOf, fingerprintOf, readCertificate } from '../certificates/certificate.ts'
import { mayTrust } from './anchor.policy.ts'
import { insertAnchor } from './anchor.sql.ts'

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g
/** A bundle of all public authorities of a country is smaller by far. */
const mostBytes = 1_048_576

/** The certificates in a file: one in DER, or any number in PEM. */
function certificatesIn(file: Uint8Array): X509Certificate[] {
  if (file.length > mostBytes) throw new Refused('too-large', 'file')
  const blocks = Buffer.from(file).toString('latin1').match(block)
  const found = (blocks ?? [file]).map(readCertificate)
  if (found.some((one) => !one.ca)) throw new Refused('not-an-authority', 'file')
  return found
}

/**
 * Trusts the authorities in a file (.cer, .crt, .pem; DER or PEM, several at once), all or none. Numbers of new and of
 * already trusted ones.
 * @throws Refused not-allowed | unreadable-certificate | not-an-authority | too-large | demonstration-material
 */
export async function importAnchors(work: Work, file: Uint8Array): Promise<{ added: number; known: number }> {
  const { tx, actor } = work
  if (!mayTrust(actor)) throw new Refused('not-allowed', 'anchor.import')
  const found = certificatesIn(file)
  const real = (await installationKind(tx)) === 'real'
  let added = 0
  for (const certificate of found) {
    const facts = factsOf(certificate)
    if (real && facts.demonstration) throw new Refused('demonstration-material', 'anchor')
    const row = { ...facts, certificate: certificate.raw, fingerprint: fingerprintOf(certificate), importedBy: actor.person }
    const id = await insertAnchor(tx, row)
    if (id) await note(work, 'anchor.import', id, { serial: facts.serial })
    if (id) added += 1
  }
  return { added, known: found.length - added }
}
