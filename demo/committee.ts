import { DirectForm, direct, register } from '#documents'
import { addDays, dayOf } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { issued } from './issuing.ts'
import type { Plan } from './plan.ts'
import { minutesLater, type Stage } from './stage.ts'

/** What came to the committee on the last day; the order is that of the arrivals. */
const letters = [
  { from: 'H99.14', kind: 'SUBMISSION', due: 6, subject: 'phê duyệt điều chỉnh quy hoạch phân khu trung tâm hành chính' },
  { from: 'H99.16', kind: 'OFFICIAL_LETTER', due: 2, subject: 'xin chủ trương mua thuốc phòng, chống dịch' },
  { from: 'H99.12', kind: 'SUBMISSION', due: 8, subject: 'ban hành Đề án vị trí việc làm cấp xã' },
  { from: 'H99.15', kind: 'REPORT', due: 5, subject: 'tình hình thiệt hại do mưa lũ và đề xuất hỗ trợ' },
  { from: 'H99.17', kind: 'OFFICIAL_LETTER', due: 7, subject: 'xin ý kiến lịch thi tốt nghiệp và tuyển sinh đầu cấp' },
  { from: 'H99.51', kind: 'OFFICIAL_LETTER', due: 9, subject: 'đề nghị giao đất làm nhà văn hóa khu phố' },
]

async function sent(stage: Stage, { from, kind, due, subject }: (typeof letters)[number], at: Date): Promise<void> {
  const said = { to: 'one', purpose: 'FOR_HANDLING', urgency: due < 3 ? 'URGENT' : 'NORMAL', numbered: true } as const
  const pattern = { ...said, kind, due, subject }
  const field = 'phát triển kinh tế - xã hội'
  const plan: Plan = { body: stage.body(from), pattern, at, field, inside: false, mode: 'ELECTRONIC', to: ['H99'] }
  await issued(stage, plan, undefined, 1)
}

const arrived = async ({ tx, actor }: Work, subject: string): Promise<string> =>
  (
    await tx
      .selectFrom('documents.incoming')
      .select('id')
      .where('agency', '=', actor.agency)
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow()
  ).id

/** On the table of the committee: two to receive, one to sort, one for each leader, one to assign, one to work on. */
export async function onCommitteesTable(stage: Stage, at: Date): Promise<void> {
  for (const [index, letter] of letters.entries()) await sent(stage, letter, minutesLater(at, index * 6))
  const later = minutesLater(at, 50)
  const subjects = letters.map(({ subject }) => subject)
  const before = [null, 'thinh.ngohuu', 'minh.tranquang', 'thinh.ngohuu'] as const
  const ids: string[] = []
  await stage.desk('hoa.dothi', later).work(async (work) => {
    for (const [index, leader] of before.entries()) {
      const id = await arrived(work, subjects[index] ?? '')
      await register(work, id, { submitTo: leader ? stage.actor(leader).post : null })
      ids.push(id)
    }
  })
  const general = stage.body('H99').divisions.get('TH') ?? null
  const note = {
    body: 'Phòng Tổng hợp thẩm định, trình phương án hỗ trợ trước hạn.',
    dueOn: addDays(dayOf(at), 4),
    assignments: [{ role: 'LEAD', division: general, post: null }],
  }
  await stage.desk('thinh.ngohuu', minutesLater(later, 15)).work((work) => direct(work, ids[3] ?? '', DirectForm.parse(note)))
}
