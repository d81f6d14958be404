import { z } from 'zod'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { isPeriod } from '../exchange/exchange.forms.ts'
import { roadmapsOf } from '../exchange/report.ts'
import { monthOf, periodOf } from '../periods/period.ts'
import { spreadOf, standingsOf } from '../spread/spread.ts'
import { type HandledRow, handledDocuments, handlingIn } from './handling.sql.ts'
import { type Handling, handlingColumnIds, handlingNames } from './handling.ts'
import { monthlyOf } from './open-monthly.ts'
import { Handled, PeriodicReport, periodicAnswer, SpreadFigures, spreadAnswer } from './periodic.answer.ts'

const Period = z.string().refine(isPeriod, { error: 'Kỳ báo cáo không đúng.' })
const Asked = z.object({ period: Period.optional(), agency: z.uuid().optional() })
async function report(work: Work, { period, agency }: z.infer<typeof Asked>) {
  return periodicAnswer(await monthlyOf(work, { period: period ?? null, agency: agency ?? null }))
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

async function spread(work: Work, { period }: { period?: string | undefined }) {
  const asked = period ? periodOf(period) : monthOf(work.clock.today)
  return spreadAnswer(spreadOf(await standingsOf(work, asked), await roadmapsOf(work), asked))
}

const Known = z
  .object({ from: z.iso.date(), to: z.iso.date(), at: z.iso.datetime({ offset: true }).optional() })
  .refine(({ from, to }) => from <= to, { error: 'Ngày cuối phải từ ngày đầu trở đi.', path: ['to'] })
const AgencyHandled = Handled.extend({ agency: z.uuid(), month: z.iso.date() }).meta({ id: 'AgencyHandling' })

/** The periodic report, the documents behind it, and how far electronic work has spread, of the agencies that the post may see. */
export function monthlyApi(routes: Routes) {
  routes.get('/statistics/periodic', {
    schema: { summary: 'Báo cáo định kỳ: gửi, nhận, xử lý, ký số', querystring: Asked, response: { 200: PeriodicReport } },
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
      response: { 200: SpreadFigures },
    },
    handler: async ({ desk, query }) => desk.work((work) => spread(work, query)),
  })
}
