import { has } from '#kernel/actor.ts'
import { formatNumber, formatTarget } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import type { Desk, Work } from '#platform/db/desk.ts'
import { behindAddress, reportAddress } from '../exchange/addresses.ts'
import { ratio, shownShare } from '../exchange/definition.ts'
import { judgedIn, levelOf, targetOf } from '../exchange/judging.ts'
import { sumOf } from '../exchange/measures.ts'
import { figuresOf } from '../exchange/report.sql.ts'
import { roadmapsOf } from '../exchange/report.ts'
import type { Judged } from '../exchange/targets.ts'
import { handlingIn } from '../monthly/handling.sql.ts'
import { type HandlingColumn, type HandlingFormula, handlingFormulas, handlingRatio, handlingSum } from '../monthly/handling.ts'
import { handledAddress, monthlyAddress } from '../monthly/monthly.forms.ts'
import { judgeHandling } from '../monthly/monthly.ts'
import { monthOf } from '../periods/period.ts'

const targetWords = (judged: Judged | null) =>
  judged?.target.value == null
    ? ''
    : `, chỉ tiêu ${formatTarget(judged.target.value)}${judged.gap !== null && judged.gap < 0 ? `, thiếu ${formatNumber(-judged.gap, 1, true)} điểm` : ''}`

const shown = (part: number, whole: number): string => shownShare({ part, whole }, '–')

async function figures(work: Work) {
  const { agency: id } = work.actor
  const { code, first, last, label } = monthOf(work.clock.today)
  const agency = await agencyById(work.tx, id)
  if (!agency) return null
  const roadmaps = await roadmapsOf(work)
  const asked = { from: first, to: last }
  const sent = sumOf((await figuresOf(work, { ...asked, scopes: ['BETWEEN'], at: null })).filter((row) => row.agency === id))
  const handled = handlingSum((await handlingIn(work, asked, null)).filter((row) => row.agency === id))
  const about = { ...asked, level: levelOf(agency) }
  const exchange = targetOf(judgedIn(roadmaps, { ...about, scope: 'BETWEEN' }, sent), 'E_DOC')
  const place = { period: code, agency: id }
  const of = (formula: HandlingFormula, title: string, lacking: HandlingColumn, judged: Judged | null = null) => {
    const { part, whole } = handlingRatio(formula, handled)
    const words = handlingFormulas[formula].words.toLowerCase()
    return {
      ...{ key: formula, title, value: shown(part, whole), href: handledAddress(place, lacking) },
      about: whole === 0 ? words : `${part} / ${whole} văn bản${targetWords(judged)}`,
    }
  }
  const { part, whole } = ratio('E_DOC', sent)
  return {
    ...{
      agency: agency.shortName,
      month: label,
      reports: { exchange: reportAddress({ ...place, scope: 'BETWEEN' }), periodic: monthlyAddress(place) },
    },
    figures: [
      {
        ...{ key: 'E_DOC', title: 'Gửi hoàn toàn điện tử', value: shown(part, whole) },
        href: behindAddress({ ...place, scope: 'BETWEEN' }, 'paper'),
        about: whole === 0 ? 'văn bản gửi cơ quan khác' : `${part} / ${whole} văn bản${targetWords(exchange)}`,
      },
      of('EPROC', 'Trọn vẹn điện tử', 'not-whole', judgeHandling(roadmaps, about, handled)),
      of('SIGN_E', 'Đủ chữ ký số', 'signed'),
      of('PROC_E', 'Xử lý trọn trên hệ thống', 'not-processed'),
    ],
  }
}
export type OwnFigures = NonNullable<Awaited<ReturnType<typeof figures>>>

/** This month's figures of the agency that the actor leads (S2 V.6); null for everybody else. */
export const ownFigures = (desk: Desk): Promise<OwnFigures | null> =>
  has(desk.actor, 'agencyLeader') ? desk.work(figures) : Promise.resolve(null)
