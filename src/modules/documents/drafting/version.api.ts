import { z } from 'zod'
import { Refused } from '#kernel/refused.ts'
import type { Routes } from '#platform/http/routes.ts'
import { Instant, instant, Place } from '../answer.api.ts'
import { Standing } from '../outgoing/answer.api.ts'
import { restore } from '../outgoing/compose/restore.ts'
import type { Version } from '../outgoing/compose/version.sql.ts'
import { deed } from '../outgoing/standing.api.ts'
import { compareVersions, readVersion } from './compare-versions.ts'

const tags = ['Phiên bản của dự thảo']
const base = '/documents/outgoing/:id/versions'
const ordinal = z.coerce.number().int().min(1).max(100_000)
const Named = Place.extend({ ordinal })

const Kept = z.object({
  ordinal: z.int().describe('“Bản 3” là 3'),
  version: z.int(),
  subject: z.string(),
  savedBy: z.string(),
  savedAt: Instant,
})
const KeptList = z
  .object({ rows: z.array(Kept), restorable: z.boolean().describe('Người gọi lấy lại được một bản') })
  .meta({ id: 'Versions', description: 'Các bản đã lưu của một dự thảo, cũ trước' })
const KeptText = Kept.extend({ content: z.unknown(), text: z.string() }).meta({ id: 'VersionText' })
const Compared = z
  .object({
    from: z.int().nullable(),
    to: z.int().nullable(),
    changes: z.array(
      z.object({
        kind: z.enum(['same', 'in', 'out', 'edited']),
        pieces: z.array(z.object({ text: z.string(), kind: z.enum(['same', 'in', 'out']) })),
      }),
    ),
  })
  .meta({ id: 'ComparedVersions', description: 'Từng dòng: giữ nguyên, thêm, bỏ, sửa; dòng đầu là trích yếu' })

const keptOf = ({ savedAt, ...version }: Version): z.infer<typeof Kept> => ({ ...version, savedAt: instant(savedAt) })

function readingApi(routes: Routes) {
  routes.get(base, {
    schema: { tags, summary: 'Các bản đã lưu của một dự thảo', params: Place, response: { 200: KeptList } },
    handler: ({ desk, params }) =>
      desk.work(async (work) => {
        const { versions, mayRestore } = await compareVersions(work, params.id, { from: null, to: null })
        return { rows: versions.map(keptOf), restorable: mayRestore }
      }),
  })
  routes.get(`${base}/:ordinal`, {
    schema: { tags, summary: 'Một bản đã lưu', params: Named, response: { 200: KeptText } },
    handler: ({ desk, params }) =>
      desk.work(async (work) => {
        const { version, subject, content, text } = await readVersion(work, params.id, params.ordinal)
        if (!version) throw new Refused('not-found', 'version')
        return { ...keptOf(version), subject, content, text }
      }),
  })
}

function comparingApi(routes: Routes) {
  routes.get('/documents/outgoing/:id/comparison', {
    schema: {
      tags,
      summary: 'So sánh hai bản; bỏ trống: bản đã xem lần trước với bản mới nhất',
      params: Place,
      querystring: z.object({ from: ordinal.optional(), to: ordinal.optional() }),
      response: { 200: Compared },
    },
    handler: ({ desk, params, query }) =>
      desk.work(async (work) => {
        const { from, to, changes, versions } = await compareVersions(work, params.id, {
          from: query.from ?? null,
          to: query.to ?? null,
        })
        const missing = [query.from, query.to].find((one) => one !== undefined && one > versions.length)
        if (missing !== undefined) throw new Refused('not-found', `version:${missing}`)
        return { from, to, changes }
      }),
  })
}

function restoringApi(routes: Routes) {
  routes.post(`${base}/:ordinal/restoration`, {
    schema: {
      tags,
      summary: 'Lấy lại một bản: trích yếu và nội dung của nó thành bản mới',
      params: Named,
      body: z.object({ version: z.int().describe('`version` của dự thảo mà người gọi đang thấy') }),
      response: { 200: Standing },
    },
    handler: ({ desk, params, body }) =>
      deed(desk, params.id, {
        door: 'restore',
        act: async (work) => {
          const { version } = await readVersion(work, params.id, params.ordinal)
          return restore(work, params.id, { version: version?.version ?? -1, seen: body.version })
        },
      }),
  })
}

/** The kept versions of a draft: listed, read, compared, taken back. */
export function versionApi(routes: Routes) {
  readingApi(routes)
  comparingApi(routes)
  restoringApi(routes)
}
