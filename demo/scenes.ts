import {
  answerRecall,
  approve,
  askRecall,
  create,
  number,
  refuse,
  register,
  release,
  sealScan,
  sendPaper,
  signByHand,
  signWith,
  submit,
} from '#documents'
import { dayOf } from '#kernel/vietnamese.ts'
import { agencyById } from '#organisation'
import type { Work } from '#platform/db/desk.ts'
import { uploadMain } from '../src/modules/documents/drafting/upload.ts'
import { editAgency } from '../src/modules/organisation/agencies/shape-tree.ts'
import { issued, numberedAndReleased, reviewed, submitted, type Written, written } from './issuing.ts'
import { annexFile, annexText, letterFile, paper } from './papers.ts'
import type { Plan } from './plan.ts'
import { demonstrationPin as pin } from './province.ts'
import { recipientsOf } from './recipients.ts'
import { minutesLater, type Stage } from './stage.ts'

/** What a letter of the finance department says beside its subject. */
type Letter = { subject: string; to: readonly string[] } & Partial<Pick<Plan, 'replacing' | 'files' | 'mode'>>

function letterPlan(stage: Stage, { subject, ...rest }: Letter, at: Date): Plan {
  const pattern = { kind: 'OFFICIAL_LETTER', to: 'one', purpose: 'FOR_HANDLING', due: null, urgency: 'NORMAL' } as const
  const people = { drafter: 'anh.nguyenthi', signer: 'an.levan', mode: 'ELECTRONIC' as const }
  const said = { ...pattern, numbered: true, subject }
  return { body: stage.body('H99.11'), pattern: said, at, field: 'tài chính, ngân sách', inside: false, ...people, ...rest }
}

const sent = (stage: Stage, letter: Letter, at: Date) => issued(stage, letterPlan(stage, letter, at), undefined, 1)

function drafted(stage: Stage, letter: Letter, at: Date): Written {
  const plan = letterPlan(stage, letter, at)
  return { ...written(stage, plan, { recipients: recipientsOf(stage, plan, 1) }), files: letter.files ?? [] }
}

const arrivedFrom = async ({ tx, actor }: Work, subject: string): Promise<string> =>
  (
    await tx
      .selectFrom('documents.incoming')
      .select('id')
      .where('agency', '=', actor.agency)
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow()
  ).id

const deliveryTo = async ({ tx }: Work, outgoing: string, agency: string): Promise<string> =>
  (
    await tx
      .selectFrom('documents.delivery')
      .select('id')
      .where('outgoing', '=', outgoing)
      .where('recipient_agency', '=', agency)
      .executeTakeFirstOrThrow()
  ).id

/** Called back: two who registered agree (15), one has acted on it already (16); a right one takes its place. */
async function recalled(stage: Stage, at: Date): Promise<void> {
  const subject = 'thông báo hạn mức rút dự toán quý IV'
  const to = ['H99.13', 'H99.51', 'H99.16']
  const wrong = await sent(stage, { subject, to }, at)
  const clerks = ['kim.hoangthi', 'quynh.maingoc', 'ha.phamthu']
  for (const key of clerks)
    await stage.desk(key, minutesLater(at, 4)).work(async (work) => {
      await register(work, await arrivedFrom(work, subject), { submitTo: null })
    })
  const reason = { code: 'CONTENT_WRONG', remark: 'Nhầm đơn vị tính tại phụ lục 1.' }
  await stage.desk('na.lethu', minutesLater(at, 10)).work((work) => askRecall(work, wrong, reason))
  for (const [index, key] of clerks.entries()) {
    const answer =
      index === 2
        ? { answer: '16' as const, code: 'ALREADY_APPLIED', remark: 'Đã giao dự toán cho các đơn vị trực thuộc.' }
        : { answer: '15' as const, code: '', remark: '' }
    await stage.desk(key, minutesLater(at, 12 + index)).work(async (work) => {
      await answerRecall(work, await arrivedFrom(work, subject), answer)
    })
  }
  await sent(stage, { subject: `${subject} (thay văn bản đã thu hồi)`, to, replacing: wrong }, minutesLater(at, 20))
}

/** One replaced without being called back; one with attachments that a recipient refuses, and to another paper goes later. */
async function replacedAndFollowed(stage: Stage, at: Date): Promise<void> {
  const to = ['H99.12', 'H99.14']
  const first = await sent(stage, { subject: 'mời họp rà soát nguồn cải cách tiền lương', to }, at)
  await sent(
    stage,
    { subject: 'mời họp rà soát nguồn cải cách tiền lương (đổi ngày họp)', to, replacing: first },
    minutesLater(at, 6),
  )
  const files = [annexFile('Phụ lục 1. Biểu thu', annexText), annexFile('Phụ lục 2. Biểu chi', annexText)]
  const subject = 'hướng dẫn lập báo cáo quyết toán và biểu mẫu kèm theo'
  const guide = await sent(stage, { subject, to: ['H99.15', 'H99.17', 'H99.52'], files }, minutesLater(at, 12))
  await stage.desk('cuc.lethanh', minutesLater(at, 15)).work(async (work) => {
    await refuse(work, await arrivedFrom(work, subject), { code: 'FILE_INCOMPLETE', text: 'Thiếu biểu mẫu số 5.' })
  })
  await stage.desk('na.lethu', minutesLater(at, 18)).work(async (work) => {
    const delivery = await deliveryTo(work, guide, stage.body('H99.17').id)
    await sendPaper(work, guide, { delivery, copies: 2, code: 'LISTED_KIND', remark: 'biểu mẫu khổ lớn' })
  })
}

/** Signed on paper: its scan, its number, and the scan with number and seal, which the agency certifies as a copy. */
async function byHand(stage: Stage, at: Date): Promise<void> {
  const text = drafted(stage, { subject: 'xác nhận số dư kinh phí phòng, chống thiên tai', to: ['H99', 'H99.15'] }, at)
  const id = await submitted(stage, text, minutesLater(at, -30))
  await reviewed(stage, id, text, minutesLater(at, -25))
  const scan = (title: string) => ({ name: 'quet.pdf', content: paper(text.form.subject, title, annexText) })
  const clerk = stage.desk('na.lethu', at)
  const signed = { signerName: 'Lê Văn An', signedOn: dayOf(at), noSecretStamp: false }
  await signByHand(clerk, id, { ...signed, scan: scan('Bản quét bản ký tay (trình diễn)') })
  await clerk.work((work) => number(work, id))
  await sealScan(clerk, id, { scan: scan('Bản quét có số và dấu (trình diễn)'), noSecretStamp: false, pin })
  await clerk.work((work) => release(work, id))
}

/** A commune whose connection went while the letter was with its signer: nothing reached it, and the clerk must treat that. */
async function failed(stage: Stage, at: Date): Promise<void> {
  const commune = stage.body('H99.59')
  const text = drafted(stage, { subject: 'thông báo bổ sung kinh phí bảo trì đường giao thông', to: ['H99.59', 'H99.14'] }, at)
  const id = await submitted(stage, text, minutesLater(at, -50))
  await reviewed(stage, id, text, minutesLater(at, -45))
  await signWith(stage.desk('an.levan', minutesLater(at, -20)), await stage.keyOf('an.levan', minutesLater(at, -20)), id)
  await stage.desk('bach.huynhgia', minutesLater(at, -5)).work(async (work) => {
    const agency = await agencyById(work.tx, commune.id)
    if (!agency) throw new Error('the demonstration lacks its commune')
    const { parent, sealedBy, code13, ...rest } = agency
    const tied = { parent: parent ?? undefined, sealedBy: sealedBy ?? undefined, code13: code13 ?? undefined }
    await editAgency(work, commune.id, { ...rest, ...tied, reachable: false })
  })
  await numberedAndReleased(stage, stage.body('H99.11'), id, at)
}

/** A file of another program instead of typed text: one went out, one waits for its signature. */
async function uploaded(stage: Stage, subject: string, at: Date): Promise<{ id: string; text: Written }> {
  const text = drafted(stage, { subject, to: ['H99', 'H99.13'] }, at)
  const desk = stage.desk(text.drafter, at)
  const id = await desk.work((work) => create(work, text.form))
  const file = letterFile('van-ban-soan-san.pdf', { subject, addressees: text.form.addressees }, annexText)
  await uploadMain(desk, id, { ...file, noSecretStamp: false })
  await desk.work((work) => submit(work, id, { steps: [] }))
  return { id, text }
}

async function uploadedAndIssued(stage: Stage, at: Date): Promise<void> {
  const { id, text } = await uploaded(stage, 'tổng hợp nhu cầu mua sắm tập trung năm sau', minutesLater(at, -30))
  await signWith(stage.desk(text.signer, minutesLater(at, -10)), await stage.keyOf(text.signer, minutesLater(at, -10)), id)
  await numberedAndReleased(stage, stage.body('H99.11'), id, at)
}

/** What may happen to a document after its issue, each once, on one afternoon of the finance department. */
export async function afterIssue(stage: Stage, at: Date): Promise<void> {
  await recalled(stage, at)
  await replacedAndFollowed(stage, minutesLater(at, 24))
  await byHand(stage, minutesLater(at, 44))
  await uploadedAndIssued(stage, minutesLater(at, 48))
  await failed(stage, minutesLater(at, 52))
}

/** A draft that two heads look at side by side, of whom one has agreed, and an uploaded one that waits for its signature. */
export async function specialDrafts(stage: Stage, at: Date): Promise<void> {
  const text = drafted(
    stage,
    {
      subject: 'xin ý kiến dự thảo Quy chế quản lý tài sản số',
      to: ['H99.12', 'H99.13'],
      files: [annexFile('Dự thảo Quy chế', annexText)],
    },
    at,
  )
  const id = await submitted(stage, { ...text, reviewers: ['toan.phamduc', 'hien.luongthe'] }, at, true)
  await stage.desk('hien.luongthe', minutesLater(at, 8)).work((work) => approve(work, id, 'Thống nhất nội dung.'))
  await uploaded(stage, 'phương án sắp xếp xe ô tô công', minutesLater(at, 12))
}
