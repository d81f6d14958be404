import { Refused } from '#kernel/refused.ts'
import { colleagueInPost } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Vault, Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import { refuseUnprintable } from '#platform/pdf/signs.ts'
import { certify, openKey, type Pin, prepareFields, type Signer } from '#signing'
import { checkMark } from '../../checking/check-mark.ts'
import { checkCodeOf } from '../../checking/code.sql.ts'
import { Boxes, holesOf } from '../../drafting/boxes.ts'
import { addFile, mainFile } from '../file.sql.ts'
import { each, type Outcome } from '../issue/batch.ts'
import { refuseSigner } from '../issue/ready.ts'
import { lock, move, read, update } from '../outgoing.sql.ts'
import { outgoingStates } from '../outgoing.states.ts'
import type { Outgoing } from '../outgoing.ts'
import { passShadow } from './shadow.ts'
import { notationOf, sheetOf } from './sheet.ts'
import { standingIn } from './standing-in.sql.ts'

export type Ready = { doc: Outgoing; pdf: Uint8Array; notation: string; position: string; at: Date }

/**
 * The document as it will be signed: who acts for the signer under a delegation signs in the own name, in the capacity that
 * the delegation gives (KT. or TUQ., NĐ 30/2020 art. 13).
 */
async function signedBy({ tx, actor }: Work, doc: Outgoing): Promise<Outgoing> {
  if (doc.signer === null || doc.signer === actor.post) return doc
  const competence = await standingIn(tx, { signer: doc.signer, by: actor.post })
  if (!competence) throw new Refused('not-allowed', 'sign')
  return { ...doc, signer: actor.post, signerCompetence: competence }
}

/** The file that is signed, with every field of its life prepared: typeset, or the drafter's PDF with the boxes placed on it. */
async function prepared(work: Work, vault: Vault, doc: Outgoing): Promise<{ pdf: Uint8Array; notation: string }> {
  const check = checkMark(await checkCodeOf(work.tx, doc), vault)
  if (doc.source === 'UPLOAD') {
    const boxes = Boxes.safeParse(doc.boxes)
    if (!boxes.success) throw new Refused('bad-input', 'boxes')
    const uploaded = await vault.files.bytes(work.tx, await mainFile(work.tx, doc.id, 'UPLOAD'))
    return { pdf: await prepareFields(uploaded, holesOf(boxes.data)), notation: await notationOf(work.tx, doc) }
  }
  const sheet = await sheetOf(work.tx, doc, (await installationKind(work.tx)) !== 'real')
  refuseUnprintable(sheet)
  const { pdf, holes } = typesetSheet({ ...sheet, check }, work.clock.now)
  return { pdf: await prepareFields(pdf, holes), notation: sheet.notation }
}

/** What is signed, and who signs it as what. @throws Refused wrong-state | not-allowed | bad-input */
export async function ready(desk: Desk, work: Work, id: string): Promise<Ready> {
  const waiting = await read(work, id)
  outgoingStates.take('sign', waiting, work.actor)
  await refuseSigner(work, waiting)
  const doc = await signedBy(work, waiting)
  const signer = doc.signer ? await colleagueInPost(work.tx, doc.signer) : undefined
  return { doc, ...(await prepared(work, desk.vault, doc)), position: signer?.position ?? '', at: work.clock.now }
}

/** Who may not sign is told so before anything of the files is. */
export const maySign = (desk: Desk, id: string) =>
  desk.work(async (work) => void outgoingStates.take('sign', await read(work, id), work.actor))

/** What was signed, at which version, by whom, under which notation. */
export type Made = { doc: Pick<Outgoing, 'id' | 'version' | 'signer' | 'signerCompetence'>; notation: string }

/** Keeps the signed file and moves the document on. @throws Refused wrong-state | not-allowed | changed-meanwhile */
export async function keepSigned(work: Work, vault: Vault, { doc, notation }: Made, signed: Uint8Array): Promise<void> {
  const locked = await lock(work, doc.id)
  const to = outgoingStates.take('sign', locked, work.actor)
  if (locked.version !== doc.version) throw new Refused('changed-meanwhile', String(locked.version))
  const kept = await vault.files.keep(work.tx, signed, 'application/pdf')
  await addFile(work.tx, locked, kept, { role: 'SIGNED', name: 'van-ban-da-ky.pdf' })
  await update(work.tx, doc.id, {
    signed_at: work.clock.now,
    signed_by: 'digital',
    code_notation: notation,
    signer: doc.signer,
    signer_competence: doc.signerCompetence,
  })
  await move(work, locked, to, { name: 'sign' })
  await note(work, 'outgoing.sign', doc.id, { sha256: kept.sha256 })
  await tell(work, 'documents.outgoing-signed', { id: doc.id })
}

/**
 * Signs one draft with a key that is open already. `despite`: the signer has confirmed what was found in its files.
 * @throws Refused wrong-state | not-allowed | changed-meanwhile | bad-input | hidden-content | hidden-unconfirmed
 */
export async function signWith(desk: Desk, signer: Signer, id: string, despite = false): Promise<void> {
  await maySign(desk, id)
  await passShadow(desk, id, despite)
  const made = await desk.work((work) => ready(desk, work, id))
  const signed = await certify(made.pdf, { field: 'person', signer, at: made.at, name: desk.actor.name, position: made.position })
  await desk.work((work) => keepSigned(work, desk.vault, made, signed))
}

/**
 * Signs drafts with the actor's own key, opened once by its PIN; the signature certifies (DocMDP 2), number and date stay blank.
 * @param despite - drafts whose hidden or doubtful content the signer has seen and confirmed
 * @throws Refused wrong-pin | key-locked | no-key | certificate-expired; per document wrong-state | not-allowed |
 * changed-meanwhile | bad-input (signer, boxes) | signer-without-competence | unreadable-file |
 * unprintable-sign | hidden-content | hidden-unconfirmed
 */
export async function sign(desk: Desk, ids: readonly string[], pin: Pin, despite: readonly string[] = []): Promise<Outcome[]> {
  const signer = await openKey(desk, { holder: 'person', pin, count: Math.max(1, ids.length) })
  return each(ids, (id) => signWith(desk, signer, id, despite.includes(id)))
}
