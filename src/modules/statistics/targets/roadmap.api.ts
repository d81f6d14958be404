import { z } from 'zod'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { endRoadmap } from './end.ts'
import { adopt } from './perform.ts'
import { AdoptBody, EndBody, RoadmapPlace } from './roadmap.forms.ts'
import { adoptionsOf, provinceOf, roadmapsKnown } from './target.sql.ts'

const Row = z.object({
  id: z.string(),
  kind: z.enum(['target', 'duty', 'baseline', 'indicator']),
  indicator: z.string(),
  article: z.string(),
  scope: z.string(),
  level: z.array(z.string()),
  formula: z.string().nullable(),
  comparator: z.enum(['gte', 'lte', 'eq']).nullable(),
  value: z.number().nullable(),
  unit: z.string(),
  deadline: z.iso.date().nullable(),
})
const Bound = z
  .object({ legalBasis: z.string(), from: z.iso.date().nullable(), until: z.iso.date().nullable() })
  .meta({ id: 'RoadmapAdoption', description: 'Tỉnh áp dụng lộ trình theo văn bản nào, từ ngày nào' })
const RoadmapAnswer = z
  .object({ id: z.string(), title: z.string(), province: z.string(), adopted: Bound.nullable(), rows: z.array(Row) })
  .meta({
    id: 'Roadmap',
    description: 'Lộ trình: các chỉ tiêu của một văn bản, hoặc của tỉnh; adopted khác null khi tỉnh áp dụng',
  })

async function listed({ tx }: Pick<Work, 'tx'>): Promise<z.infer<typeof RoadmapAnswer>[]> {
  const province = await provinceOf(tx)
  const adoptions = province === null ? [] : await adoptionsOf(tx, province)
  return (await roadmapsKnown(tx)).map(({ id, title, province: from, rows }) => {
    const bound = adoptions.find(({ roadmap }) => roadmap === id)
    return {
      ...{ id, title, province: from },
      adopted: bound ? { legalBasis: bound.legal_basis, from: bound.from, until: bound.until } : null,
      rows: rows.map((row) => ({
        ...{ id: row.id, kind: row.kind, indicator: row.indicator, article: row.article, scope: row.scope, level: row.level },
        ...{ formula: row.formula ?? null, comparator: row.comparator ?? null, value: row.value, unit: row.unit },
        deadline: row.deadline,
      })),
    }
  })
}

/** Roadmaps of targets and what binds the province; adopting and ending is the watching department's. */
export function roadmapApi(routes: Routes) {
  routes.get('/statistics/roadmaps', {
    schema: { summary: 'Các lộ trình chỉ tiêu và lộ trình tỉnh áp dụng', response: { 200: z.array(RoadmapAnswer) } },
    handler: ({ desk }) => desk.work(listed),
  })
  routes.post('/statistics/roadmaps/adoptions', {
    schema: {
      summary: 'Áp dụng một lộ trình, hoặc lộ trình do tỉnh lập',
      body: AdoptBody,
      response: { 201: z.array(RoadmapAnswer) },
    },
    handler: async ({ desk, body }, reply) =>
      reply.status(201).send(
        await desk.work(async (work) => {
          await adopt(work, body)
          return listed(work)
        }),
      ),
  })
  routes.post('/statistics/roadmaps/:roadmap/end', {
    schema: {
      summary: 'Ghi ngày cuối cùng còn áp dụng một lộ trình',
      params: RoadmapPlace,
      body: EndBody,
      response: { 200: z.array(RoadmapAnswer) },
    },
    handler: ({ desk, params, body }) =>
      desk.work(async (work) => {
        await endRoadmap(work, { ...params, ...body })
        return listed(work)
      }),
  })
}
