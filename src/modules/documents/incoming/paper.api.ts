import { z } from 'zod'
import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import type { Source } from '#platform/blobs/received.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { SentFiles } from '#platform/http/file-bodies.ts'
import type { Routes } from '#platform/http/routes.ts'
import { contentOf, Place, SentFile, withFiles, words } from '../answer.api.ts'
import { announcedPapers } from '../duplicates/paper-match.sql.ts'
import { purposes, urgencies } from '../outgoing/outgoing.forms.ts'
import { watched } from '../watch.ts'
import { Standing, standingOf } from './answer.api.ts'
import { complete, type EnteredFile, enter, matchPaper } from './enter.ts'
import { EntryForm } from './incoming.forms.ts'
import { read } from './incoming.sql.ts'
import { lookAt, type Scan } from './scan.ts'

const tags = ['Văn bản đến']
const base = '/documents/incoming'
const Entry = EntryForm.extend({ files: z.array(SentFile).max(20).default([]).describe('Bản quét: PDF, JPEG hoặc PNG') })
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

/** Each scan is looked at before anything of it is stored. */
async function lookedAt(desk: Desk, sent: SentFiles | null, files: SentFile[]): Promise<(Scan & { content: Source })[]> {
  const seen: (Scan & { content: Source })[] = []
  for (const file of files) {
    const content = contentOf(sent, file)
    seen.push({ ...(await watched(desk, { door: 'api.scan' }, () => lookAt(content, file.name, 'files'))), content })
  }
  return seen
}

type Asking = { desk: Desk; sent: SentFiles | null }

/** Enters or puts right a document on paper; files and facts are stored together or not at all. */
async function entered({ desk, sent }: Asking, id: string | null, { files, ...form }: Entry): Promise<string> {
  if (!has(desk.actor, 'recordsClerk')) throw new Refused('not-allowed', 'enter')
  const seen = await lookedAt(desk, sent, files)
  return watched(desk, { door: 'api.entry', about: id ?? undefined }, async (work) => {
    const kept: EnteredFile[] = []
    for (const { content, ...scan } of seen)
      kept.push({ ...scan, kept: await desk.vault.files.keep(work.tx, content, scan.mediaType) })
    if (id === null) return enter(work, form, kept)
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
