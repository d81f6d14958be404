import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { FileAnswer, Place, sendMade, words } from '../answer.api.ts'
import { registerOf, registerPdf, registerWorkbook } from '../registers/print-register.ts'
import { watched } from '../watch.ts'
import { mayReadBooks } from './book.policy.ts'
import { type Book, booksOf } from './book.sql.ts'
import { readBook, yearsOf } from './keep.sql.ts'
import { closeBook, openBook, reserveNumber, setKinds, setOpening, voidReserved } from './keep-book.ts'
import { heldNumbers } from './number.sql.ts'

const tags = ['Sổ văn bản']
const base = '/documents/books'
const kinds = z.array(z.string().max(20)).max(60)
const reason = words(500).pipe(z.string().min(1))
const number = z.int().min(1).max(1_000_000_000)

const facts = {
  id: z.uuid(),
  direction: z.enum(['OUT', 'IN']),
  name: z.string(),
  kinds: z.array(z.string()).describe('Rỗng: mọi loại chưa thuộc sổ khác'),
  closed: z.boolean(),
}
const BookList = z.object({ rows: z.array(z.object(facts)) }).meta({ id: 'Books' })
const BookAnswer = z
  .object({
    ...facts,
    years: z.array(
      z.object({
        year: z.int(),
        opening: z.int(),
        next: z.int(),
        lastOn: z.iso.date().nullable(),
        openingReason: z.string().nullable(),
      }),
    ),
    held: z
      .array(z.object({ year: z.int(), number: z.int(), givenOn: z.iso.date(), reason: z.string() }))
      .describe('Số đang giữ'),
  })
  .meta({ id: 'Book' })
const Held = z.object({ year: z.int(), number: z.int(), givenOn: z.iso.date() }).meta({ id: 'HeldNumber' })
const RegisterAnswer = z
  .object({ title: z.string(), lines: z.array(z.string()), heads: z.array(z.string()), rows: z.array(z.array(z.string())) })
  .meta({ id: 'Register', description: 'Sổ đăng ký theo mẫu Phụ lục IV, Nghị định 30/2020/NĐ-CP' })
const Period = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() })

const short = ({ agency: _, ...book }: Book) => book

const shown = (desk: Desk, id: string) =>
  desk.work(async (work) => {
    const book = await readBook(work, id)
    return { ...short(book), years: await yearsOf(work.tx, id), held: await heldNumbers(work.tx, id) }
  })

async function deed(desk: Desk, id: string, act: (work: Work) => Promise<unknown>) {
  await watched(desk, { door: 'api.book', about: id }, act)
  return shown(desk, id)
}

/** The register of a period: this year up to today when nothing was asked. */
const register = (desk: Desk, id: string, { from, to }: z.infer<typeof Period>) =>
  desk.work(async (work) => {
    const { today, now } = work.clock
    return { now, register: await registerOf(work, id, { from: from ?? `${today.slice(0, 4)}-01-01`, to: to ?? today }) }
  })

function readingApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Sổ văn bản của cơ quan', response: { 200: BookList } },
    handler: ({ desk }) =>
      desk.work(async ({ tx, actor }) => {
        if (!mayReadBooks({ agency: actor.agency }, actor)) throw new Refused('not-allowed', 'books')
        const all = [...(await booksOf(tx, actor.agency, 'OUT')), ...(await booksOf(tx, actor.agency, 'IN'))]
        return { rows: all.map(short) }
      }),
  })
  routes.get(`${base}/:id`, {
    schema: { tags, summary: 'Một sổ: các năm và số đang giữ', params: Place, response: { 200: BookAnswer } },
    handler: ({ desk, params }) => shown(desk, params.id),
  })
  routes.get(`${base}/:id/register`, {
    schema: { tags, summary: 'Sổ đăng ký của một kỳ', params: Place, querystring: Period, response: { 200: RegisterAnswer } },
    handler: async ({ desk, params, query }) => (await register(desk, params.id, query)).register,
  })
  routes.get(`${base}/:id/register.pdf`, {
    schema: { tags, summary: 'Sổ đăng ký để in (PDF)', params: Place, querystring: Period, response: { 200: FileAnswer } },
    handler: async ({ desk, params, query }, reply) => {
      const made = await register(desk, params.id, query)
      return sendMade(reply, { name: 'so.pdf', mediaType: 'application/pdf', bytes: registerPdf(made.register, made.now) })
    },
  })
  routes.get(`${base}/:id/register.xlsx`, {
    schema: { tags, summary: 'Sổ đăng ký dạng Excel', params: Place, querystring: Period, response: { 200: FileAnswer } },
    handler: async ({ desk, params, query }, reply) => {
      const bytes = await registerWorkbook((await register(desk, params.id, query)).register)
      const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      return sendMade(reply, { name: 'so.xlsx', mediaType, bytes })
    },
  })
}

function keepingApi(routes: Routes) {
  routes.post(base, {
    schema: {
      tags,
      summary: 'Mở sổ mới',
      body: z.object({
        direction: z.enum(['OUT', 'IN']).default('OUT'),
        name: words(200).pipe(z.string().min(1)),
        kinds: kinds.default([]),
      }),
      response: { 201: BookAnswer },
    },
    handler: async ({ desk, body }, reply) => {
      const id = await watched(desk, { door: 'api.book' }, (work) => openBook(work, body))
      return reply.status(201).send(await shown(desk, id))
    },
  })
  routes.put(`${base}/:id/kinds`, {
    schema: {
      tags,
      summary: 'Loại văn bản lấy số ở sổ này',
      params: Place,
      body: z.object({ kinds }),
      response: { 200: BookAnswer },
    },
    handler: ({ desk, params, body }) => deed(desk, params.id, (work) => setKinds(work, params.id, body.kinds)),
  })
  routes.post(`${base}/:id/opening`, {
    schema: {
      tags,
      summary: 'Số bắt đầu của năm nay, trước số đầu tiên',
      params: Place,
      body: z.object({ opening: z.int().min(1).max(1_000_000), reason }),
      response: { 200: BookAnswer },
    },
    handler: ({ desk, params, body }) => deed(desk, params.id, (work) => setOpening(work, params.id, body)),
  })
}

function numbersApi(routes: Routes) {
  routes.post(`${base}/:id/close`, {
    schema: { tags, summary: 'Khóa sổ', params: Place, response: { 200: BookAnswer } },
    handler: ({ desk, params }) => deed(desk, params.id, (work) => closeBook(work, params.id)),
  })
  routes.post(`${base}/:id/held-numbers`, {
    schema: { tags, summary: 'Giữ số kế tiếp', params: Place, body: z.object({ reason }), response: { 201: Held } },
    handler: async ({ desk, params, body }, reply) => {
      const door = { door: 'api.book', about: params.id }
      return reply.status(201).send(await watched(desk, door, (work) => reserveNumber(work, params.id, body.reason)))
    },
  })
  routes.post(`${base}/:id/voided-numbers`, {
    schema: {
      tags,
      summary: 'Hủy số đang giữ',
      params: Place,
      body: z.object({ year: z.int().min(2000).max(2999), number, reason }),
      response: { 200: BookAnswer },
    },
    handler: ({ desk, params, body }) => deed(desk, params.id, (work) => voidReserved(work, params.id, { ...body, suffix: '' })),
  })
}

/** Books and registers over the API: the same acts as the pages. */
export function bookApi(routes: Routes) {
  readingApi(routes)
  keepingApi(routes)
  numbersApi(routes)
}
