import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { DirectForm, direct, type EnteredFile, EntryForm, enter, passOn, register, start } from '#documents'
import { dayOf, formatDate } from '#kernel/vietnamese.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import type { Work } from '#platform/db/desk.ts'
import { adoptRoadmap, loadTargets } from '#statistics'
import type { GivenFile } from '../src/modules/documents/drafting/look-at.ts'
import { lookAt, type Scan } from '../src/modules/documents/incoming/scan.ts'
import { issued } from './issuing.ts'
import { annexFile, paper } from './papers.ts'
import type { Pattern } from './province.ts'
import { minutesLater, type Stage } from './stage.ts'

const Source = z.object({
  id: z.string(),
  file: z.string(),
  form: z.enum(['full_text', 'press_report']),
  publisher: z.string().nullish(),
  published: z.string().nullish(),
  issuer: z.string(),
  kind: z.string(),
  number: z.number().nullable(),
  notation: z.string().nullable(),
  date: z.string().nullable(),
  subject: z.string(),
})
type Source = z.infer<typeof Source>
const LeftOut = z.object({ leftOut: z.array(z.object({ kind: z.string(), quote: z.string() })) })
const Roadmap = z.object({
  targets: z.array(z.object({ id: z.string(), indicator: z.string() })),
  adoptions: z.object({
    example: z.object({
      roadmap: z.string(),
      from: z.string(),
      until: z.string().nullable(),
      rows: z.array(z.object({ based_on: z.string(), value: z.number(), deadline: z.string().nullable() })),
    }),
  }),
})

const read = (path: string) => readFileSync(join(repositoryFolder, 'data', path), 'utf8')
const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text without what the web page left in it (rows `web` of the source's clauses). */
export function textOf({ id, file }: Pick<Source, 'id' | 'file'>): string {
  const { leftOut } = LeftOut.parse(parse(read(`sources/${id}.yaml`)))
  return leftOut
    .filter(({ kind }) => kind === 'web')
    .reduce(
      (text, { quote }) => text.replace(new RegExp(quote.trim().split(/\s+/).map(escaped).join('\\s+')), ''),
      read(`sources/texts/${file}`),
    )
    .replace(/\n\s*\n+/g, '\n')
    .trim()
}

/** A full text is the document itself; a press report is no document: a slip says so, and the report hangs on it. */
function filesOf(one: Source): { name: string; pdf: Uint8Array; kind?: string }[] {
  const text = paper(one.subject, `${one.issuer} – ${one.form === 'press_report' ? 'bài báo' : 'bản văn'}`, textOf(one))
  if (one.form === 'full_text') return [{ name: `van-ban-${one.id}.pdf`, pdf: text }]
  const from = [one.publisher, one.published ? `ngày ${formatDate(one.published)}` : null].filter(Boolean).join(', ')
  const slip = `Chưa có bản gốc của văn bản. Nội dung được biết qua bài báo đính kèm${from ? ` (${from})` : ''}.`
  return [
    { name: 'phieu-ghi-nhan.pdf', pdf: paper(one.subject, 'Phiếu ghi nhận văn bản đến', slip) },
    { name: `bai-bao-${one.id}.pdf`, pdf: text, kind: 'PRESS_REPORT' },
  ]
}

const entryOf = (one: Source): EntryForm =>
  EntryForm.parse({
    kind: one.kind,
    issuingAgency: one.issuer,
    codeNumber: one.number === null ? '' : String(one.number),
    codeNotation: one.notation ?? '',
    promulgationDate: one.date,
    subject: one.subject.normalize('NFC').slice(0, 500),
    paper: one.form === 'full_text',
  })

type Looked = { pdf: Uint8Array; kind: { kind?: string }; scan: Scan }

const lookedAt = (one: Source): Promise<Looked[]> =>
  Promise.all(filesOf(one).map(async ({ name, pdf, ...kind }) => ({ pdf, kind, scan: await lookAt(pdf, name, 'file') })))

/** Enters and registers one text at the committee, gives it to a division, and begins the work. Returns its identifier. */
async function arrived(stage: Stage, one: Source, looked: readonly Looked[], at: Date): Promise<string> {
  const committee = stage.body('H99')
  const clerk = stage.desk('hoa.dothi', at)
  const id = await clerk.work(async (work) => {
    const files: EnteredFile[] = []
    for (const { pdf, scan, kind } of looked)
      files.push({ ...scan, ...kind, kept: await clerk.vault.files.keep(work.tx, pdf, 'application/pdf') })
    const made = await enter(work, { ...entryOf(one), noSecretStamp: looked.some(({ scan }) => !scan.hasText) }, files)
    await register(work, made, { submitTo: stage.actor('minh.tranquang').post })
    return made
  })
  const lead = { role: 'LEAD', division: committee.divisions.get('TH'), post: null }
  const form = DirectForm.parse({ body: 'Phòng Tổng hợp nghiên cứu, tham mưu văn bản của tỉnh.', assignments: [lead] })
  await stage.desk('minh.tranquang', minutesLater(at, 40)).work((work) => direct(work, id, form))
  const assignment = await stage.desk('hoa.dothi', at).work((work) => leadOf(work, id))
  const { post } = stage.actor('duong.buitung')
  await stage.desk('son.caoxuan', minutesLater(at, 90)).work((work) => passOn(work, assignment, post))
  await stage.desk('duong.buitung', minutesLater(at, 120)).work((work) => start(work, assignment, 30))
  return id
}

const leadOf = async ({ tx }: Work, incoming: string): Promise<string> =>
  (await tx.selectFrom('documents.assignment').select('id').where('incoming', '=', incoming).executeTakeFirstOrThrow()).id

/** What the province made of each text: an act of its own, under its own names. */
const answers: Record<string, Pick<Pattern, 'kind' | 'subject'>> = {
  S0: {
    kind: 'DIRECTIVE',
    subject: 'về tăng cường sử dụng, trao đổi văn bản điện tử trong các cơ quan nhà nước trên địa bàn tỉnh Thanh Giang',
  },
  S1: { kind: 'NOTICE', subject: 'chuyển việc xử lý văn bản, hồ sơ công việc sang môi trường điện tử từ ngày 01/01/2026' },
  S2: { kind: 'PLAN', subject: 'nâng cao mức độ sẵn sàng ứng dụng công nghệ thông tin tỉnh Thanh Giang năm 2026' },
  S3: { kind: 'PLAN', subject: 'ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước năm 2026' },
  S4: { kind: 'DECISION', subject: 'phê duyệt Lộ trình trao đổi văn bản điện tử tỉnh Thanh Giang năm 2026' },
}

/** The roadmap itself, which hangs on the decision: its values and their last days. */
function roadmapFile(): GivenFile {
  const { adoptions, targets } = Roadmap.parse(parse(read('targets.yaml')))
  const lines = adoptions.example.rows.map(({ based_on, value, deadline }, at) => {
    const what = targets.find(({ id }) => id === based_on)?.indicator ?? based_on
    return `${at + 1}. ${what}: ít nhất ${value} %${deadline ? `, chậm nhất ngày ${formatDate(deadline)}` : ''}.`
  })
  return annexFile('Lộ trình trao đổi văn bản điện tử', ['Chỉ tiêu của tỉnh Thanh Giang:', ...lines].join('\n'))
}

async function adopted(stage: Stage, decision: string, at: Date): Promise<void> {
  const { adoptions } = Roadmap.parse(parse(read('targets.yaml')))
  const { roadmap, from, until, rows } = adoptions.example
  const { number, day } = await stage
    .desk('hoa.dothi', at)
    .work(async ({ tx }) =>
      tx
        .selectFrom('documents.outgoing')
        .select(['code_number as number', 'promulgation_date as day'])
        .where('id', '=', decision)
        .executeTakeFirstOrThrow(),
    )
  const legalBasis = `Quyết định ${number}/QĐ-UBND ngày ${formatDate(day ?? dayOf(at))}`
  const title = 'Lộ trình trao đổi văn bản điện tử tỉnh Thanh Giang năm 2026'
  await stage.desk('bach.huynhgia', at).work(async (work) => {
    await loadTargets(work.tx)
    await adoptRoadmap(work, { roadmap: { roadmap, title, from, until, rows }, from, until, legalBasis })
  })
}

/** The five texts come in with exactly what they state, are answered by invented acts, and the roadmap binds the province. */
export async function takeUpSources(stage: Stage, days: readonly string[]): Promise<void> {
  const { texts } = z.object({ texts: z.array(Source) }).parse(parse(read('sources/texts/about.yaml')))
  const [first = '', , , third = ''] = days
  const entered = Date.parse(`${first}T08:30:00+07:00`)
  const ids = new Map<string, string>()
  const looked = await Promise.all(texts.map(async (one) => ({ one, files: await lookedAt(one) })))
  for (const [index, { one, files }] of looked.entries())
    ids.set(one.id, await arrived(stage, one, files, new Date(entered + index * 600_000)))
  const body = stage.body('H99')
  for (const [index, { id }] of texts.entries()) {
    const answer = answers[id]
    const incoming = ids.get(id)
    if (!answer || !incoming) continue
    const at = new Date(Date.parse(`${third}T10:00:00+07:00`) + index * 1_800_000)
    const pattern: Pattern = { to: 'everybody', purpose: 'FOR_HANDLING', due: null, urgency: 'NORMAL', numbered: true, ...answer }
    const plan = {
      ...(id === 'S4' ? { files: [roadmapFile()] } : {}),
      body,
      pattern,
      at,
      field: 'chuyển đổi số',
      inside: false,
      answering: incoming,
      mode: 'ELECTRONIC' as const,
      drafter: 'duong.buitung',
      signer: 'minh.tranquang',
    }
    const act = await issued(stage, plan, undefined, 1)
    if (id === 'S4') await adopted(stage, act, minutesLater(at, 30))
  }
}
