import { createHash } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import { hashOf, type Signer } from '../signer.ts'
import { signDetached } from './cms.ts'

/** A signature that is made elsewhere: the bytes that are signed, by which algorithm, with which certificates. */
export type Held = { toSign: Uint8Array; signature: Uint8Array } & Pick<Signer, 'chain' | 'algorithm'>

/** A signer that signs nothing and keeps what it should have signed: the file that it leaves has room for the signature. */
export function holdingSigner({ chain, algorithm }: Pick<Signer, 'chain' | 'algorithm'>): {
  signer: Signer
  taken: () => Uint8Array
} {
  const held: { bytes: Uint8Array | null } = { bytes: null }
  const signer: Signer = {
    ...{ chain, algorithm },
    async sign(toBeSigned) {
      held.bytes = toBeSigned
      return new Uint8Array(1)
    },
  }
  return {
    signer,
    taken() {
      if (!held.bytes) throw new Error('nothing was to be signed')
      return held.bytes
    },
  }
}

/** Where the last signature of a file stands, by its own byte range. */
function lastRange(file: Buffer): { from: number; to: number } {
  const at = file.lastIndexOf('/ByteRange')
  const [, from, to, length] = /^\/ByteRange\s*\[\s*0 (\d+) (\d+) (\d+)\s*\]/.exec(file.toString('latin1', at, at + 200)) ?? []
  const range = { from: Number(from), to: Number(to) }
  const whole = at >= 0 && range.from < range.to && range.to + Number(length) === file.length
  if (!whole || file[range.from] !== 0x3c || file[range.to - 1] !== 0x3e) throw new Refused('unreadable-file', 'held')
  return range
}

/**
 * Puts a signature that was made elsewhere into the file that was prepared for it. The CMS is made anew around it: only what was
 * signed fits. @throws Refused unreadable-file (not the prepared file) | too-large
 */
export async function completeHeld(prepared: Uint8Array, { toSign, signature, chain, algorithm }: Held): Promise<Uint8Array> {
  const file = Buffer.from(prepared)
  const { from, to } = lastRange(file)
  const digest = createHash(hashOf(algorithm)).update(file.subarray(0, from)).update(file.subarray(to)).digest()
  const cms = await signDetached(digest, {
    ...{ chain, algorithm },
    async sign(toBeSigned) {
      if (!Buffer.from(toBeSigned).equals(toSign)) throw new Refused('unreadable-file', 'held')
      return signature
    },
  })
  const room = to - from - 2
  if (cms.length * 2 > room) throw new Refused('too-large', 'signature')
  file.write(Buffer.from(cms).toString('hex').padEnd(room, '0'), from + 1, 'latin1')
  return new Uint8Array(file.buffer, file.byteOffset, file.length)
}
