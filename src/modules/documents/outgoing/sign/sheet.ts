import { Refused } from '#kernel/refused.ts'
import { notationOf as notation } from '#kernel/vietnamese.ts'
import { agencyById, type Colleague, colleagueInPost, divisionsOf } from '#organisation'
import type { Tx } from '#platform/db/desk.ts'
import type { Sheet, SheetFamily } from '#platform/pdf/sheet.ts'
import { kindByCode } from '../../kinds/kind.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import { capacityLines } from './capacity.ts'

async function headTitleOf(tx: Tx, signer: Colleague): Promise<string> {
  const head = await tx
    .selectFrom('organisation.post')
    .select('position')
    .where('agency', '=', signer.agency)
    .where('head', '=', true)
    .where('effective_to', 'is', null)
    .executeTakeFirst()
  return head?.position ?? signer.position
}

/** What follows number and slash on the document: QĐ-STC, or STC-NS for an official letter (NĐ 30 art. 15; PL I II.3). */
export async function notationOf(tx: Tx, doc: Outgoing): Promise<string> {
  const [agency, kind, divisions] = [
    await agencyById(tx, doc.agency),
    await kindByCode(tx, doc.kind),
    await divisionsOf(tx, doc.agency),
  ]
  if (!agency) throw new Refused('not-found', doc.agency)
  const division = divisions.find((one) => one.id === doc.division)
  return notation(kind.abbreviation || null, agency.symbol, division?.symbol ?? 'VP')
}

/** Who signs as printed: capacity and name; nothing while nobody is chosen. */
async function signingOf(tx: Tx, doc: Outgoing, signer: Colleague | undefined): Promise<Sheet['signing']> {
  if (!signer) return { capacityLines: [], name: '' }
  return { capacityLines: capacityLines(doc.signerCompetence, await headTitleOf(tx, signer), signer.position), name: signer.name }
}

/**
 * Everything that is printed on the official document, except number and date. A draft may be looked at before its signer is
 * chosen (`early`), and never signed so. @throws Refused bad-input (signer)
 */
export async function sheetOf(tx: Tx, doc: Outgoing, demonstration: boolean, early = false): Promise<Sheet> {
  const signer = doc.signer ? await colleagueInPost(tx, doc.signer) : undefined
  const agency = await agencyById(tx, doc.agency)
  if (!agency || (!signer && !early)) throw new Refused('bad-input', 'signer')
  const parent = agency.parent ? await agencyById(tx, agency.parent) : undefined
  const kind = await kindByCode(tx, doc.kind)
  const headTitle = kind.template === 'decision' && signer ? await headTitleOf(tx, signer) : ''
  return {
    family: kind.template as SheetFamily,
    parentAgency: parent?.name ?? null,
    agency: agency.name,
    place: agency.place,
    notation: await notationOf(tx, doc),
    kindName: kind.template === 'letter' ? null : kind.name,
    subject: doc.subject,
    authority: kind.template === 'decision' ? `${headTitle} ${agency.name}`.toLocaleUpperCase('vi') : null,
    urgency: doc.urgency,
    addressees: doc.addressees,
    body: doc.content,
    signing: await signingOf(tx, doc, signer),
    recipients: doc.places,
    demonstration,
  }
}
