import { Refused } from '#kernel/refused.ts'
import { agencyById } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { anchorCertificates } from '../anchors/anchor.sql.ts'
import { algorithmOf, type CertificateFacts, factsOf, fingerprintOf, readCertificate } from '../certificates/certificate.ts'
import { chainFrom } from '../certificates/chain.ts'
import { readPkcs12 } from '../pkcs12/read.ts'
import { writePkcs12 } from '../pkcs12/write.ts'
import type { SignerAlgorithm } from '../signer.ts'
import { putAccess } from './access.sql.ts'
import { type Holder, mayImport } from './key.policy.ts'
import { currentKey, type HolderId, insertKey, keyById, markReplaced, queueAt } from './key.sql.ts'
import { type Asked, type Key, type Lies, namesHolder, obstacle } from './key.ts'
import { checkPin, pinText } from './pin.ts'
import { wrap } from './wrapping.ts'

export type ImportRequest = {
  /** Bytes of the .p12 or .pfx and the password that it came with. */
  file: Uint8Array
  password: string
  /** The PIN that will open it here, at least 8 characters. */
  pin: string
  holder: Holder
  /** True where the PIN is printed for everybody, as a demonstration's is: to derive it slowly would protect nothing. */
  published?: boolean
}
type Brought = {
  facts: CertificateFacts
  algorithm: SignerAlgorithm
  chain: Uint8Array[]
  wrapped: Buffer
  lies: Lies
  asks: readonly Asked[]
}

async function bring(desk: Desk, { file, password, pin, published = false }: ImportRequest): Promise<Brought> {
  const pair = await readPkcs12(file, password)
  const [leaf = new Uint8Array()] = pair.chain
  const certificate = readCertificate(leaf)
  const algorithm = algorithmOf(certificate)
  const facts = factsOf(certificate)
  const container = await writePkcs12(pair, pinText(pin), published && facts.demonstration)
  const wrapped = wrap(desk.vault.keySecret, container, { leaf, person: desk.actor.person })
  return { facts, algorithm, chain: pair.chain, wrapped, lies: 'HERE', asks: ['pin'] }
}

/**
 * A person signs in the own name only. An agency's name is written in many ways, so a real installation leaves that to the
 * eye; in a demonstration no certificate may bear the name of a real agency (DESIGN 5.16).
 */
async function mustBeOwn({ tx, actor }: Work, holder: Holder, { subject, organisation }: CertificateFacts, demo: boolean) {
  if (holder === 'person' && !namesHolder(subject, actor.name)) throw new Refused('foreign-certificate', 'person')
  if (holder === 'person' || !demo) return
  const agency = await agencyById(tx, actor.agency)
  if (!agency || ![subject, organisation].some((name) => namesHolder(name, agency.name))) {
    throw new Refused('foreign-certificate', 'agency')
  }
}

async function check(work: Work, holder: Holder, facts: CertificateFacts) {
  const kind = await installationKind(work.tx)
  if (facts.demonstration && kind === 'real') throw new Refused('demonstration-material', 'key')
  const stands = obstacle(facts, work.clock.now)
  if (stands) throw new Refused(stands, 'file')
  await mustBeOwn(work, holder, facts, kind === 'demo')
}

/** The row of this certificate: the one in use when it is the same again, else a new one in place of the old. */
async function rowFor(work: Work, { kind, id }: HolderId, { facts, algorithm, chain }: Brought): Promise<string> {
  const { tx, actor, clock } = work
  const [first, ...above] = chain.map(readCertificate)
  if (!first) throw new Refused('unreadable-key-file', 'file')
  const fingerprint = fingerprintOf(first)
  const known = await currentKey(tx, { kind, id })
  if (known?.fingerprint.equals(fingerprint)) return known.key.id
  if (known) await markReplaced(tx, known.key.id, clock.now)
  const whole = chainFrom(first, [...above, ...(await anchorCertificates(tx)).map(readCertificate)])
  const holder = { agency: actor.agency, holderKind: kind, holder: id, importedBy: actor.person }
  return insertKey(tx, { ...facts, ...holder, algorithm, fingerprint, chain: whole.map((one) => one.raw) })
}

async function keep(work: Work, holder: Holder, brought: Brought): Promise<Key> {
  const { tx, actor } = work
  const whose: HolderId = holder === 'person' ? { kind: 'PERSON', id: actor.person } : { kind: 'AGENCY', id: actor.agency }
  await check(work, holder, brought.facts)
  await queueAt(tx, whose)
  const key = await keyById(tx, await rowFor(work, whose, brought))
  if (!key) throw new Refused('not-found', 'key')
  const { wrapped, lies, asks } = brought
  await putAccess(tx, key, actor.person, { wrapped, by: actor.person, lies, asks })
  await note(work, 'key.import', key.id, { holder: whose.kind, serial: key.serial, lies })
  return key
}

/** Keeps a key that was brought, as the one in use of its holder. */
export const takeIn = (desk: Desk, holder: Holder, brought: Brought): Promise<Key> =>
  desk.work((work) => keep(work, holder, brought))

/**
 * Takes a key into the installation under a PIN of its owner; an earlier certificate of the holder is replaced. The same
 * certificate again only makes a new copy: this is how a forgotten PIN or a locked copy is mended, without touching the
 * copies of other clerks.
 * @throws Refused not-allowed | pin-too-short | unreadable-key-file | wrong-file-password | key-unsuitable |
 *   certificate-expired | certificate-not-yet-valid | foreign-certificate | demonstration-material
 */
export async function importKey(desk: Desk, request: ImportRequest): Promise<Key> {
  if (!mayImport(request.holder, desk.actor)) throw new Refused('not-allowed', 'key.import')
  checkPin(request.pin)
  const brought = await bring(desk, request)
  return takeIn(desk, request.holder, brought)
}
