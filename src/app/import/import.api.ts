import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import { administers, type Brought, importTables, personNames, readTables, templateBook } from '#organisation'
import type { Desk } from '#platform/db/desk.ts'
import { contentOf, fileBody, fileShape, inBase64, type SentFiles } from '#platform/http/file-bodies.ts'
import type { Routes } from '#platform/http/routes.ts'
import { importSheets } from './sheets.ts'

const tags = ['Nhập từ Excel']
const base = '/organisation/import'
const largest = 5_000_000

const Sent = z.object({ files: z.array(fileShape(largest)).min(1).max(10).describe('Tệp .xlsx hoặc .csv, mỗi tệp tối đa 5 MB') })
const Mistake = z.object({ sheet: z.string(), row: z.int(), column: z.string(), message: z.string() })
const Answer = z
  .object({
    kept: z.boolean().describe('false: chưa lưu gì (xem trước, hoặc có chỗ cần sửa)'),
    sheets: z.array(z.object({ sheet: z.string(), new: z.int(), changed: z.int(), same: z.int() })),
    errors: z.array(Mistake).describe('Theo trang, dòng và cột; rỗng: nhập được'),
    people: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('Người mới, chưa có mật khẩu'),
  })
  .meta({ id: 'Imported', description: 'Nhập tất cả hoặc không gì cả; nhập lại không tạo bản trùng' })

type Asking = { desk: Desk; sent: SentFiles | null; body: z.infer<typeof Sent> }

/** The same trial and the same act as on the page. @throws Refused not-allowed | unreadable-file */
async function bring({ desk, sent, body }: Asking, keep: boolean): Promise<z.infer<typeof Answer>> {
  if (!administers(desk.actor)) throw new Refused('not-allowed', 'import')
  const tables = await readTables(body.files.map((file) => ({ name: file.name, content: contentOf(sent, file, largest) })))
  const brought: Brought = await importTables(desk, { sheets: importSheets, tables, keep })
  const kept = keep && brought.errors.length === 0
  const people = kept ? await desk.work((work) => personNames(work, brought.added)) : []
  return { kept, sheets: brought.sheets, errors: brought.errors, people }
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Template = { description: 'Tệp mẫu Excel', content: { [xlsx]: { schema: z.string().meta({ format: 'binary' }) } } }

const sendTemplate = (reply: FastifyReply, bytes: Buffer) =>
  reply.header('content-disposition', 'attachment; filename="mau.xlsx"').type(xlsx).send(bytes)

/** Agencies, divisions, people and books from a spreadsheet: looked at first, then brought in, all or nothing. */
export function importApi(routes: Routes) {
  const withFiles = fileBody(inBase64(largest) * 10 + 100_000)
  routes.get(`${base}/template`, {
    schema: { tags, summary: 'Tệp mẫu để điền (.xlsx)', response: { 200: Template } },
    handler: async ({ desk }, reply) => {
      if (!administers(desk.actor)) throw new Refused('not-allowed', 'import')
      return sendTemplate(reply, Buffer.from(await templateBook(importSheets)))
    },
  })
  routes.post(`${base}/preview`, {
    ...withFiles,
    schema: { tags, summary: 'Xem trước: sẽ thêm, sửa gì, chỗ nào cần sửa', body: Sent, response: { 200: Answer } },
    handler: (asking) => bring(asking, false),
  })
  routes.post(base, {
    ...withFiles,
    schema: {
      tags,
      summary: 'Nhập cơ quan, phòng ban, người và sổ; có một chỗ cần sửa thì không nhập gì (kept: false)',
      body: Sent,
      response: { 200: Answer },
    },
    handler: (asking) => bring(asking, true),
  })
}
