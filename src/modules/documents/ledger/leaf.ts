import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { codeOf } from '#kernel/vietnamese.ts'

/** What stands in the log of one issued document: identifiers and hashes, no text and no name of a person. */
export type Logged = {
  code: string
  organId: string
  codeNumber: number | null
  codeSuffix: string
  codeNotation: string | null
  promulgationDate: string | null
  issuedAt: Date
  files: readonly string[]
}

/** 38/QĐ-STC; null for a paper of the agency's own that bears no number. */
export const symbolIn = ({ codeNumber, codeSuffix, codeNotation }: Omit<Logged, 'files' | 'organId'>): string | null =>
  codeNumber === null || codeNotation === null ? null : codeOf(codeNumber, codeNotation, codeSuffix)

/** The leaf as canonical JSON (RFC 8785: names in order, no spaces), so that everybody hashes the same bytes. */
export const leafOf = (one: Logged): string =>
  JSON.stringify({
    agency: one.organId,
    code: one.code,
    date: one.promulgationDate,
    files: one.files,
    issued: one.issuedAt.toISOString(),
    symbol: symbolIn(one),
  })

export type Head = { size: number; root: Uint8Array; at: Date; key: Uint8Array; signature: Uint8Array }

/** What is signed: lines of text that anybody can write down again and check with openssl. */
export const headMessage = ({ size, root, at }: Pick<Head, 'size' | 'root' | 'at'>): Buffer =>
  Buffer.from(`lienthong log v1\n${size}\n${Buffer.from(root).toString('hex')}\n${at.toISOString()}\n`)

/** The 32 bytes of an Ed25519 key's public half: the end of its SPKI form, whose beginning is the same for all. */
export const publicBytes = (key: KeyObject): Buffer =>
  (createPublicKey(key).export({ type: 'spki', format: 'der' }) as Buffer).subarray(-32)

const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')
export const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiHead, bytes]), format: 'der', type: 'spki' })

export const signedHead = (head: Pick<Head, 'size' | 'root' | 'at'>, key: KeyObject): Head => ({
  ...head,
  key: publicBytes(key),
  signature: sign(null, headMessage(head), key),
})

export const headHolds = (head: Head): boolean => verify(null, headMessage(head), publicKeyOf(head.key), head.signature)

/** A short name of a key, to be compared over the telephone. */
export const keyName = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 16)
