import { type RefusalCode, refusalOf } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { type Signer, signCorner, takesCorner } from '#signing'
import { filesOf, replaceFile } from '../file.sql.ts'

type Attached = { id: string; bytes: Uint8Array }

/** The attachments that are PDF files of their own. */
export async function markable(desk: Desk, { tx }: Work, outgoing: string): Promise<Attached[]> {
  const attached: Attached[] = []
  for (const file of await filesOf(tx, outgoing)) {
    if (file.role !== 'ATTACHMENT' || file.onPaper || !file.sha256 || file.mediaType !== 'application/pdf') continue
    attached.push({ id: file.id, bytes: await desk.vault.files.bytes(tx, file.sha256) })
  }
  return attached
}

const keyFaults: readonly RefusalCode[] = ['remote-refused', 'token-unreachable', 'no-key']

type Signing = { signer: Signer; at: Date; name: string; symbol: string }

async function markedOne({ id, bytes }: Attached, { symbol, ...signing }: Signing): Promise<Attached[]> {
  try {
    if (!(await takesCorner(bytes))) return []
    return [{ id, bytes: await signCorner(bytes, { ...signing, lines: [symbol] }) }]
  } catch (error) {
    const code = refusalOf(error)?.code
    // What is wrong with the file lets it go out as it is; a key that fails is no property of the file.
    if (code && !keyFaults.includes(code)) return []
    throw error
  }
}

/**
 * Each with the agency's signature at the top right of page 1: number and notation of the document, and the time (NĐ 30/2020, annex I,
 * II.8b and III.1d). One that its own signer closed, or that cannot be appended to, goes out as it is.
 */
export async function marked(attached: readonly Attached[], signing: Signing): Promise<Attached[]> {
  const done: Attached[] = []
  for (const one of attached) done.push(...(await markedOne(one, signing)))
  return done
}

/** They take the place of the files that they came from. */
export async function keepMarked(desk: Desk, { tx }: Work, attached: readonly Attached[]): Promise<void> {
  for (const { id, bytes } of attached) await replaceFile(tx, id, await desk.vault.files.keep(tx, bytes, 'application/pdf'))
}
