import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { endInspection, inspections, inspectionWith, openInspection } from './inspect.ts'
import { InspectionAddress, InspectionForm } from './inspection.forms.ts'
import { maySeeInspections } from './inspection.policy.ts'

const base = '/organisation/inspections'
const Made = z.object({ id: z.uuid() })
const Inspection = z
  .object({
    id: z.uuid(),
    post: z.uuid(),
    inspector: z.string(),
    position: z.string(),
    decision: z.string(),
    decidedOn: z.iso.date(),
    about: z.string(),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    agencies: z.array(z.object({ id: z.uuid(), name: z.string() })),
    documents: z.int().describe('Số văn bản đã mở xem'),
    state: z.enum(['COMING', 'RUNNING', 'ENDED']),
  })
  .meta({
    id: 'Inspection',
    description: 'Cuộc thanh tra, kiểm tra: ai được xem cơ quan nào, từ ngày nào đến ngày nào, theo quyết định nào',
  })
const Readings = z
  .object({
    inspection: Inspection,
    readings: z.array(z.object({ direction: z.enum(['OUT', 'IN']), document: z.uuid(), agency: z.uuid(), at: z.iso.datetime() })),
  })
  .meta({
    id: 'InspectionReadings',
    description: 'Văn bản đã mở xem, mỗi ngày một dòng; cơ quan được thanh tra chỉ thấy văn bản của mình',
  })
const Body = InspectionForm.extend({
  agencies: z.array(z.uuid()).min(1).max(500),
  decidedOn: z.iso.date(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
})

/** Inspections: opened by the province, seen by the inspected, read by the inspector. */
export function inspectionApi(routes: Routes) {
  routes.get(base, {
    schema: { summary: 'Thanh tra, kiểm tra liên quan đến cơ quan', response: { 200: z.array(Inspection) } },
    handler: async ({ desk }) => {
      if (!maySeeInspections(desk.actor)) throw new Refused('not-allowed', 'inspection')
      return (await desk.work(inspections)).map((one) => Inspection.parse(one))
    },
  })
  routes.post(base, {
    schema: { summary: 'Mở một cuộc thanh tra, kiểm tra theo quyết định', body: Body, response: { 201: Made } },
    handler: async ({ desk, body }, reply) =>
      reply.status(201).send({ id: await desk.work((work) => openInspection(work, body)) }),
  })
  routes.get(`${base}/:id/readings`, {
    schema: { summary: 'Văn bản đã mở xem trong một cuộc thanh tra', params: InspectionAddress, response: { 200: Readings } },
    handler: ({ desk, params }) =>
      desk.work(async (work) => {
        const { inspection, readings } = await inspectionWith(work, params.id)
        const shown = readings.map(({ about, direction, agency, at }) => ({
          direction,
          document: about,
          agency,
          at: at.toISOString(),
        }))
        return { inspection: Inspection.parse(inspection), readings: shown }
      }),
  })
  routes.post(`${base}/:id/end`, {
    schema: { summary: 'Kết thúc ngay một cuộc thanh tra', params: InspectionAddress, response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => endInspection(work, params.id))
      return reply.status(204).send(null)
    },
  })
}
