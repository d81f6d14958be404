import { z } from 'zod'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { FileAnswer, FilePlace, Instant, instantOrNull, Pin, Place, sendFile } from '../answer.api.ts'
import { read } from '../incoming/incoming.sql.ts'
import { confirmDigitised, digitiseAgain } from './confirm.ts'
import { digitisedOf } from './digitised.sql.ts'
import { type Digitised, findingsOf } from './digitised.ts'
import { servedCopy } from './served.ts'

const tags = ['Số hóa văn bản giấy']
const base = '/documents/incoming/:id'
const place = `${base}/files/:file/digital-copy`

const Copies = z
  .object({
    copies: z.array(
      z.object({
        file: z.uuid().describe('Bản quét gốc'),
        state: z
          .enum(['WAITING', 'READ', 'CONFIRMED', 'FAILED', 'STOPPED'])
          .describe('Chờ số hóa, chờ xác nhận, đã ký xác nhận, không số hóa được, dừng vì có dấu độ mật'),
        failure: z.enum(['too-many-pages', 'unreadable', 'fault']).nullable(),
        pages: z.int().nullable(),
        dpi: z.int().nullable(),
        colour: z.enum(['COLOUR', 'GREY', 'BLACK_AND_WHITE']).nullable(),
        tilt: z.number().nullable().describe('Độ nghiêng của trang nghiêng nhất, độ'),
        confidence: z.int().nullable().describe('Độ tin cậy trung bình của chữ, 0 đến 100'),
        words: z.int().nullable(),
        findings: z.array(z.enum(['coarse', 'uncoloured', 'leaning', 'doubtful', 'wordless'])),
        confirmedAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'DigitalCopies' })

const copyOf = ({ file, state, failure, quality, confirmedAt }: Digitised): z.input<typeof Copies>['copies'][number] => ({
  ...{ file, state, failure, confirmedAt: instantOrNull(confirmedAt) },
  ...{ pages: quality?.pages ?? null, dpi: quality?.dpi ?? null, colour: quality?.colour ?? null },
  ...{ tilt: quality ? quality.tilt / 100 : null, confidence: quality?.confidence ?? null, words: quality?.wordCount ?? null },
  findings: quality ? findingsOf(quality) : [],
})

const copies = (desk: Desk, id: string) =>
  desk.work(async (work) => {
    await read(work, id)
    return { copies: (await digitisedOf(work.tx, id)).map(copyOf) }
  })

/** Digital copies of what came on paper: what was made, its file, the clerk's confirmation. */
export function digitisedApi(routes: Routes) {
  routes.get(`${base}/digital-copies`, {
    schema: { tags, summary: 'Các bản số hóa của một văn bản đến', params: Place, response: { 200: Copies } },
    handler: ({ desk, params }) => copies(desk, params.id),
  })
  routes.get(place, {
    schema: { tags, summary: 'Tệp của bản số hóa (PDF hai lớp)', params: FilePlace, response: { 200: FileAnswer } },
    handler: ({ desk, params }, reply) =>
      sendFile(desk, { ...params, verb: 'incoming.read-file' }, reply, (work) => servedCopy(work, params.id, params.file)),
  })
  routes.post(`${place}/confirmation`, {
    schema: {
      tags,
      summary: 'Xác nhận bản số hóa, ký số của cơ quan',
      params: FilePlace,
      body: z.object({ pin: Pin }),
      response: { 200: Copies },
    },
    handler: async ({ desk, params, body }) => {
      await confirmDigitised(desk, params.id, { file: params.file, pin: body.pin })
      return copies(desk, params.id)
    },
  })
  routes.post(`${place}/retry`, {
    schema: { tags, summary: 'Số hóa lại bản quét không đọc được', params: FilePlace, response: { 200: Copies } },
    handler: async ({ desk, params }) => {
      await desk.work((work) => digitiseAgain(work, params.id, params.file))
      return copies(desk, params.id)
    },
  })
}
