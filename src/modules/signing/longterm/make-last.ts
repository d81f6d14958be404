import { Refused, refusalOf } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { type Silence, silenceOf } from '#platform/outward/ask.ts'
import { anchorCertificates } from '../anchors/anchor.sql.ts'
import { type Extended, extend } from './extend.ts'
import { longTermOf, rememberedIn, type Stamping, saveFailure, saveGrown, stampingOf } from './long-term.sql.ts'
import { askAgainAt, hurries, type LongTerm, renewAt, retryAt } from './long-term.ts'
import { askingRevocation, askStamp } from './outside.ts'
import type { StampFault } from './stamp-token.ts'

/** What became of one file; `unanswered`: the time-stamp authority is at fault, the next file would fare no better. */
export type Made = 'grown' | 'waits' | 'failed' | 'unanswered'

type Taken = { kept: LongTerm; bytes: Uint8Array; anchors: Uint8Array[]; stamping: Stamping; now: Date }

async function taken(desk: Desk, { tx, clock }: Work, sha256: string): Promise<Taken | null> {
  const [kept, stamping] = [await longTermOf(tx, sha256), await stampingOf(tx)]
  if (!kept || !stamping) return null
  const delivered = await desk.vault.files.bytes(tx, sha256)
  const bytes = kept.tail ? Buffer.concat([delivered, kept.tail]) : delivered
  return { kept, bytes: new Uint8Array(bytes), anchors: await anchorCertificates(tx), stamping, now: clock.now }
}

function appendedTo(desk: Desk, { kept, bytes, anchors, stamping, now }: Taken): Promise<Extended> {
  const remembered = rememberedIn((act) => desk.work(({ tx }) => act(tx)))
  const sources = {
    anchors,
    revocation: askingRevocation({ now, privateNetworks: stamping.privateNetworks, remembered }),
    // The administrator's own address may lie anywhere.
    stamp: (digest: Uint8Array) => askStamp({ address: stamping.address, privateNetworks: true }, digest, anchors),
  }
  return extend(bytes, sources, { level: kept.level, hurry: hurries(kept.goodUntil, now) })
}

async function keep(work: Work, { kept, now }: Taken, made: Extended, size: number): Promise<void> {
  const { file, missing, revoked, again } = made
  const whole = missing.length === 0 || file?.level === 'B-LTA'
  const tries = whole ? 0 : kept.tries + 1
  const grown = file ? { ...file, tail: file.bytes.subarray(size) } : kept
  const { level, tail, stampedAt, goodUntil } = grown
  const nextAt = whole && stampedAt && goodUntil ? renewAt(stampedAt, goodUntil) : askAgainAt(now, { again, tries })
  await saveGrown(work.tx, kept.sha256, { level, tail, stampedAt, goodUntil, missing, revoked, tries, nextAt })
  if (file) await note(work, 'long-term.extend', kept.sha256, { level })
}

type Faulty = { refused: string | null; silence: Silence | null; stamp: StampFault | null }

function faultOf(error: unknown): Faulty {
  const refused = refusalOf(error)
  return {
    refused: refused && `${refused.code} ${refused.about}`,
    silence: silenceOf(error),
    stamp: (error as { stampFault?: StampFault } | null)?.stampFault ?? null,
  }
}

/**
 * One step of one file: asks the authorities outside any transaction, appends what they gave, writes it down with the time of the
 * next step. Repeatable: what was asked for nothing is asked again later.
 * @throws what is neither a refusal, a silence nor a bad time-stamp: a fault of ours
 */
export async function makeLast(desk: Desk, sha256: string): Promise<Made> {
  const it = await desk.work((work) => taken(desk, work, sha256))
  if (!it) throw new Refused('not-found', 'long-term')
  const size = it.bytes.length - (it.kept.tail?.length ?? 0)
  try {
    const made = await appendedTo(desk, it)
    await desk.work((work) => keep(work, it, made, size))
    return made.file ? 'grown' : 'waits'
  } catch (error) {
    const { refused, silence, stamp } = faultOf(error)
    const fault = refused ?? silence ?? stamp
    const tries = it.kept.tries + 1
    const nextAt = retryAt(it.now, tries, refused || !fault ? 'file' : 'stamper')
    await desk.work(({ tx }) => saveFailure(tx, sha256, { tries, nextAt, fault: fault ?? 'fault' }))
    if (!fault) throw error
    return refused ? 'failed' : 'unanswered'
  }
}
