import { formatDate, formatNumber, formatTime } from '#kernel/vietnamese.ts'
import { behindAddress } from '../exchange/addresses.ts'
import { type Ratio, ratio, shownShare } from '../exchange/definition.ts'
import { targetView } from '../exchange/exchange.view.ts'
import type { Openable } from '../exchange/report.sql.ts'
import { verdictWords } from '../exchange/words.vi.ts'
import { levelWords } from '../periods/levels.vi.ts'
import { type Period, previousOf } from '../periods/period.ts'
import { type HandlingColumn, handlingFormulaIds, handlingFormulas, handlingRatio } from './handling.ts'
import { handledAddress } from './monthly.forms.ts'
import { noWorkFiles } from './monthly.table.ts'
import type { MonthlyGroup, MonthlyLine, MonthlyReport } from './monthly.ts'

type Place = { period: string; agency: string | null }
/** A figure and the list behind it; without list where there is nothing to list, or a group of agencies has none of its own. */
export type Linked = { text: string; href: string | null }

const whole = (count: number) => formatNumber(count, 0)
const shown = (of: Ratio) => shownShare(of, '–')
const column = (name: string) => name.replaceAll('_', '-') as HandlingColumn

/** The cells of one line by column. `at` null: the sum of a group, whose figures open no list. */
function cellsOf({ sent, handled, change, judged }: MonthlyLine, at: Place | null) {
  const of = (count: number, href: (place: Place) => string): Linked => ({
    text: whole(count),
    href: at === null || count === 0 ? null : href(at),
  })
  const sending = (key: 'documents' | 'e' | 'h' | 'p') =>
    of(sent[key], (place) => behindAddress({ ...place, scope: 'ALL' }, key satisfies Openable))
  const counted = (key: keyof typeof handled) => of(handled[key], (place) => handledAddress(place, column(key)))
  const said = (text: string): Linked => ({ text, href: null })
  return {
    documents: sending('documents'),
    e: sending('e'),
    h: sending('h'),
    p: sending('p'),
    sentRate: said(shown(ratio('E_DOC', sent))),
    received: counted('received'),
    receivedE: counted('received_e'),
    receivedP: counted('received_p'),
    receivedRate: said(shown(handlingRatio('RECV_E', handled))),
    toProcess: counted('to_process'),
    processed: counted('processed'),
    processedRate: said(shown(handlingRatio('PROC_E', handled))),
    person: counted('signed_person'),
    seal: counted('signed_agency'),
    signedRate: said(shown(handlingRatio('SIGN_E', handled))),
    whole: counted('whole'),
    wholeRate: said(shown(handlingRatio('EPROC', handled))),
    change: said(change === null ? '–' : `${change < 0 ? '−' : '+'}${formatNumber(Math.abs(change), 1, true)}`),
    verdict: said(judged?.verdict ? verdictWords[judged.verdict] : judged ? 'Chưa đủ dữ liệu' : '–'),
  }
}
export type CellKey = keyof ReturnType<typeof cellsOf>

function linesOf({ groups, total }: MonthlyReport, period: string) {
  const rows = groups.flatMap(({ level, lines, total: sum }: MonthlyGroup) => [
    ...lines.map((line) => ({
      ...{ key: line.agency.id, name: line.agency.shortName, sum: false },
      cells: cellsOf(line, { period, agency: line.agency.id }),
    })),
    ...(lines.length > 1
      ? [{ key: level, name: `Cộng ${levelWords[level].toLowerCase()}`, sum: true, cells: cellsOf(sum, null) }]
      : []),
  ])
  return groups.length > 1
    ? [...rows, { key: 'all', name: 'Tổng cộng', sum: true, cells: cellsOf(total, { period, agency: null }) }]
    : rows
}
export type MonthlyLineView = ReturnType<typeof linesOf>[number]

function cardsOf({ groups, agency }: MonthlyReport, place: Place) {
  return groups.map(({ level, total, lines }) => {
    const own = lines.length === 1 ? { ...place, agency: lines[0]?.agency.id ?? null } : place
    const open = (of: HandlingColumn) => (lines.length === 1 || groups.length === 1 ? handledAddress(own, of) : `#${level}`)
    return {
      scope: level,
      title: agency?.shortName ?? levelWords[level],
      value: total.percent,
      part: { text: whole(total.handled.whole), href: open('whole') },
      whole: { text: whole(total.handled.issued), href: open('issued') },
      href: `#${level}`,
      target: targetView(total.judged),
    }
  })
}

/** All that the page of the periodic report shows, as words and figures ready to print. */
export function monthlyView(report: MonthlyReport, periods: readonly Period[]) {
  const { period, agency, total } = report
  const place = { period: period.code, agency: agency?.id ?? null }
  return {
    place,
    period: { code: period.code, label: period.label },
    previous: previousOf(period).label.toLowerCase(),
    where: agency?.shortName ?? 'Toàn tỉnh',
    asOf: `${formatTime(report.at)}, ${formatDate(report.at).slice(0, 5)}`,
    periods: periods.map(({ code, label, kind }) => ({ code, label, kind })),
    agencies: report.agencies.map(({ id, shortName }) => ({ id, name: shortName })),
    cards: cardsOf(report, place),
    lines: linesOf(report, period.code),
    workFiles: noWorkFiles,
    figures: handlingFormulaIds.map((id) => {
      const { part, whole: all } = handlingRatio(id, total.handled)
      const { words, clause, part: partName, whole: wholeName } = handlingFormulas[id]
      return {
        ...{ key: id, words, clause, share: shownShare({ part, whole: all }) },
        part: { text: whole(part), href: handledAddress(place, column(partName)) },
        whole: { text: whole(all), href: handledAddress(place, column(wholeName)) },
      }
    }),
    versions: report.versions.map(({ closing, handled }) => ({
      id: closing.id,
      name: closing.version === 1 ? 'Bản chốt' : `Bản điều chỉnh ${closing.version - 1}`,
      at: `${formatTime(closing.closedAt)} ngày ${formatDate(closing.closedAt)}`,
      reason: closing.reason,
      figures: `${whole(handled.whole)} / ${whole(handled.issued)} = ${shown(handlingRatio('EPROC', handled))}`,
      href: handledAddress(place, 'issued', { closing: closing.id }),
    })),
  }
}
export type MonthlyView = ReturnType<typeof monthlyView>
