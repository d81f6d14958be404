import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { DivisionForm } from '../divisions/division.forms.ts'
import { addDivision, editDivision, endDivision } from '../divisions/tend-division.ts'
import { directoryOf } from '../people/directory.sql.ts'
import { mayAdminister } from '../people/person.policy.ts'
import { AgencyForm, EndAgencyForm, OwnAgencyForm } from './agency.forms.ts'
import { agencyById, divisionsOf } from './agency.sql.ts'
import { editAgency, endAgency, foundAgency, tendAgency } from './shape-tree.ts'
import { treeOn } from './tree.sql.ts'

const Made = z.object({ id: z.uuid() })
const AgencyPlace = z.object({ agency: z.uuid() })
const DayQuery = z.object({ day: z.iso.date().optional().describe('Ngày cần xem, mặc định hôm nay') })

const AgencyNode = z
  .object({
    id: z.uuid(),
    parent: z.uuid().nullable(),
    name: z.string(),
    shortName: z.string(),
    organId: z.string(),
    level: AgencyForm.shape.level,
    people: z.int(),
  })
  .meta({ id: 'AgencyNode' })
const Division = z.object({ id: z.uuid(), name: z.string(), symbol: z.string() })
const Member = z
  .object({
    post: z.uuid(),
    person: z.uuid(),
    name: z.string(),
    position: z.string(),
    divisionName: z.string().nullable(),
    roles: z.array(z.string()),
    head: z.boolean(),
    login: z.string().nullable().describe('Chỉ quản trị của cơ quan thấy'),
  })
  .meta({ id: 'Member' })

/** As the form of the page, with yes and no instead of ticks and days as yyyy-mm-dd. */
const AgencyBody = AgencyForm.omit({ hasSeal: true, reachable: true, effectiveFrom: true }).extend({
  hasSeal: z.boolean().default(true),
  reachable: z.boolean().default(true),
  effectiveFrom: z.iso.date().optional(),
})

function readApi(routes: Routes) {
  routes.get('/organisation/agencies', {
    schema: { summary: 'Cây tổ chức có hiệu lực vào một ngày', querystring: DayQuery, response: { 200: z.array(AgencyNode) } },
    handler: async ({ desk, query }) =>
      z.array(AgencyNode).parse(await desk.work(({ tx, clock }) => treeOn(tx, query.day ?? clock.today))),
  })
  routes.get('/organisation/agencies/:agency/divisions', {
    schema: { summary: 'Phòng, ban của một cơ quan', params: AgencyPlace, response: { 200: z.array(Division) } },
    handler: async ({ desk, params }) => z.array(Division).parse(await desk.work(({ tx }) => divisionsOf(tx, params.agency))),
  })
  routes.get('/organisation/agencies/:agency/people', {
    schema: {
      summary: 'Danh bạ của một cơ quan',
      params: AgencyPlace,
      querystring: DayQuery,
      response: { 200: z.array(Member) },
    },
    handler: async ({ desk, params, query }) => {
      const lines = await desk.work(async ({ tx, clock }) => {
        if (!(await agencyById(tx, params.agency))) throw new Refused('not-found', 'agency')
        return directoryOf(tx, params.agency, query.day ?? clock.today)
      })
      const may = mayAdminister(params.agency, desk.actor)
      return z.array(Member).parse(may ? lines : lines.map((line) => ({ ...line, login: null })))
    },
  })
}

function divisionApi(routes: Routes) {
  routes.post('/organisation/agencies/:agency/divisions', {
    schema: {
      summary: 'Thêm phòng, ban',
      params: AgencyPlace,
      body: DivisionForm,
      response: { 201: Made },
    },
    handler: async ({ desk, params, body }, reply) =>
      reply.status(201).send({ id: await desk.work((work) => addDivision(work, params.agency, body)) }),
  })
  routes.put('/organisation/divisions/:division', {
    schema: {
      summary: 'Sửa tên, ký hiệu phòng, ban',
      params: z.object({ division: z.uuid() }),
      body: DivisionForm,
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => editDivision(work, params.division, body))
      return reply.status(204).send(null)
    },
  })
  routes.post('/organisation/divisions/:division/end', {
    schema: { summary: 'Kết thúc phòng, ban', params: z.object({ division: z.uuid() }), response: { 204: z.null() } },
    handler: async ({ desk, params }, reply) => {
      await desk.work((work) => endDivision(work, params.division))
      return reply.status(204).send(null)
    },
  })
}

function ownApi(routes: Routes) {
  routes.put('/organisation/agencies/:agency/own-facts', {
    schema: {
      summary: 'Cơ quan tự sửa tên gọi tắt, ký hiệu, địa danh',
      params: AgencyPlace,
      body: OwnAgencyForm,
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => tendAgency(work, params.agency, body))
      return reply.status(204).send(null)
    },
  })
}

/** The tree, its agencies and divisions; changes by who may on the pages. */
export function agencyApi(routes: Routes) {
  readApi(routes)
  routes.post('/organisation/agencies', {
    schema: { summary: 'Thêm cơ quan', body: AgencyBody, response: { 201: Made } },
    handler: async ({ desk, body }, reply) => reply.status(201).send({ id: await desk.work((work) => foundAgency(work, body)) }),
  })
  routes.put('/organisation/agencies/:agency', {
    schema: { summary: 'Sửa thông tin cơ quan', params: AgencyPlace, body: AgencyBody, response: { 204: z.null() } },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => editAgency(work, params.agency, body))
      return reply.status(204).send(null)
    },
  })
  routes.post('/organisation/agencies/:agency/end', {
    schema: {
      summary: 'Kết thúc cơ quan',
      params: AgencyPlace,
      body: EndAgencyForm.extend({ effectiveTo: z.iso.date() }),
      response: { 204: z.null() },
    },
    handler: async ({ desk, params, body }, reply) => {
      await desk.work((work) => endAgency(work, params.agency, body))
      return reply.status(204).send(null)
    },
  })
  divisionApi(routes)
  ownApi(routes)
}
