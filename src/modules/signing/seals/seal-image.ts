import { createHash } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { installationKind } from '#platform/db/installation.ts'
import { draw } from '#platform/pdf/drawing.ts'
import { mayImport } from '../keys/key.policy.ts'
import { holderAt } from '../keys/unlock.ts'
import { imageOf, putImage } from './seal-image.sql.ts'

/** Largest file of a seal's picture, and its longest side in dots. */
export const mostBytes = 262_144
const mostDots = 4000

const pngSigns = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Colour types of a PNG that has an alpha channel (ISO/IEC 15948, 11.2.2). */
const withAlpha = [4, 6]

/** A PNG with a transparent ground that can be drawn. @throws Refused unreadable-file | too-large | bad-input (seal-ground) */
async function checked(image: Uint8Array): Promise<void> {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength)
  if (image.length < 67 || pngSigns.some((sign, at) => image[at] !== sign)) throw new Refused('unreadable-file', 'image')
  if (image.length > mostBytes || Math.max(view.getUint32(16), view.getUint32(20)) > mostDots)
    throw new Refused('too-large', 'image')
  if (!withAlpha.includes(view.getUint8(25))) throw new Refused('bad-input', 'seal-ground')
  await draw(PDF.create(), { template: 'picture', inputs: { alt: 'dấu' }, width: 100, height: 100, image })
}

/**
 * Puts the picture of the agency's seal, which its signature shows from then on. A demonstration draws its own: there no
 * picture may look like that of a real agency (DESIGN 5.16).
 * @throws Refused not-allowed | unreadable-file | too-large | bad-input (seal-ground)
 */
export async function putSealImage(work: Work, image: Uint8Array): Promise<void> {
  if (!mayImport('agency', work.actor)) throw new Refused('not-allowed', 'sealImage')
  if ((await installationKind(work.tx)) === 'demo') throw new Refused('not-allowed', 'sealImage')
  await checked(image)
  await putImage(work, image)
  await note(work, 'seal.put-image', work.actor.agency, { sha256: createHash('sha256').update(image).digest('hex') })
}

/** The picture as it was put, for whoever may put it. @throws Refused not-found, also to everybody else */
export async function readSealImage(work: Work): Promise<Uint8Array> {
  const image = mayImport('agency', work.actor) ? await imageOf(work.tx, work.actor.agency) : null
  if (!image) throw new Refused('not-found', 'sealImage')
  return image
}

/**
 * The picture that the agency's signature shows; null where one is drawn, which happens outside real installations only.
 * @throws Refused no-seal-image in a real installation whose agency has put none
 */
export async function sealImage(work: Work): Promise<Uint8Array | null> {
  const kind = await installationKind(work.tx)
  if (kind === 'demo') return null
  const { id } = await holderAt(work, 'agency')
  const image = await imageOf(work.tx, id)
  if (!image && kind === 'real') throw new Refused('no-seal-image', id)
  return image
}
