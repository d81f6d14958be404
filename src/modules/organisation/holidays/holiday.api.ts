import { z } from 'zod'
import { dayTypes } from '#kernel/calendar.ts'
import type { Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { DayOffForm, OneDayForm, SwapForm } from './holiday.forms.ts'
import { addDayOff, confirmDay, confirmYear, strikeDay, swapDays } from './keep-holidays.ts'
import { shownYear } from './year.ts'

const Day = z
  .object({
    date: z.iso.date(),
    type: z.enum(dayTypes),
    name: z.string(),
    basis: z.string(),
    own: z.boolean(),
    certain: z.boolean(),
  })
  .meta({ id: 'DayOff' })
const Year = z.object({ year: z.int(), confirmed: z.object({ basis: z.string() }).nullable(), days: z.array(Day) })
const Asked = z.object({ year: z.string().regex(/^2\d{3}$/) })
const WholeYear = z.object({ year: z.int().min(2000).max(2999), basis: OneDayForm.shape.basis })
const AddedDay = DayOffForm.extend({ date: z.iso.date() })
const Swapped = SwapForm.extend({ off: z.iso.date(), work: z.iso.date() })

type Deed = { path: string; summary: string; act: (work: Work, form: z.output<typeof OneDayForm>) => Promise<void> }
const deeds: Deed[] = [
  { path: 'confirm', summary: 'Xác nhận một ngày nghỉ đang đề xuất', act: confirmDay },
  { path: 'strike', summary: 'Bỏ một ngày khỏi lịch nghỉ', act: strikeDay },
]

function dayApi(routes: Routes) {
  routes.post('/organisation/holidays', {
    schema: { summary: 'Thêm ngày nghỉ', body: AddedDay, response: { 204: z.null() } },
    handler: async ({ desk, body }, reply) => {
      await desk.work((work) => addDayOff(work, body))
      return reply.status(204).send(null)
    },
  })
  routes.post('/organisation/holidays/swaps', {
    schema: { summary: 'Hoán đổi ngày làm việc', body: Swapped, response: { 204: z.null() } },
    handler: async ({ desk, body }, reply) => {
      await desk.work((work) => swapDays(work, body))
      return reply.status(204).send(null)
    },
  })
  for (const { path, summary, act } of deeds) {
    routes.post(`/organisation/holidays/${path}`, {
      schema: { summary, body: OneDayForm, response: { 204: z.null() } },
      handler: async ({ desk, body }, reply) => {
        await desk.work((work) => act(work, body))
        return reply.status(204).send(null)
      },
    })
  }
}

/** The days off of a year, for who administers; changed by the administrator of the province alone. */
export function holidayApi(routes: Routes) {
  routes.get('/organisation/holidays', {
    schema: { summary: 'Ngày nghỉ của một năm', querystring: Asked, response: { 200: Year } },
    handler: async ({ desk, query }) => {
      const { year, confirmed, lines } = await desk.work((work) => shownYear(work, query.year))
      return Year.parse({ year, confirmed, days: lines })
    },
  })
  dayApi(routes)
  routes.post('/organisation/holidays/years', {
    schema: {
      summary: 'Xác nhận lịch nghỉ của cả năm',
      body: WholeYear,
      response: { 204: z.null() },
    },
    handler: async ({ desk, body }, reply) => {
      await desk.work((work) => confirmYear(work, body))
      return reply.status(204).send(null)
    },
  })
}
