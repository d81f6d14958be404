import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { SentFiles } from '#platform/http/file-bodies.ts'
import type { Routes } from '#platform/http/routes.ts'
import { contentOf, noSecretStamp, Pin, Place, SentFile, withFiles, words } from '../answer.api.ts'
import { attach, attachPaper, detach, goOnPaper, moveAttachment } from '../attachments/attach.ts'
import { type Box, Boxes, boxNames } from '../drafting/boxes.ts'
import { placeBoxes, typeInstead, uploadMain } from '../drafting/upload.ts'
import { Standing } from './answer.api.ts'
import { HandForm } from './sign/hand.forms.ts'
import { signByHand } from './sign/hand.ts'
import { sealScan } from './sign/seal-scan.ts'
import { deed, standing } from './standing.api.ts'

const tags = ['Tệp của văn bản đi']
const base = '/documents/outgoing/:id'
const response = { 200: Standing }
const SentScan = SentFile.extend({ noSecretStamp })
const AttachmentPlace = Place.extend({ file: z.uuid() })
const Made = z.object({ id: z.uuid() }).meta({ id: 'FileMade' })

const length = z.number().min(0).max(3400)
const OneBox = z
  .object({ page: z.int().min(1).max(5000), x: length, y: length, width: length, height: length })
  .meta({ description: 'Điểm PDF tính từ góc dưới bên trái; width 0: đã in sẵn (chỉ tháng và năm)' })
const SentBoxes = z.object({ number: OneBox, day: OneBox, month: OneBox, year: OneBox, person: OneBox, agency: OneBox })

/** @throws Refused bad-input (boxes) when number or a signature is said to be printed already */
function boxesFrom(sent: z.infer<typeof SentBoxes>): Boxes {
  const parsed = Boxes.safeParse(boxNames.map((name): Box => ({ name, ...sent[name] })))
  if (!parsed.success) throw new Refused('bad-input', 'boxes')
  return parsed.data
}

const given = (sent: SentFiles | null, scan: z.infer<typeof SentScan>) => ({
  name: scan.name,
  content: contentOf(sent, scan),
  noSecretStamp: scan.noSecretStamp,
})

function attachmentsApi(routes: Routes) {
  routes.post(`${base}/attachments`, {
    ...withFiles,
    schema: { tags, summary: 'Đính kèm một tệp', params: Place, body: SentScan, response: { 201: Made } },
    handler: async ({ desk, params, body, sent }, reply) =>
      reply.status(201).send({ id: await attach(desk, params.id, given(sent, body)) }),
  })
  routes.post(`${base}/paper-attachments`, {
    schema: {
      tags,
      summary: 'Ghi tên tài liệu kèm theo chỉ có bằng giấy',
      params: Place,
      body: z.object({ name: words(200).pipe(z.string().min(1)) }),
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'attach', act: (work) => attachPaper(work, params.id, body.name) }),
  })
}

function listApi(routes: Routes) {
  routes.delete(`${base}/attachments/:file`, {
    schema: { tags, summary: 'Bỏ một tệp đính kèm', params: AttachmentPlace, response },
    handler: ({ desk, params }) => deed(desk, params.id, { door: 'detach', act: (work) => detach(work, params.id, params.file) }),
  })
  routes.post(`${base}/attachments/:file/mode`, {
    schema: {
      tags,
      summary: 'Tệp đi bằng giấy hay điện tử',
      params: AttachmentPlace,
      body: z.object({ onPaper: z.boolean() }),
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'attach', act: (work) => goOnPaper(work, params.id, params.file, body.onPaper) }),
  })
  routes.post(`${base}/attachments/:file/place`, {
    schema: {
      tags,
      summary: 'Chuyển tệp lên hoặc xuống một chỗ',
      params: AttachmentPlace,
      body: z.object({ to: z.enum(['up', 'down']) }),
      response,
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, {
        door: 'attach',
        act: (work) => moveAttachment(work, params.id, params.file, body.to === 'up' ? -1 : 1),
      }),
  })
}

function uploadApi(routes: Routes) {
  routes.put(`${base}/upload`, {
    ...withFiles,
    schema: { tags, summary: 'Dùng một tệp PDF thay cho phần gõ', params: Place, body: SentScan, response: { 200: Standing } },
    handler: async ({ desk, params, body, sent }) => {
      await uploadMain(desk, params.id, given(sent, body))
      return standing(desk, params.id)
    },
  })
  routes.delete(`${base}/upload`, {
    schema: { tags, summary: 'Bỏ tệp PDF, gõ lại văn bản', params: Place, response },
    handler: ({ desk, params }) => deed(desk, params.id, { door: 'type', act: (work) => typeInstead(work, params.id) }),
  })
  routes.put(`${base}/boxes`, {
    schema: {
      tags,
      summary: 'Đặt vị trí số, ngày, chữ ký và dấu trên tệp PDF',
      params: Place,
      body: SentBoxes,
      response,
    },
    handler: async ({ desk, params, body }) => {
      await standing(desk, params.id)
      await placeBoxes(desk, params.id, boxesFrom(body))
      return standing(desk, params.id)
    },
  })
}

function handApi(routes: Routes) {
  routes.post(`${base}/hand-signature`, {
    ...withFiles,
    schema: {
      tags,
      summary: 'Ghi nhận bản ký tay, kèm bản quét',
      params: Place,
      body: HandForm.extend({ noSecretStamp, scan: SentFile }),
      response,
    },
    handler: async ({ desk, params, body: { scan, ...form }, sent }) => {
      await signByHand(desk, params.id, { ...form, scan: { name: scan.name, content: contentOf(sent, scan) } })
      return standing(desk, params.id)
    },
  })
  routes.post(`${base}/final-scan`, {
    ...withFiles,
    schema: {
      tags,
      summary: 'Thêm bản quét có số và dấu của văn bản ký tay',
      params: Place,
      body: z.object({ scan: SentFile, noSecretStamp, pin: Pin.optional().describe('Cần khi có nơi nhận điện tử') }),
      response,
    },
    handler: async ({ desk, params, body: { scan, noSecretStamp: looked, pin = '' }, sent }) => {
      await sealScan(desk, params.id, { scan: { name: scan.name, content: contentOf(sent, scan) }, noSecretStamp: looked, pin })
      return standing(desk, params.id)
    },
  })
}

/** Files of an outgoing document over the API: attachments, a PDF instead of typed text with its boxes, scans of what was signed by hand. */
export function papersApi(routes: Routes) {
  attachmentsApi(routes)
  listApi(routes)
  uploadApi(routes)
  handApi(routes)
}
