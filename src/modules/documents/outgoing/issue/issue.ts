import type { Desk } from '#platform/db/desk.ts'
import { openKey, type Pin, type Signer, sealImage } from '#signing'
import { attachedPdfs } from '../file.sql.ts'
import { read } from '../outgoing.sql.ts'
import { each, type Outcome } from './batch.ts'
import { number } from './number.ts'
import { release } from './release.ts'
import { seal } from './seal.ts'

/** Number, seal, release, each with a transaction of its own; after a crash the same press goes on from where it stood. */
export async function issueWith(desk: Desk, signer: Signer, id: string): Promise<void> {
  const doc = await desk.work((work) => read(work, id))
  const numbered = doc.state === 'SIGNED' ? await desk.work((work) => number(work, id)) : doc
  if (numbered.state === 'NUMBERED') await seal(desk, signer, id)
  await desk.work((work) => release(work, id))
}

/**
 * Phát hành several documents with one PIN of the agency's key: one press for the clerk (DESIGN 5.2), a result per document.
 * @throws Refused wrong-pin | key-locked | no-key | certificate-expired | no-seal-image
 */
export async function issue(desk: Desk, ids: readonly string[], pin: Pin): Promise<Outcome[]> {
  // Before any number is taken: without the picture of its seal a real agency seals nothing.
  await desk.work(sealImage)
  const count = await desk.work(async ({ tx }) => Math.max(1, ids.length + (await attachedPdfs(tx, ids))))
  const signer = await openKey(desk, { holder: 'agency', pin, count })
  return each(ids, (id) => issueWith(desk, signer, id))
}
