import { formatDate, formatNumber, formatTarget, formatTime } from '#kernel/vietnamese.ts'
import { type Period, previousOf } from '../periods/period.ts'
import { behindAddress, matterAddress, type Place, reportAddress } from './addresses.ts'
import { formulas, ratio, shownShare } from './definition.ts'
import { differenceOf, type Measures } from './measures.ts'
import { type Attention, matters } from './report.sql.ts'
import { type AgencyLine, type ExchangeReport, type Order, percentE } from './report.ts'
import type { Judged } from './targets.ts'
import { matterWords, nearPoints, orderNames, scopeWords, verdictWords } from './words.vi.ts'

const whole = (count: number) => formatNumber(count, 0)
const points = (value: number) => formatNumber(Math.abs(value), 1, true)
const count = (value: number) => `${value < 0 ? '−' : '+'}${whole(Math.abs(value))}`
const signed = (value: number) => `${Math.abs(value) < 0.05 ? '' : value < 0 ? '−' : '+'}${points(value)}`

/** A target beside a figure, in the words of the screens. `verdict` is null where the text names no value. */
export type TargetView = {
  value: number
  words: string
  verdict: 'MET' | 'NOT_MET' | null
  tag: string
  gap: string | null
  reached: boolean
}

export function targetView(judged: Judged | null): TargetView | null {
  if (!judged || judged.target.value === null) return null
  const { target, verdict, gap, role } = judged
  const value = judged.target.value
  const due = role === 'coming' && target.deadline ? ` đến ${formatDate(target.deadline)}` : ''
  return {
    value,
    words: `chỉ tiêu ${formatTarget(value)}${due}`,
    verdict: verdict === 'MET' || verdict === 'NOT_MET' ? verdict : null,
    tag: verdict === null ? '' : verdictWords[verdict],
    gap: gap === null ? null : `${gap < 0 ? 'thiếu' : 'vượt'} ${points(gap)} điểm`,
    reached: gap !== null && gap >= 0,
  }
}

function cardsOf({ rates }: ExchangeReport, place: Place) {
  return rates.map(({ scope, measures, judged }) => ({
    scope,
    title: scopeWords[scope],
    value: percentE(measures),
    part: { text: whole(measures.e), href: behindAddress({ ...place, scope }, 'e') },
    whole: { text: whole(measures.documents), href: behindAddress({ ...place, scope }, 'documents') },
    href: reportAddress({ ...place, scope }),
    target: targetView(judged),
  }))
}

function trendOf({ trend }: ExchangeReport) {
  return trend.map(({ month, measures: { documents, e, h, p } }, at) => {
    const percent = (part: number) => (100 * part) / documents
    const [year = '', number = ''] = month.code.split('-')
    return {
      label: at === 0 || number === '01' ? `${number}/${year.slice(2)}` : number,
      shares: documents === 0 ? null : { E: percent(e), H: percent(h), P: percent(p) },
    }
  })
}

const tones = { reached: ['done', 'Đạt'], near: ['waiting', 'Gần đạt'], far: ['broken', 'Còn xa'], none: null } as const
function standingOf({ judged, percent }: AgencyLine) {
  const value = judged?.target.value ?? null
  if (value === null || percent === null) return tones.none
  if (judged?.verdict === 'MET' || percent >= value) return tones.reached
  return percent >= value - nearPoints ? tones.near : tones.far
}

function linesOf({ lines }: ExchangeReport, place: Place) {
  return lines.map((line) => {
    const { agency, measures, percent, change } = line
    const of = { ...place, agency: agency.id }
    return {
      id: agency.id,
      name: agency.shortName,
      counts: (['documents', 'e', 'h', 'p', 'failed'] as const).map((key) => ({
        key,
        text: whole(measures[key]),
        href: measures[key] === 0 ? null : behindAddress(of, key),
      })),
      percent,
      target: line.judged?.target.value ?? null,
      change: change === null ? null : { text: signed(change), good: change >= 0 },
      standing: standingOf(line),
      openHref: reportAddress({ ...place, open: place.open === agency.id ? null : agency.id }),
      paper: { count: whole(measures.h + measures.p), href: behindAddress(of, 'paper') },
      reportHref: reportAddress({ ...place, agency: agency.id, open: null }),
    }
  })
}

function needsOf(attention: readonly Attention[], at: Date) {
  return matters.flatMap((matter) => {
    const found = attention.find((one) => one.matter === matter)
    if (!found) return []
    const hours = Math.floor((at.getTime() - found.oldest.getTime()) / 3_600_000)
    const age = hours < 1 ? 'dưới 1 giờ' : hours < 48 ? `${hours} giờ` : `${Math.floor(hours / 24)} ngày`
    const among = found.agencies > 1 ? `, ở ${whole(found.agencies)} cơ quan` : ''
    return [
      {
        key: matter,
        href: matterAddress(matter),
        value: found.documents,
        what: matterWords[matter],
        trouble: matter === 'failed' || matter === 'refused',
        about: `lâu nhất ${age}${among}`,
      },
    ]
  })
}

/** Further figures: the formula, the documents behind its part, those behind its whole. */
const further = [
  ...(
    [
      ['EANY_DOC', 'electronic'],
      ['ECOMPLETE_DOC', 'complete'],
      ['MIXED_DOC', 'mixed'],
      ['H_DOC', 'h'],
      ['P_DOC', 'p'],
    ] as const
  ).map(([formula, part]) => [formula, part, 'documents'] as const),
  ...(
    [
      ['CH_QLVB', 'eoffice'],
      ['CH_EMAIL', 'email'],
      ['CH_PORTAL', 'portal'],
      ['CH_SPECIALISED', 'specialised'],
    ] as const
  ).map(([formula, part]) => [formula, part, 'electronic'] as const),
  ...(
    [
      ['E_COPY', 'sent-e'],
      ['H_COPY', 'sent-h'],
      ['P_COPY', 'sent-p'],
    ] as const
  ).map(([formula, part]) => [formula, part, 'documents'] as const),
] as const

function figuresOf(measures: Measures, place: Place) {
  return further.map(([formula, part, all]) => {
    const counts = ratio(formula, measures)
    return {
      key: formula,
      words: formulas[formula].words,
      clause: formulas[formula].clause,
      share: shownShare(counts),
      part: { text: whole(counts.part), href: behindAddress(place, part) },
      whole: { text: whole(counts.whole), href: behindAddress(place, all) },
    }
  })
}

function targetsOf({ targets }: ExchangeReport) {
  return targets.map(({ target, figure, verdict, gap, role }) => {
    const count = target.unit.startsWith('count')
    return {
      key: target.id,
      indicator: target.indicator,
      article: `${target.seed}, ${target.article}`,
      interpretation: target.interpretation,
      value: figure === null ? '–' : 'count' in figure ? whole(figure.count) : shownShare(figure),
      target: target.value === null ? '–' : count ? formatNumber(target.value, 2) : formatTarget(target.value),
      gap: gap === null ? '–' : signed(gap),
      verdict: verdict === null ? 'Theo dõi' : verdictWords[verdict],
      coming: role === 'coming' && target.deadline ? formatDate(target.deadline) : null,
    }
  })
}

const rateWords = ({ e, documents }: Measures) =>
  `${whole(e)} / ${whole(documents)} = ${shownShare({ part: e, whole: documents })}`

function versionsOf({ versions, measures }: ExchangeReport, place: Place) {
  const latest = versions[0]?.measures
  const adjusted = latest && differenceOf(measures, latest)
  return {
    rows: versions.map(({ closing, measures: closed }) => ({
      id: closing.id,
      name: closing.version === 1 ? 'Bản chốt' : `Bản điều chỉnh ${closing.version - 1}`,
      at: `${formatTime(closing.closedAt)} ngày ${formatDate(closing.closedAt)}`,
      reason: closing.reason,
      figures: rateWords(closed),
      href: behindAddress(place, 'documents', { closing: closing.id }),
    })),
    // What makes up the difference between what was closed and what is known now (law: closing instant).
    adjustment:
      adjusted && (adjusted.documents !== 0 || adjusted.e !== 0 || adjusted.h !== 0 || adjusted.p !== 0)
        ? `Điều chỉnh sau chốt: văn bản ${count(adjusted.documents)}, E ${count(adjusted.e)}, H ${count(adjusted.h)}, P ${count(adjusted.p)}`
        : null,
  }
}

/** All that the dashboard shows, as words and figures ready to print; nothing is computed on the page. */
export function exchangeView(
  report: ExchangeReport,
  order: Order,
  choices: { periods: Period[]; mayClose: boolean; open: string | null },
) {
  const { period, scope, agency, measures } = report
  const place = { period: period.code, scope, agency: agency?.id ?? null, order: orderNames[order], open: choices.open }
  return {
    place,
    period: { code: period.code, label: period.label, over: report.at > new Date(`${period.last}T23:59:59.999+07:00`) },
    previous: previousOf(period).label.toLowerCase(),
    scope: scopeWords[scope],
    where: agency?.shortName ?? 'Toàn tỉnh',
    asOf: `${formatTime(report.at)}, ${formatDate(report.at).slice(0, 5)}`,
    periods: choices.periods.map(({ code, label, kind }) => ({ code, label, kind })),
    agencies: report.agencies.map(({ id, shortName }) => ({ id, name: shortName })),
    mayClose: choices.mayClose,
    cards: cardsOf(report, place),
    trend: trendOf(report),
    trendTarget: targetView(report.rates.find((rate) => rate.scope === scope)?.judged ?? null)?.value ?? null,
    lines: linesOf(report, place),
    needs: needsOf(report.attention, report.at),
    figures: figuresOf(measures, place),
    targets: targetsOf(report),
    unnumbered: `${whole(measures.documents - measures.unnumbered)} văn bản có số, ${whole(measures.unnumbered)} tài liệu nội bộ không số`,
    reasons: report.reasons.map(({ basis, documents }) => ({
      basis,
      documents,
      share: (100 * documents) / Math.max(1, ...report.reasons.map((one) => one.documents)),
    })),
    versions: versionsOf(report, place),
  }
}
export type ExchangeView = ReturnType<typeof exchangeView>
