import { Refused } from '#kernel/refused.ts'
import { notationOf as notation } from '#kernel/vietnamese.ts'
import { type Agency, agencyById, type Colleague, colleagueInPost, divisionsOf } from '#organisation'
import type { Tx } from '#platform/db/desk.ts'
import { layoutWords } from '#platform/pdf/law.ts'
import type { Sheet, SheetFamily, SheetSigner } from '#platform/pdf/sheet.ts'
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

type Printed = { doc: Outgoing; family: SheetFamily; agency: Agency; signer: Colleague | undefined; headTitle: string }

/** Who signs as printed: capacity and name; nothing while nobody is chosen. Minutes are signed by their chair (sample 1.9). */
function signingOf({ doc, family, agency, signer, headTitle }: Printed): Sheet['signing'] {
  if (!signer) return { capacityLines: [], name: '' }
  if (family === 'minutes') return { capacityLines: [layoutWords('minutes-chair')], name: signer.name }
  const signing = { head: headTitle, own: signer.position, agency: agency.name }
  return { capacityLines: capacityLines(doc.signerCompetence, signing), name: signer.name }
}

/** Who wrote the minutes signs beside the chair, on paper. */
async function othersOf(tx: Tx, { doc, family }: Printed): Promise<SheetSigner[]> {
  if (family !== 'minutes') return []
  const secretary = await colleagueInPost(tx, doc.drafter)
  return secretary ? [{ capacityLines: [layoutWords('minutes-secretary')], name: secretary.name }] : []
}

/** Who decides: the collective in whose name it is signed, or the head of the agency (samples 1.1 and 1.2, note 6). */
function authorityOf({ doc, family, agency, headTitle }: Printed): string | null {
  if (family === 'resolution') return agency.name
  if (family !== 'decision') return null
  return doc.signerCompetence === 'ON_BEHALF_OF' ? agency.name : `${headTitle} ${agency.name}`.trim()
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
  const family = kind.template as SheetFamily
  const printed = { doc, family, agency, signer, headTitle: signer ? await headTitleOf(tx, signer) : '' }
  return {
    family,
    parentAgency: parent?.name ?? null,
    agency: agency.name,
    place: agency.place,
    notation: await notationOf(tx, doc),
    kindName: kind.template === 'letter' ? null : kind.name,
    subject: doc.subject,
    authority: authorityOf(printed),
    urgency: doc.urgency,
    circulation: doc.circulation,
    addressees: doc.addressees,
    body: doc.content,
    signing: signingOf(printed),
    others: await othersOf(tx, printed),
    recipients: doc.places,
    demonstration,
  }
}
