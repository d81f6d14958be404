import { z } from 'zod'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { ApiScope, scopeOf } from './exchange.forms.ts'
import { type Measures, measureNames, sumOf } from './measures.ts'
import { Rates, ratesOf } from './rates.ts'
import { agenciesInReach, documentsBehind, figuresOf, openable } from './report.sql.ts'

const Count = z.int()
const Measured = z.object(Object.fromEntries(measureNames.map((name) => [name, Count])) as Record<keyof Measures, typeof Count>)
const Asked = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    scope: ApiScope.default('between'),
    agency: z.uuid().optional(),
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ from, to }) => from <= to, { error: 'Ngày cuối phải từ ngày đầu trở đi.', path: ['to'] })

const Report = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    scope: ApiScope,
    at: z.iso.datetime().nullable(),
    unit: z.literal('documents'),
    measures: Measured,
    rates: Rates,
    agencies: z.array(z.object({ agency: z.uuid(), measures: Measured, rates: Rates })),
  })
  .meta({ id: 'ExchangeReport' })

const Behind = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  scope: ApiScope.default('between'),
  agency: z.uuid().optional(),
  of: z.enum(openable).default('documents'),
  beforeDay: z.iso.date().optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const Delivery = z.object({
  recipient: z.string(),
  class: z.enum(['E', 'H', 'P']).nullable(),
  complete: z.boolean(),
  channel: z.string().nullable(),
  copies: z.int(),
  basis: z.string().nullable(),
  purpose: z.string(),
  state: z.string(),
  sentAt: z.string(),
})
const Counted = z
  .object({
    id: z.uuid(),
    agency: z.uuid(),
    issuer: z.string(),
    number: z.int().nullable(),
    suffix: z.string(),
    notation: z.string().nullable(),
    date: z.iso.date().nullable(),
    kind: z.string(),
    daySent: z.iso.date(),
    class: z.enum(['E', 'H', 'P']).nullable(),
    deliveries: z.array(Delivery),
  })
  .meta({ id: 'CountedDocument' })

async function report(work: Work, { from, to, scope, agency, at }: z.infer<typeof Asked>): Promise<z.infer<typeof Report>> {
  const asked = { scopes: [scopeOf(scope)], from, to, at: at === undefined ? null : new Date(at) }
  const rows = (await figuresOf(work, asked)).filter((row) => agency === undefined || row.agency === agency)
  const agencies = [...Map.groupBy(rows, (row) => row.agency)].map(([id, list]) => {
    const own = sumOf(list)
    return { agency: id, measures: own, rates: ratesOf(own) }
  })
  const measures = sumOf(rows)
  const known = { from, to, scope, at: asked.at?.toISOString() ?? null, unit: 'documents' as const }
  return { ...known, measures, rates: ratesOf(measures), agencies }
}

async function behind(work: Work, query: z.infer<typeof Behind>): Promise<z.infer<typeof Counted>[]> {
  const after = query.before && query.beforeDay ? { day: query.beforeDay, identity: query.before } : null
  const list = { agency: query.agency ?? null, scope: scopeOf(query.scope), of: query.of, after, limit: query.limit }
  const rows = await documentsBehind(work, query, list)
  return rows.map((row) => ({
    ...{ id: row.identity, agency: row.agency, issuer: row.issuer, kind: row.kind, daySent: row.day_sent },
    ...{ number: row.code_number, suffix: row.code_suffix, notation: row.code_notation, date: row.promulgation_date },
    class: row.documents === 0 ? null : row.e ? 'E' : row.h ? 'H' : 'P',
    deliveries: row.deliveries,
  }))
}

/** Figures of electronic exchange and the documents behind them, of the agencies that the post may see. */
export function exchangeApi(routes: Routes) {
  routes.get('/statistics/exchange', {
    schema: { summary: 'Tỷ lệ trao đổi văn bản điện tử', querystring: Asked, response: { 200: Report } },
    handler: async ({ desk, query }) => desk.work((work) => report(work, query)),
  })
  routes.get('/statistics/exchange/documents', {
    schema: { summary: 'Văn bản đứng sau một số liệu', querystring: Behind, response: { 200: z.array(Counted) } },
    handler: async ({ desk, query }) => desk.work((work) => behind(work, query)),
  })
  routes.get('/statistics/agencies', {
    schema: { summary: 'Các cơ quan mà vị trí này xem được số liệu', response: { 200: z.array(z.uuid()) } },
    handler: async ({ desk }) => desk.work(agenciesInReach),
  })
}
