import { z } from 'zod'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { SentFiles } from '#platform/http/file-bodies.ts'
import type { Routes } from '#platform/http/routes.ts'
import { contentOf, Place, SentFile, withFiles, words } from '../answer.api.ts'
import { announcedPapers } from '../duplicates/paper-match.sql.ts'
import { purposes, urgencies } from '../outgoing/outgoing.forms.ts'
import { watched } from '../watch.ts'
import { addSignature } from './add-signature.ts'
import { Standing, standingOf } from './answer.api.ts'
import { complete, type EnteredFile, enter, matchPaper } from './enter.ts'
import { EntryForm } from './incoming.forms.ts'
import { incomingFiles, read } from './incoming.sql.ts'
import { keepFile, keepSignature, type Taken, takeFiles } from './take-files.ts'

const tags = ['Văn bản đến']
const base = '/documents/incoming'
const Entry = EntryForm.extend({
  files: z
    .array(SentFile)
    .max(20)
    .default([])
    .describe('Bản quét: PDF, JPEG, PNG hoặc TIFF; chữ ký rời (.p7s, .p7m, XML) cùng tên với tệp được ký'),
})
type Entry = z.infer<typeof Entry>

const Announced = z
  .object({
    papers: z.array(
      z.object({
        delivery: z.uuid().describe('Gửi lại khi vào sổ bản giấy này'),
        issuingAgency: z.string(),
        codeNumber: z.string(),
        codeNotation: z.string(),
        promulgationDate: z.iso.date().nullable(),
        kind: z.string(),
        subject: z.string(),
        urgency: z.enum(urgencies),
        purpose: z.enum(purposes),
        dueOn: z.iso.date().nullable(),
      }),
    ),
  })
  .meta({ id: 'AnnouncedPapers', description: 'Bản giấy mà nơi gửi đã báo đang trên đường tới' })

type Asking = { desk: Desk; sent: SentFiles | null }

/** What was sent, looked at before anything of it is stored, and the files of the document that nobody signed beside. */
async function lookedAt({ desk, sent }: Asking, id: string | null, files: SentFile[]) {
  const there = id === null ? [] : await desk.work(({ tx }) => incomingFiles(tx, id))
  const unsigned = there.filter(({ signature }) => signature === null)
  const came = files.map((file) => ({ name: file.name, content: contentOf(sent, file) }))
  const names = unsigned.map(({ name }) => name)
  return { unsigned, taken: await takeFiles(desk, came, { there: names, door: 'api.scan', about: 'files' }) }
}

async function addSignatures(work: Work, desk: Desk, id: string, { unsigned, taken }: Looked) {
  for (const [at, { id: file }] of unsigned.entries()) {
    const beside = taken.there[at]
    const keep = desk.vault.files.keep.bind(null, work.tx)
    if (beside) await addSignature(work, id, { file, ...(await keepSignature(keep, beside)) })
  }
}
type Looked = { unsigned: readonly { id: string }[]; taken: Taken }

/** Enters or puts right a document on paper; files and facts are stored together or not at all. */
async function entered(asking: Asking, id: string | null, { files, ...form }: Entry): Promise<string> {
  const { desk } = asking
  if (!has(desk.actor, 'recordsClerk')) throw new Refused('not-allowed', 'enter')
  const looked = await lookedAt(asking, id, files)
  return watched(desk, { door: 'api.entry', about: id ?? undefined }, async (work) => {
    const kept: EnteredFile[] = []
    for (const file of looked.taken.files) kept.push(await keepFile(desk.vault.files.keep.bind(null, work.tx), file))
    if (id === null) return enter(work, form, kept)
    await addSignatures(work, desk, id, looked)
    await complete(work, id, form, kept)
    return id
  })
}

const standing = async (desk: Desk, id: string) => standingOf(await desk.work((work) => read(work, id)))

function enteringApi(routes: Routes) {
  routes.post(base, {
    ...withFiles,
    schema: { tags, summary: 'Nhập văn bản đến bằng giấy hoặc thư, kèm bản quét', body: Entry, response: { 201: Standing } },
    handler: async (asking, reply) =>
      reply.status(201).send(await standing(asking.desk, await entered(asking, null, asking.body))),
  })
  routes.put(`${base}/:id`, {
    ...withFiles,
    schema: {
      tags,
      summary: 'Sửa văn bản giấy chưa vào sổ, thêm bản quét',
      params: Place,
      body: Entry,
      response: { 200: Standing },
    },
    handler: async (asking) => {
      const { desk, params, body } = asking
      await standing(desk, params.id)
      return standing(desk, await entered(asking, params.id, body))
    },
  })
}

function matchingApi(routes: Routes) {
  routes.post(`${base}/:id/paper`, {
    schema: {
      tags,
      summary: 'Ghi nhận bản giấy của văn bản đã có',
      params: Place,
      body: z.object({ arrivedOn: z.iso.date() }),
      response: { 200: Standing },
    },
    handler: async ({ desk, params, body }) => {
      await desk.work((work) => matchPaper(work, params.id, body.arrivedOn))
      return standing(desk, params.id)
    },
  })
  routes.get('/documents/announced-papers', {
    schema: {
      tags,
      summary: 'Bản giấy đang trên đường tới, theo số và ký hiệu hoặc mã QR',
      querystring: z.object({ code: words(400).pipe(z.string().min(1)) }),
      response: { 200: Announced },
    },
    handler: async ({ desk, query }) => {
      if (!has(desk.actor, 'recordsClerk')) throw new Refused('not-allowed', 'announced')
      const papers = await desk.work(({ tx }) => announcedPapers(tx, query.code))
      return { papers: papers.map(({ sender: _, ...paper }) => paper) }
    },
  })
}

/** What came on paper or by mail, over the API: entered with its scans, put right, matched to what is known. */
export function paperApi(routes: Routes) {
  enteringApi(routes)
  matchingApi(routes)
}
