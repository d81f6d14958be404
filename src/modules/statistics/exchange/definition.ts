import { formatNumber, formatPercent } from '#kernel/vietnamese.ts'
import { type Measures, sumOf } from './measures.ts'

/**
 * What the exchange rates count and how (Quảng Ngãi, Decision 1486/QĐ-UBND of 2013, part II.2, and the targets of the other
 * texts). Pure: facts in, figures out. The database sums the same measures; a recount by this file must equal it at every moment.
 */
export const channels = ['EOFFICE', 'SPECIALISED', 'EMAIL', 'PORTAL'] as const
export const purposes = ['FOR_HANDLING', 'CONSULTATION', 'INFORMATION', 'REPORT', 'PERIODIC_REPORT', 'STATISTICS'] as const
export type Channel = (typeof channels)[number]
export type Purpose = (typeof purposes)[number]
export type ExchangeClass = 'E' | 'H' | 'P'

/** How one issued document really went to one recipient. A copy that waits, failed or was recalled has not gone: its facts are false. */
export type DeliveryFacts = {
  electronic: boolean
  /** Every listed attachment went electronically too. */
  electronicComplete: boolean
  paper: boolean
  paperCopies: number
  /** Primary channel of the electronic copy, null without one. */
  channel: Channel | null
  purpose: Purpose
  /** What became of the electronic copy, where that is worth counting. */
  outcome?: 'FAILED' | 'REFUSED' | null
}

/** One counting identity in one scope: a document number, or an un-numbered internal item, with that scope's deliveries. */
export type CountedDocument = { numbered: boolean; deliveries: readonly DeliveryFacts[] }

/** The channel that counts when a copy went by several. */
export const primaryChannel = (used: readonly Channel[]): Channel | null =>
  channels.find((channel) => used.includes(channel)) ?? null

/** How a document really reached one recipient. Null while nothing has gone out: a delivery not yet made belongs to no class. */
export function exchangeClass({ electronic, paper }: Pick<DeliveryFacts, 'electronic' | 'paper'>): ExchangeClass | null {
  if (electronic) return paper ? 'H' : 'E'
  return paper ? 'P' : null
}

export type DocumentClass = {
  class: ExchangeClass | null
  /** Class H of deliveries that are not all H. */
  mixed: boolean
  /** Every delivery that went is electronic with all its attachments; paper beside it is allowed. */
  complete: boolean
}

/** The class of a document over its deliveries in a scope: E when all are E, P when none is electronic, else H. */
export function documentClass(deliveries: readonly DeliveryFacts[]): DocumentClass {
  const gone = deliveries.filter((delivery) => exchangeClass(delivery) !== null)
  if (gone.length === 0) return { class: null, mixed: false, complete: false }
  const all = (wanted: ExchangeClass) => gone.every((delivery) => exchangeClass(delivery) === wanted)
  const known = all('E') ? 'E' : gone.some(({ electronic }) => electronic) ? 'H' : 'P'
  const complete = gone.every(({ electronic, electronicComplete }) => electronic && electronicComplete)
  return { class: known, mixed: known === 'H' && !all('H'), complete }
}

const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length
const copies = (deliveries: readonly DeliveryFacts[]): number => deliveries.reduce((sum, { paperCopies }) => sum + paperCopies, 0)

/** The measures of one document: of class and paper all zero while none of its deliveries has gone. */
export function measuresOf({ numbered, deliveries }: CountedDocument): Measures {
  const found = documentClass(deliveries)
  const of = (wanted: ExchangeClass) => deliveries.filter((delivery) => exchangeClass(delivery) === wanted)
  const [sentE, sentH, sentP] = [of('E'), of('H'), of('P')]
  const by = (channel: Channel) => count([...sentE, ...sentH], (delivery) => delivery.channel === channel)
  const paperFor = (purpose: Purpose) => copies([...sentH, ...sentP].filter((delivery) => delivery.purpose === purpose))
  return {
    documents: found.class === null ? 0 : 1,
    unnumbered: found.class === null || numbered ? 0 : 1,
    e: found.class === 'E' ? 1 : 0,
    h: found.class === 'H' ? 1 : 0,
    p: found.class === 'P' ? 1 : 0,
    mixed: found.mixed ? 1 : 0,
    complete: found.complete ? 1 : 0,
    sent_e: sentE.length,
    sent_h: sentH.length,
    sent_p: sentP.length,
    copies_h: copies(sentH),
    copies_p: copies(sentP),
    eoffice: by('EOFFICE'),
    email: by('EMAIL'),
    portal: by('PORTAL'),
    specialised: by('SPECIALISED'),
    failed: count(deliveries, ({ outcome }) => outcome === 'FAILED'),
    refused: count(deliveries, ({ outcome }) => outcome === 'REFUSED'),
    paper_for_handling: paperFor('FOR_HANDLING'),
    paper_consultation: paperFor('CONSULTATION'),
    paper_information: paperFor('INFORMATION'),
    paper_report: paperFor('REPORT'),
    paper_periodic_report: paperFor('PERIODIC_REPORT'),
    paper_statistics: paperFor('STATISTICS'),
  }
}

/** The measures of many documents: their sum. */
export const measure = (documents: readonly CountedDocument[]): Measures => sumOf(documents.map(measuresOf))

/** A share as its two counts, so that it can be rounded, compared exactly and opened. */
export type Ratio = { part: number; whole: number }
type Formula = { words: string; clause: string; part: (m: Measures) => number; whole: (m: Measures) => number }

const documents = (m: Measures) => m.documents
const deliveries = (m: Measures) => m.sent_e + m.sent_h + m.sent_p
const electronic = (m: Measures) => m.sent_e + m.sent_h
const twoChannels = (m: Measures) => m.eoffice + m.email

/** Every rate of electronic exchange: in words, with the clause that asks for it, as a part of a whole. */
// biome-ignore format: a table
export const formulas = {
  E_DOC:          { words: 'Văn bản hoàn toàn điện tử / văn bản đã gửi', clause: 'S4 II.2; S0 1.c', part: (m) => m.e, whole: documents },
  H_DOC:          { words: 'Văn bản điện tử kèm văn bản giấy / văn bản đã gửi', clause: 'S4 II.2', part: (m) => m.h, whole: documents },
  P_DOC:          { words: 'Văn bản hoàn toàn bằng giấy / văn bản đã gửi', clause: 'S4 II.2', part: (m) => m.p, whole: documents },
  EANY_DOC:       { words: 'Văn bản có gửi điện tử / văn bản đã gửi', clause: 'S3; S4 I.2.c.1', part: (m) => m.e + m.h, whole: documents },
  ECOMPLETE_DOC:  { words: 'Văn bản gửi điện tử toàn bộ hồ sơ / văn bản đã gửi', clause: 'S4 I.2.b.1, 2, 4', part: (m) => m.complete, whole: documents },
  MIXED_DOC:      { words: 'Văn bản có hình thức gửi khác nhau giữa các nơi nhận / văn bản đã gửi', clause: 'S4 II.2', part: (m) => m.mixed, whole: documents },
  E_COPY:         { words: 'Lượt gửi hoàn toàn điện tử / lượt gửi', clause: 'S4 II.2', part: (m) => m.sent_e, whole: deliveries },
  H_COPY:         { words: 'Lượt gửi điện tử kèm giấy / lượt gửi', clause: 'S4 II.2', part: (m) => m.sent_h, whole: deliveries },
  P_COPY:         { words: 'Lượt gửi bằng giấy / lượt gửi', clause: 'S4 II.2', part: (m) => m.sent_p, whole: deliveries },
  H_COPY_LIT:     { words: 'Bản giấy gửi kèm / (lượt hoàn toàn điện tử + bản giấy)', clause: 'S4 II.2.c', part: (m) => m.copies_h, whole: (m) => m.sent_e + m.copies_h + m.copies_p },
  CH_QLVB:        { words: 'Lượt gửi điện tử qua hệ thống QLVB&ĐH / lượt gửi điện tử', clause: 'S4 II.1.b', part: (m) => m.eoffice, whole: electronic },
  CH_EMAIL:       { words: 'Lượt gửi điện tử qua thư điện tử / lượt gửi điện tử', clause: 'S4 II.1.a', part: (m) => m.email, whole: electronic },
  CH_PORTAL:      { words: 'Lượt gửi điện tử qua cổng, trang / lượt gửi điện tử', clause: 'S4 II.1.c', part: (m) => m.portal, whole: electronic },
  CH_SPECIALISED: { words: 'Lượt gửi điện tử qua hệ thống chuyên ngành / lượt gửi điện tử', clause: 'S4 II.1.d', part: (m) => m.specialised, whole: electronic },
  CH_QLVB_2:      { words: 'Qua hệ thống QLVB&ĐH / (QLVB&ĐH + thư điện tử)', clause: 'S4 I.2.b.6', part: (m) => m.eoffice, whole: twoChannels },
  CH_EMAIL_2:     { words: 'Qua thư điện tử / (QLVB&ĐH + thư điện tử)', clause: 'S4 I.2.b.6', part: (m) => m.email, whole: twoChannels },
} as const satisfies Record<string, Formula>
export type FormulaId = keyof typeof formulas

/** The counts of one rate. */
export const ratio = (formula: FormulaId, m: Measures): Ratio => ({
  part: formulas[formula].part(m),
  whole: formulas[formula].whole(m),
})

/** Paper copies sent, for all purposes or for some (S4 article 2.1.d: none but for handling). A count, not a share. */
export const paperCount = (m: Measures, only: readonly Purpose[] = purposes): number =>
  only.reduce((sum, purpose) => sum + m[`paper_${purpose.toLowerCase() as Lowercase<Purpose>}`], 0)

/** A share in hundredths of a percent, rounded half up. Null when there is nothing to count: no rate is not 0 %. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole))
}

const nothing = 'không phát sinh'

/** '87,40 %' with both decimals, as tables that leave the screen have it; or 'không phát sinh' where there was nothing to count. */
export const formatShare = (hundredths: number | null): string =>
  hundredths === null ? nothing : `${formatNumber(hundredths / 100, 2, true)}\u00a0%`

/** The share of a ratio as screens show it, '87,4 %'. */
export const shownShare = ({ part, whole }: Ratio, none = nothing): string =>
  formatPercent(whole === 0 ? null : (100 * part) / whole, none)
