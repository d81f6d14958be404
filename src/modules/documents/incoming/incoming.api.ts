import { z } from 'zod'
import { openedInInspection } from '#organisation'
import { note } from '#platform/audit/audit.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { FileAnswer, FilePlace, Page, Place, paged, Reason, sendFile, sendMade, words } from '../answer.api.ts'
import { extensionsOf } from '../assignments/extension.sql.ts'
import { digitisedApi } from '../digitised/digitised.api.ts'
import { answerRecall } from '../recalls/answer.ts'
import { AnswerRecallForm } from '../recalls/recall.forms.ts'
import { recallOfArrival } from '../recalls/recall.sql.ts'
import { watched } from '../watch.ts'
import { documentOf, IncomingDocument, IncomingPage, Standing, State, standingOf, summaryOf } from './answer.api.ts'
import { agree, direct, noteOnly, propose, remark } from './direct.ts'
import { setFileKind } from './file-kind.ts'
import { DirectForm, ProposeForm } from './incoming.forms.ts'
import { incomingFiles, read } from './incoming.sql.ts'
import { judgedMain } from './judged-main.ts'
import { narrowedIncoming } from './narrowed.sql.ts'
import { paperApi } from './paper.api.ts'
import { phraseApi } from './phrase.api.ts'
import { refuse, register, voidNumber } from './register.ts'
import { processingSlip } from './slip.ts'
import { incomingView } from './view.sql.ts'

const tags = ['Văn bản đến']
const base = '/documents/incoming'
const Query = z.object({ ...Page, state: State.optional() })

/** One deed on a document, watched for secrets, and where the document stands after it. */
async function deed(desk: Desk, id: string, { door, act }: { door: string; act: (work: Work) => Promise<unknown> }) {
  await watched(desk, { door: `api.${door}`, about: id }, act)
  return standing(desk, id)
}

const standing = async (desk: Desk, id: string) => standingOf(await desk.work((work) => read(work, id)))

function filterFrom({ limit: _, state, ...asked }: z.infer<typeof Query>): Parameters<typeof narrowedIncoming>[1] {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return { ...given, ...(state ? { states: [state] } : {}) }
}

/** The signature beside a file, as a file; nothing of a recalled document. */
async function besideOf(work: Work, { id, file }: z.infer<typeof FilePlace>) {
  const doc = await read(work, id)
  await openedInInspection(work, { agency: doc.agency, direction: 'IN', about: id })
  if (doc.state === 'RECALLED') return undefined
  const found = (await incomingFiles(work.tx, id)).find((one) => one.id === file)?.signature
  return found ? { ...found, mediaType: 'application/octet-stream' } : undefined
}

function readingApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Danh sách văn bản đến', querystring: Query, response: { 200: IncomingPage } },
    handler: async ({ desk, query }) => {
      const { rows, next } = paged(
        await desk.work((work) => narrowedIncoming(work, filterFrom(query), query.limit + 1)),
        query.limit,
      )
      return { rows: rows.map(summaryOf), next }
    },
  })
  routes.get(`${base}/:id`, {
    schema: { tags, summary: 'Một văn bản đến', params: Place, response: { 200: IncomingDocument } },
    handler: async ({ desk, params }) =>
      desk.work(async (work) => {
        const shown = await incomingView(work, params.id)
        const judged = await judgedMain(work, desk.vault.files, shown.doc)
        await note(work, 'incoming.read', params.id)
        const doc = judged ? { ...shown.doc, verdict: judged.verdict, verdictReasons: judged.reasons } : shown.doc
        return documentOf(
          { ...shown, doc, paper: judged?.paper ?? null },
          await recallOfArrival(work.tx, params.id),
          await extensionsOf(work.tx, params.id),
        )
      }),
  })
}

function filesApi(routes: Routes) {
  routes.get(`${base}/:id/files/:file`, {
    schema: { tags, summary: 'Một tệp của văn bản đến', params: FilePlace, response: { 200: FileAnswer } },
    handler: ({ desk, params }, reply) =>
      sendFile(desk, { ...params, verb: 'incoming.read-file' }, reply, async (work) => {
        const doc = await read(work, params.id)
        await openedInInspection(work, { agency: doc.agency, direction: 'IN', about: params.id })
        // A recalled document is frozen and its files no longer served.
        if (doc.state === 'RECALLED') return undefined
        return (await incomingFiles(work.tx, params.id)).find((one) => one.id === params.file)
      }),
  })
  routes.get(`${base}/:id/files/:file/signature`, {
    schema: { tags, summary: 'Chữ ký rời nằm cạnh một tệp', params: FilePlace, response: { 200: FileAnswer } },
    handler: ({ desk, params }, reply) =>
      sendFile(desk, { ...params, verb: 'incoming.read-file' }, reply, (work) => besideOf(work, params)),
  })
}

function clerkApi(routes: Routes) {
  routes.post(`${base}/:id/registration`, {
    schema: {
      tags,
      summary: 'Vào sổ, lấy số đến',
      params: Place,
      body: z.object({ submitTo: z.uuid().nullable().default(null).describe('Trình ngay cho chức vụ này') }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'register', act: (work) => register(work, params.id, body) }),
  })
  routes.post(`${base}/:id/refusal`, {
    schema: {
      tags,
      summary: 'Từ chối tiếp nhận, trả lại nơi gửi',
      params: Place,
      body: z.object({ code: z.string().min(1).max(40), text: words(2000).default('') }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) => deed(desk, params.id, { door: 'refuse', act: (work) => refuse(work, params.id, body) }),
  })
  routes.post(`${base}/:id/void`, {
    schema: { tags, summary: 'Hủy số đến', params: Place, body: Reason, response: { 200: Standing } },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'voidNumber', act: (work) => voidNumber(work, params.id, body.reason) }),
  })
}

function directingApi(routes: Routes) {
  routes.post(`${base}/:id/proposal`, {
    schema: {
      tags,
      summary: 'Trình lãnh đạo kèm đề xuất',
      params: Place,
      body: ProposeForm.extend({ assignments: ProposeForm.shape.assignments.default([]) }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'propose', act: (work) => propose(work, params.id, body) }),
  })
  routes.post(`${base}/:id/direction`, {
    schema: { tags, summary: 'Bút phê và giao việc', params: Place, body: DirectForm, response: { 200: Standing } },
    handler: ({ desk, params, body }) => deed(desk, params.id, { door: 'direct', act: (work) => direct(work, params.id, body) }),
  })
  routes.post(`${base}/:id/noting`, {
    schema: { tags, summary: 'Để biết, không giao việc', params: Place, response: { 200: Standing } },
    handler: ({ desk, params }) => deed(desk, params.id, { door: 'noteOnly', act: (work) => noteOnly(work, params.id) }),
  })
}

function talkingApi(routes: Routes) {
  routes.post(`${base}/:id/agreement`, {
    schema: {
      tags,
      summary: 'Đồng ý đề xuất của người trình',
      params: Place,
      body: z.object({ body: words(4000).default('Đồng ý đề xuất.') }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'agree', act: (work) => agree(work, params.id, body.body) }),
  })
  routes.post(`${base}/:id/remarks`, {
    schema: {
      tags,
      summary: 'Trao đổi',
      params: Place,
      body: z.object({ body: words(4000).pipe(z.string().min(1)) }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'remark', act: (work) => remark(work, params.id, body.body) }),
  })
}

function answeringApi(routes: Routes) {
  routes.post(`${base}/:id/recall-answer`, {
    schema: {
      tags,
      summary: 'Trả lời đề nghị thu hồi: 15 đồng ý, 16 không đồng ý',
      params: Place,
      body: AnswerRecallForm,
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, { door: 'answerRecall', act: (work) => answerRecall(work, params.id, body) }),
  })
  routes.post(`${base}/:id/files/:file/kind`, {
    schema: {
      tags,
      summary: 'Loại của riêng một tệp kèm theo; null: như văn bản',
      params: FilePlace,
      body: z.object({ kind: z.string().min(1).max(60).nullable() }),
      response: { 200: Standing },
    },
    handler: ({ desk, params: { id, file }, body }) =>
      deed(desk, id, { door: 'fileKind', act: (work) => setFileKind(work, id, { file, kind: body.kind }) }),
  })
  routes.get(`${base}/:id/slip`, {
    schema: { tags, summary: 'Phiếu giải quyết văn bản đến (PDF)', params: Place, response: { 200: FileAnswer } },
    handler: async ({ desk, params }, reply) => {
      const slip = await desk.work((work) => processingSlip(work, params.id))
      return sendMade(reply, { ...slip, mediaType: 'application/pdf' })
    },
  })
}

/** Incoming documents over the API: the same acts as the pages. */
export function incomingApi(routes: Routes) {
  readingApi(routes)
  filesApi(routes)
  clerkApi(routes)
  directingApi(routes)
  talkingApi(routes)
  answeringApi(routes)
  paperApi(routes)
  digitisedApi(routes)
  phraseApi(routes)
}
