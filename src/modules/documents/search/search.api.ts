import { z } from 'zod'
import { formatDate } from '#kernel/vietnamese.ts'
import type { Routes } from '#platform/http/routes.ts'
import { words } from '../answer.api.ts'
import { kinds } from '../kinds/kind.sql.ts'
import { paperBases, reasonGroups, reasons } from '../reasons/reasons.ts'
import { find } from './find.sql.ts'
import { SearchAddress } from './search.forms.ts'

const tags = ['Tra cứu']
const Query = z.object({
  find: words(200).default('').describe('Từ trong trích yếu, hoặc số, ký hiệu; không phân biệt dấu'),
  agency: words(200).default('').describe('Từ trong tên cơ quan ban hành'),
  kind: z.string().max(40).default(''),
  direction: z.enum(['OUT', 'IN']).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.uuid().optional().describe('Khóa của trang trước (`next`)'),
})

const FoundPage = z
  .object({
    rows: z.array(
      z.object({
        direction: z.enum(['OUT', 'IN']),
        id: z.uuid(),
        symbol: z.string(),
        agency: z.string(),
        kindName: z.string(),
        subject: z.string(),
        on: z.iso.date().nullable(),
        state: z.string(),
      }),
    ),
    next: z.uuid().nullable(),
  })
  .meta({ id: 'FoundPage', description: 'Văn bản tìm thấy mà người gọi được xem, mới nhất trước' })

const ReasonList = z
  .object({ rows: z.array(z.object({ code: z.string(), text: z.string(), remark: z.boolean().describe('Phải ghi thêm lời') })) })
  .meta({ id: 'Reasons' })
const KindList = z
  .object({ rows: z.array(z.object({ code: z.string(), name: z.string(), abbreviation: z.string(), outgoing: z.boolean() })) })
  .meta({ id: 'Kinds' })

/** Search over the API, and the catalogues whose codes the other operations take. */
export function searchApi(routes: Routes) {
  routes.get('/documents/search', {
    schema: { tags, summary: 'Tra cứu văn bản đi và đến', querystring: Query, response: { 200: FoundPage } },
    handler: async ({ desk, query }) => {
      const asked = SearchAddress.parse({
        q: query.find,
        coQuan: query.agency,
        loai: query.kind,
        huong: query.direction ?? '',
        tu: query.from ? formatDate(query.from) : '',
        den: query.to ? formatDate(query.to) : '',
        truoc: query.before ?? null,
      })
      const { found, next } = await desk.work((work) => find(work, asked))
      return { rows: found, next }
    },
  })
  routes.get('/documents/kinds', {
    schema: { tags, summary: 'Loại văn bản', response: { 200: KindList } },
    handler: ({ desk }) =>
      desk.work(async ({ tx }) => ({
        rows: (await kinds(tx)).map(({ code, name, abbreviation, outgoing }) => ({ code, name, abbreviation, outgoing })),
      })),
  })
  routes.get('/documents/reasons', {
    schema: {
      tags,
      summary: 'Lý do có mã, và căn cứ gửi giấy (paper_basis)',
      querystring: z.object({ group: z.enum([...reasonGroups, 'paper_basis']) }),
      response: { 200: ReasonList },
    },
    handler: ({ desk, query: { group } }) =>
      desk.work(async ({ clock }) => {
        const rows = group === 'paper_basis' ? await paperBases(clock.today) : await reasons(group, clock.today)
        return { rows: rows.map(({ code, text, remark }) => ({ code, text, remark })) }
      }),
  })
}
