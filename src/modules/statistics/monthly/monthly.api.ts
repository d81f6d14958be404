import { z } from 'zod'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { share } from '../exchange/definition.ts'
import { isPeriod } from '../exchange/exchange.forms.ts'
import { roadmapsOf } from '../exchange/report.ts'
import { monthOf, periodOf } from '../periods/period.ts'
import { conditions, spreadLevels, spreadOf, standingsOf } from '../spread/spread.ts'
import { type HandledRow, handledDocuments, handlingIn } from './handling.sql.ts'
import { type Handling, handlingColumnIds, handlingFormulaIds, handlingNames, handlingRatio } from './handling.ts'
import type { MonthlyLine } from './monthly.ts'
import { monthlyOf } from './open-monthly.ts'

const Period = z.string().refine(isPeriod, { error: 'Kỳ báo cáo không đúng.' })
const Asked = z.object({ period: Period.optional(), agency: z.uuid().optional() })
const Count = z.int()
const Handled = z.object(Object.fromEntries(handlingNames.map((name) => [name, Count])) as Record<keyof Handling, typeof Count>)
const Rate = z.object({ part: z.int(), whole: z.int(), percent: z.number().nullable() })
const Shares = z.object(
  Object.fromEntries(handlingFormulaIds.map((id) => [id, Rate])) as Record<(typeof handlingFormulaIds)[number], typeof Rate>,
)
const Target = z.object({ id: z.string(), value: z.number().nullable(), verdict: z.string().nullable() }).nullable()
const Line = z.object({
  handled: Handled,
  shares: Shares,
  sent: z.object({ documents: Count, e: Count, h: Count, p: Count }),
  target: Target,
})
const Report = z
  .object({
    period: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    workFiles: z.literal(false),
    total: Line,
    groups: z.array(Line.extend({ level: z.string() })),
    agencies: z.array(Line.extend({ agency: z.uuid(), level: z.string() })),
  })
  .meta({ id: 'PeriodicReport' })

const rate = ({ part, whole }: { part: number; whole: number }) => {
  const hundredths = share(part, whole)
  return { part, whole, percent: hundredths === null ? null : hundredths / 100 }
}
export const sharesOf = (handled: Handling) =>
  Object.fromEntries(handlingFormulaIds.map((id) => [id, rate(handlingRatio(id, handled))])) as z.infer<typeof Shares>

const lineOf = ({ sent, handled, judged }: MonthlyLine): z.infer<typeof Line> => ({
  ...{ handled, shares: sharesOf(handled), sent: { documents: sent.documents, e: sent.e, h: sent.h, p: sent.p } },
  target: judged && { id: judged.target.id, value: judged.target.value, verdict: judged.verdict },
})

async function report(work: Work, { period, agency }: z.infer<typeof Asked>): Promise<z.infer<typeof Report>> {
  const found = await monthlyOf(work, { period: period ?? null, agency: agency ?? null })
  return {
    ...{ period: found.period.code, from: found.period.first, to: found.period.last, workFiles: false },
    total: lineOf(found.total),
    groups: found.groups.map(({ level, total }) => ({ level, ...lineOf(total) })),
    agencies: found.groups.flatMap(({ level, lines }) => lines.map((one) => ({ agency: one.agency.id, level, ...lineOf(one) }))),
  }
}

const Behind = z.object({
  period: Period.optional(),
  agency: z.uuid().optional(),
  of: z.enum(handlingColumnIds).default('issued'),
  beforeDay: z.iso.date().optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const Document = z
  .object({
    id: z.uuid(),
    direction: z.enum(['OUT', 'IN']),
    agency: z.uuid(),
    day: z.iso.date(),
    issuer: z.string(),
    number: z.string(),
    notation: z.string(),
    kind: z.string(),
    arrivalNumber: z.int().nullable(),
    facts: Handled,
  })
  .meta({ id: 'HandledDocument' })

const documentOf = (row: HandledRow): z.infer<typeof Document> => ({
  ...{ id: row.document, direction: row.direction, agency: row.agency, day: row.day, issuer: row.issuer, kind: row.kind },
  ...{ number: row.code, notation: row.notation, arrivalNumber: row.arrival_number },
  facts: Object.fromEntries(handlingNames.map((name) => [name, row[name]])) as Handling,
})

async function behind(work: Work, query: z.infer<typeof Behind>) {
  const { first, last } = query.period ? periodOf(query.period) : monthOf(work.clock.today)
  const after = query.before && query.beforeDay ? { day: query.beforeDay, identity: query.before } : null
  const asked = { from: first, to: last, agency: query.agency ?? null, of: query.of, after, limit: query.limit, closing: null }
  return (await handledDocuments(work, asked)).map(documentOf)
}

const Spread = z
  .object({ condition: z.enum(conditions), level: z.enum(spreadLevels), share: Rate, target: Target })
  .meta({ id: 'SpreadFigure' })

async function spread(work: Work, { period }: { period?: string | undefined }): Promise<z.infer<typeof Spread>[]> {
  const asked = period ? periodOf(period) : monthOf(work.clock.today)
  const figures = spreadOf(await standingsOf(work, asked), await roadmapsOf(work), asked)
  return figures.map(({ condition, level, ratio, judged }) => ({
    ...{ condition, level, share: rate(ratio) },
    target: judged && { id: judged.target.id, value: judged.target.value, verdict: judged.verdict },
  }))
}

const Known = z.object({ from: z.iso.date(), to: z.iso.date(), at: z.iso.datetime({ offset: true }).optional() })
const AgencyHandled = Handled.extend({ agency: z.uuid(), month: z.iso.date() }).meta({ id: 'AgencyHandling' })

/** The periodic report, the documents behind it, and how far electronic work has spread, of the agencies that the post may see. */
export function monthlyApi(routes: Routes) {
  routes.get('/statistics/periodic', {
    schema: { summary: 'Báo cáo định kỳ: gửi, nhận, xử lý, ký số', querystring: Asked, response: { 200: Report } },
    handler: async ({ desk, query }) => desk.work((work) => report(work, query)),
  })
  routes.get('/statistics/periodic/documents', {
    schema: {
      summary: 'Văn bản đứng sau một số liệu của báo cáo định kỳ',
      querystring: Behind,
      response: { 200: z.array(Document) },
    },
    handler: async ({ desk, query }) => desk.work((work) => behind(work, query)),
  })
  routes.get('/statistics/periodic/months', {
    schema: {
      summary: 'Số liệu xử lý theo cơ quan và tháng, như đã biết tại một thời điểm',
      querystring: Known,
      response: { 200: z.array(AgencyHandled) },
    },
    handler: async ({ desk, query: { from, to, at } }) =>
      desk.work((work) => handlingIn(work, { from, to }, at === undefined ? null : new Date(at))),
  })
  routes.get('/statistics/spread', {
    schema: {
      summary: 'Tỷ lệ cơ quan, cán bộ trên môi trường điện tử',
      querystring: Asked.pick({ period: true }),
      response: { 200: z.array(Spread) },
    },
    handler: async ({ desk, query }) => desk.work((work) => spread(work, query)),
  })
}
