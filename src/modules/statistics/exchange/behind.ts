import { readableAmong } from '#documents'
import { agencyById } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { closingById } from '../periods/closing.sql.ts'
import { monthOf, periodOf } from '../periods/period.ts'
import { behindAddress, matterAddress, reportAddress } from './addresses.ts'
import { rowView } from './behind.view.ts'
import { type BehindAddress, type MatterAddress, scopeNames } from './exchange.forms.ts'
import { type After, attentionDocuments, type CountedRow, closedDocuments, documentsBehind } from './report.sql.ts'
import { matterWords, openWords, scopeWords } from './words.vi.ts'

const pageSize = 50

function afterOf(text: string | null): After {
  const [day = '', identity = ''] = text?.split('_') ?? []
  return day && identity ? { day, identity } : null
}

/** A page of rows and the key of its last one when there are more. */
function pageOf(rows: readonly CountedRow[]): { rows: readonly CountedRow[]; last: string | null } {
  const page = rows.slice(0, pageSize)
  const end = page.at(-1)
  return { rows: page, last: rows.length > pageSize && end ? `${end.day_sent}_${end.identity}` : null }
}

/** The rows as they are shown, with a link where the actor may read the document. */
async function viewsOf(work: Work, rows: readonly CountedRow[]) {
  const own = rows.filter(({ agency }) => agency === work.actor.agency).map(({ identity }) => identity)
  const readable = await readableAmong(work, own)
  return rows.map((row) => rowView(row, readable))
}

/** The documents behind one figure, a page of them; of a closed version when the address names one. */
export async function openBehind(work: Work, address: BehindAddress) {
  const period = address.ky === null ? monthOf(work.clock.today) : periodOf(address.ky)
  const scope = scopeNames[address['pham-vi']]
  const agency = address['co-quan']
  const asked = { agency, scope, of: address.cot, after: afterOf(address.sau), limit: pageSize + 1 }
  const closing = address.chot === null ? undefined : await closingById(work, address.chot)
  const found = closing
    ? await closedDocuments(work, closing.id, asked)
    : await documentsBehind(work, { from: period.first, to: period.last }, asked)
  const { rows, last } = pageOf(found)
  const place = { period: period.code, scope, agency }
  const issuer = agency === null ? null : (await agencyById(work.tx, agency))?.name
  return {
    title: openWords[address.cot],
    about: [scopeWords[scope], period.label, issuer ?? '', closing ? `bản chốt thứ ${closing.version}` : '']
      .filter(Boolean)
      .join(' · '),
    back: reportAddress(place),
    rows: await viewsOf(work, rows),
    later: last === null ? null : behindAddress(place, address.cot, { closing: address.chot, after: last }),
    hint: closing ? 'Loại trao đổi là của lúc chốt; cách gửi từng nơi nhận là của hiện nay.' : undefined,
  }
}

/** The documents with deliveries that need a person, a page of them. */
export async function openMatter(work: Work, { viec, sau }: MatterAddress) {
  const { rows, last } = pageOf(await attentionDocuments(work, viec, afterOf(sau), pageSize + 1))
  return {
    title: `${matterWords[viec].slice(0, 1).toUpperCase()}${matterWords[viec].slice(1)}`,
    about: '60 ngày gần đây',
    back: '/bao-cao/trao-doi',
    rows: await viewsOf(work, rows),
    later: last === null ? null : matterAddress(viec, last),
  }
}
