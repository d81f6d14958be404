import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { certify, completeHeld, type DeskKey, deskHash, deskKey, holdingSigner, sealImage, takeSignature } from '#signing'
import { unseenOf } from '../compose/version.sql.ts'
import { attachedPdfs } from '../file.sql.ts'
import { number } from '../issue/number.ts'
import { release } from '../issue/release.ts'
import { keepSealed, numbered, sealedFile } from '../issue/seal.ts'
import { read } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import { forgetWaiting, putWaiting, type Step, takeWaiting, type Waiting, waitingById } from './held.sql.ts'
import { passShadow } from './shadow.ts'
import { keepSigned, maySign, ready } from './sign.ts'
import { tick } from './sign-read.ts'

/** Milliseconds that a prepared file waits for its signature. */
const patience = 600_000

/** What goes to the device: the hash with what a person needs to know what it is. */
export type HeldSignature = {
  held: string
  title: string
  agency: string
  algorithm: DeskKey['algorithm']
  certificate: string
  hash: Buffer
  until: Date
}

type Prepared = { file: Uint8Array; toSign: Uint8Array; title: string; version: number; sets: Waiting['sets'] }

/** What the signer has confirmed: that the document was read, and what was found in its files. */
type Confirmed = { ticked: boolean; despite: boolean }

/** Signed as it was read, like every other signature. @throws Refused not-read */
async function mustBeRead(work: Work, id: string, ticked: boolean): Promise<void> {
  if (ticked) await tick(work, id)
  if ((await unseenOf(work.tx, [id], work.actor.post)).includes(id)) throw new Refused('not-read', id)
}

async function prepareSign(desk: Desk, id: string, { ticked, despite }: Confirmed): Promise<{ key: DeskKey; made: Prepared }> {
  await maySign(desk, id)
  await passShadow(desk, id, despite)
  const { made, key } = await desk.work(async (work) => {
    const found = await ready(desk, work, id)
    const own = await deskKey(work, 'person')
    await mustBeRead(work, id, ticked)
    return { made: found, key: own }
  })
  const { signer, taken } = holdingSigner(key)
  const file = await certify(made.pdf, { field: 'person', signer, at: made.at, name: desk.actor.name, position: made.position })
  const { doc, notation } = made
  const sets = { notation, signer: doc.signer, competence: doc.signerCompetence }
  return { key, made: { file, toSign: taken(), title: doc.subject, version: doc.version, sets } }
}

/** Number first, as with any other key: what is sealed bears it. */
async function prepareSeal(desk: Desk, id: string): Promise<{ key: DeskKey; made: Prepared }> {
  const { doc, key } = await desk.work(async (work) => {
    const found = await read(work, id)
    const own = await deskKey(work, 'agency')
    await sealImage(work)
    if (found.source !== 'COPY' && (await attachedPdfs(work.tx, [id])) > 0) throw new Refused('desk-attachments', id)
    return { doc: found, key: own }
  })
  if (doc.state === 'SIGNED') await desk.work((work) => number(work, id))
  const made = await desk.work((work) => numbered(desk, work, id))
  const { signer, taken } = holdingSigner(key)
  const file = await sealedFile(signer, made)
  return {
    key,
    made: { file, toSign: taken(), title: `${made.values.number}: ${made.doc.subject}`, version: doc.version, sets: {} },
  }
}

/**
 * Prepares a document for a signature by a device at the actor's own machine and holds it for ten minutes.
 * @throws Refused as `sign` and `issue` do | no-key (none at the actor's desk) | not-read
 */
export async function holdForDesk(
  desk: Desk,
  id: string,
  { step, ...confirmed }: { step: Step } & Confirmed,
): Promise<HeldSignature> {
  const { key, made } = step === 'sign' ? await prepareSign(desk, id, confirmed) : await prepareSeal(desk, id)
  return desk.work(async (work) => {
    await forgetWaiting(work)
    const kept = await desk.vault.files.keep(work.tx, made.file, 'application/pdf')
    const until = new Date(work.clock.now.getTime() + patience)
    const { toSign, version, sets } = made
    const held = await putWaiting(work, { outgoing: id, step, key: key.key, version, sha256: kept.sha256, toSign, sets, until })
    await note(work, 'outgoing.hold', id, { step })
    const { algorithm, subject } = key
    const hash = deskHash(key, toSign)
    return { held, title: made.title, agency: subject, algorithm, certificate: key.fingerprint, hash, until }
  })
}

const madeOf = ({ outgoing: id, version, sets }: Waiting) => ({
  doc: {
    id,
    version,
    signer: sets.signer ?? null,
    signerCompetence: sets.competence as Outgoing['signerCompetence'],
  },
  notation: sets.notation ?? '',
})

async function complete(desk: Desk, work: Work, id: string, signature: Uint8Array): Promise<Waiting> {
  const waiting = await waitingById(work, id)
  if (!waiting) throw new Refused('held-over', 'held')
  const { step, toSign, key, sha256, outgoing } = waiting
  // Who may is asked again: minutes have passed.
  await read(work, outgoing)
  const by = await takeSignature(work, step === 'sign' ? 'person' : 'agency', { key, toSign, signature })
  const file = await completeHeld(await desk.vault.files.bytes(work.tx, sha256), { ...by, toSign, signature })
  if (step === 'sign') await keepSigned(work, desk.vault, madeOf(waiting), file)
  else await keepSealed(work, desk.vault, outgoing, file)
  if (!(await takeWaiting(work, id))) throw new Refused('held-over', 'held')
  return waiting
}

/**
 * Completes what was held with the signature that the device made; a sealed document is released. Returns the document.
 * @throws Refused held-over | wrong-signature | no-key | wrong-state | not-allowed | changed-meanwhile
 */
export async function completeFromDesk(desk: Desk, id: string, signature: Uint8Array): Promise<string> {
  const { step, outgoing } = await desk.work((work) => complete(desk, work, id, signature))
  if (step === 'seal') await desk.work((work) => release(work, outgoing))
  return outgoing
}
