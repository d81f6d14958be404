import {
  askExtension,
  askRecall,
  DirectForm,
  direct,
  EntryForm,
  enter,
  handBack,
  passOn,
  propose,
  refuse,
  register,
  start,
} from '#documents'
import { addDays, dayOf } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { delegate } from '../src/modules/organisation/delegations/delegate.ts'
import { onCommitteesTable } from './committee.ts'
import { chanceOf, sideBySide } from './crowd.ts'
import { waitingDrafts } from './drafts.ts'
import { handled } from './handling.ts'
import { issued } from './issuing.ts'
import type { Plan } from './plan.ts'
import { afterIssue, specialDrafts } from './scenes.ts'
import { minutesLater, type Stage } from './stage.ts'

type Letter = { subject: string; kind?: string; due?: number; urgency?: 'URGENT' | 'EXPRESS' | 'VERY_URGENT'; from?: string }

/** What came to the finance department in the last days, and what has become of it: the reader meets every state once. */
const letters: Letter[] = [
  { subject: 'rà soát, báo cáo kết quả giải ngân vốn đầu tư công 10 tháng', due: 3, urgency: 'URGENT' },
  { subject: 'bố trí kinh phí khắc phục hậu quả mưa lũ', kind: 'TELEGRAM', due: 1, urgency: 'EXPRESS' },
  { subject: 'tham mưu phân bổ dự toán ngân sách địa phương năm sau', due: 10 },
  { subject: 'lấy ý kiến dự thảo Kế hoạch chuyển đổi số năm sau', due: 6, from: 'H99.13' },
  { subject: 'báo cáo tình hình mua sắm tài sản công', due: 5 },
  { subject: 'cung cấp số liệu thu, chi ngân sách cấp xã', due: 4, from: 'H99.12' },
  { subject: 'dự họp nghe báo cáo công tác quyết toán', kind: 'INVITATION' },
  { subject: 'thẩm định kinh phí nâng cấp hệ thống một cửa', due: 8, from: 'H99.13' },
  { subject: 'kiểm tra việc thực hiện tiết kiệm, chống lãng phí', kind: 'PLAN', due: 12 },
  { subject: 'trả lời kiến nghị của cử tri về hỗ trợ nhà ở', due: 2, urgency: 'URGENT' },
  { subject: 'hướng dẫn cơ chế tự chủ tài chính cho trạm y tế', due: 9, from: 'H99.16' },
  { subject: 'thống nhất mức thu dịch vụ vệ sinh môi trường', due: 7, from: 'H99.51' },
]

async function sent(stage: Stage, letter: Letter, at: Date, to: readonly string[]): Promise<string> {
  const body = stage.body(letter.from ?? 'H99')
  const { subject, kind = 'OFFICIAL_LETTER', due = null } = letter
  const urgency: Plan['pattern']['urgency'] = letter.urgency ?? 'NORMAL'
  const pattern = { kind, to: 'one' as const, purpose: 'FOR_HANDLING' as const, due, urgency, numbered: true, subject }
  const plan: Plan = { body, pattern, at, field: 'tài chính, ngân sách', inside: false, mode: 'ELECTRONIC', to }
  return issued(stage, plan, undefined, 1)
}

/** Letters twenty minutes apart; their senders work side by side, and each throws its own dice. */
async function allSent(stage: Stage, all: readonly Letter[], at: Date, near: readonly string[]): Promise<void> {
  const timed = all.map((letter, index) => ({ letter, when: minutesLater(at, index * 20) }))
  await sideBySide([...Map.groupBy(timed, ({ letter }) => letter.from ?? 'H99')], 4, async ([from, own]) => {
    const to = [...near, 'H99.16', 'H99.54'].filter((code) => code !== from)
    const sender: Stage = { ...stage, chance: chanceOf(`${from} ${at.toISOString()}`) }
    for (const { letter, when } of own) await sent(sender, letter, when, to)
  })
}

const arrivalsOf = ({ tx, actor }: Work, since: Date) =>
  tx
    .selectFrom('documents.incoming')
    .select(['id', 'subject'])
    .where('agency', '=', actor.agency)
    .where('state', '=', 'ARRIVED')
    .where('arrived_at', '>=', since)
    .orderBy('arrived_at')
    .execute()

const leadOf = async ({ tx }: Work, incoming: string): Promise<string> =>
  (await tx.selectFrom('documents.assignment').select('id').where('incoming', '=', incoming).executeTakeFirstOrThrow()).id

/** The first ones have been given to a division, to a person, handed back; for the later ones a leader or the office is awaited. */
async function halfHandled(stage: Stage, since: Date, at: Date): Promise<void> {
  const { post: director } = stage.actor('an.levan')
  const budget = stage.body('H99.11').divisions.get('NS') ?? null
  const statistics = stage.body('H99.11').divisions.get('THTK') ?? null
  const clerk = stage.desk('na.lethu', at)
  const ids = (await clerk.work((work) => arrivalsOf(work, since))).map(({ id }) => id)
  const [own = [], sort = [], decide = []] = [ids.slice(0, 5), ids.slice(5, 7), ids.slice(7, 10)]
  await clerk.work(async (work) => {
    for (const id of [...own, ...sort, ...decide]) await register(work, id, { submitTo: own.includes(id) ? director : null })
  })
  const day = dayOf(at)
  for (const [index, id] of decide.entries()) {
    const division = index === 1 ? statistics : budget
    const assignments = [{ role: 'LEAD' as const, division, post: null }]
    const proposal = {
      leader: director,
      body: 'Kính trình Giám đốc; đề xuất phòng chuyên môn tham mưu.',
      assignments,
      dueOn: addDays(day, 5),
    }
    await stage.desk('yen.vuhai', minutesLater(at, 5)).work((work) => propose(work, id, proposal))
  }
  for (const [index, id] of own.entries()) {
    const division = index === 3 ? statistics : budget
    const note = {
      body: 'Giao phòng chủ trì tham mưu, báo cáo trước hạn.',
      dueOn: addDays(day, index),
      assignments: [{ role: 'LEAD', division, post: null }],
    }
    await stage.desk('an.levan', minutesLater(at, 10)).work((work) => direct(work, id, DirectForm.parse(note)))
  }
  await onDivision(stage, own.slice(0, 3), minutesLater(at, 15))
}

/** What the head of the budget division passes on: two in work, one of them asking for time, one given back. */
async function onDivision(stage: Stage, ids: readonly string[], at: Date): Promise<void> {
  const { post } = stage.actor('anh.nguyenthi')
  for (const [index, id] of ids.entries()) {
    const lead = await stage.desk('an.levan', at).work((work) => leadOf(work, id))
    await stage.desk('toan.phamduc', at).work((work) => passOn(work, lead, post))
    await stage.desk('anh.nguyenthi', minutesLater(at, 3)).work(async (work) => {
      if (index === 2) await handBack(work, lead, 'Nội dung thuộc mảng của đồng chí phụ trách đầu tư.', 'NOT_MY_FIELD')
      else await start(work, lead, 40)
      if (index === 1) {
        const more = { until: addDays(dayOf(at), 6), reason: 'Chờ số liệu của các xã, phường.', code: 'WAITING_FOR_OTHERS' }
        await askExtension(work, lead, more)
      }
    })
  }
}

/** Paper that lies on the clerk's table. */
async function onPaper(stage: Stage, at: Date): Promise<void> {
  const papers = [
    {
      kind: 'CITIZEN_LETTER',
      issuingAgency: 'Công ty Cổ phần Xây dựng Sông Trăng',
      codeNumber: '27',
      codeNotation: 'ST',
      subject: 'đề nghị thanh toán khối lượng hoàn thành công trình trường mầm non',
    },
    { kind: 'PETITION', issuingAgency: 'Tổ dân phố 4, phường Tân Lập', subject: 'kiến nghị về mức thu phí vệ sinh môi trường' },
  ]
  await stage.desk('na.lethu', at).work(async (work) => {
    for (const one of papers)
      await enter(
        work,
        EntryForm.parse({ ...one, promulgationDate: addDays(dayOf(at), -4), paper: true, noSecretStamp: true }),
        [],
      )
  })
}

/** Two of the finance department's own: one sent back by a recipient, one recalled that a recipient had registered. */
async function exceptions(stage: Stage, at: Date): Promise<void> {
  await sent(stage, { subject: 'gửi biểu mẫu quyết toán năm', from: 'H99.11' }, at, ['H99.13', 'H99.15'])
  const wrong = await sent(stage, { subject: 'lịch thẩm tra quyết toán quý IV', from: 'H99.11' }, minutesLater(at, 4), [
    'H99.13',
    'H99.51',
  ])
  await stage.desk('kim.hoangthi', minutesLater(at, 6)).work(async (work) => {
    const [first, second] = await arrivalsOf(work, at)
    if (first) await refuse(work, first.id, { code: 'FILE_INCOMPLETE', text: 'Thiếu biểu mẫu số 3.' })
    if (second) await register(work, second.id, { submitTo: null })
  })
  const recall = { code: 'CONTENT_WRONG', remark: 'Nhầm ngày thẩm tra tại biểu số 2.' }
  await stage.desk('na.lethu', minutesLater(at, 8)).work((work) => askRecall(work, wrong, recall))
}

async function standIn(stage: Stage): Promise<void> {
  const [from, to] = [stage.actor('minh.tranquang'), stage.actor('thinh.ngohuu')]
  const today = dayOf(stage.now)
  const form = {
    fromPost: from.post,
    toPost: to.post,
    kind: 'FOR_HEAD' as const,
    firstDay: today,
    lastDay: addDays(today, 5),
    reason: 'Chủ tịch đi công tác',
  }
  await stage.desk('minh.tranquang', stage.now).work((work) => delegate(work, form))
}

/** The last three working days: what everybody finds on the table now. `days` are those days, oldest first. */
export async function waitToday(stage: Stage, days: readonly string[]): Promise<void> {
  const [first = '', second = '', last = ''] = days
  const at = (day: string, time: string) => new Date(`${day}T${time}:00+07:00`)
  const near = ['H99.11', 'H99.13', 'H99.51']
  await allSent(stage, letters.slice(0, 10), at(first, '10:30'), near)
  await sideBySide(['H99', 'H99.13', 'H99.16', 'H99.54'], 4, async (code) => {
    await handled({ ...stage, chance: chanceOf(`${code} today`) }, stage.body(code))
  })
  await halfHandled(stage, at(first, '00:00'), at(second, '08:30'))
  await onPaper(stage, at(second, '14:00'))
  await exceptions(stage, at(second, '15:00'))
  await afterIssue(stage, at(second, '15:30'))
  await waitingDrafts(stage, at(last, '08:20'))
  await specialDrafts(stage, at(last, '14:20'))
  await onCommitteesTable(stage, at(last, '14:40'))
  const late: Letter[] = [
    ...letters.slice(10),
    { subject: 'đôn đốc báo cáo cải cách hành chính quý IV', due: 5 },
    { subject: 'triển khai đợt cao điểm nộp hồ sơ trực tuyến', kind: 'PLAN', due: 15 },
  ]
  await allSent(stage, late, at(last, '15:10'), near)
  await standIn(stage)
}
