import { approve, CircuitForm, create, DraftForm, number, type RecipientForm, release, seal, signWith, submit } from '#documents'
import { contentFrom } from '#kernel/content.ts'
import { addDays, dayOf } from '#kernel/vietnamese.ts'
import { attach } from '../src/modules/documents/attachments/attach.ts'
import type { GivenFile } from '../src/modules/documents/drafting/look-at.ts'
import type { Body } from './organisation.ts'
import type { Plan } from './plan.ts'
import { recipientsInside, recipientsOf } from './recipients.ts'
import { minutesLater, type Stage } from './stage.ts'

/** A document that waits for an answer of this agency since an instant, with the key of whoever handles it and its assignment. */
export type Question = {
  incoming: string
  sender: Body
  symbol: string
  subject: string
  handler: string
  lead: string
  since: Date
}

/** What is written, ready for the form. */
export type Written = { form: DraftForm; drafter: string; signer: string; reviewers: string[]; files?: readonly GivenFile[] }

const filled = (pattern: string, words: Record<string, string>) =>
  pattern.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)

function bodyOf({ texts: { bodies } }: Stage, kind: string, answer: boolean): string {
  if (answer) return bodies.answer
  if (kind === 'DECISION') return bodies.decision
  return kind === 'REPORT' ? bodies.report : bodies.letter
}

const ladder: Record<string, string[]> = { 'H99.11': ['toan.phamduc', 'yen.vuhai'], H99: ['son.caoxuan', 'hang.vothu'] }

/** Who signs: the head, or a deputy for the head (KT.). */
function signerOf({ chance }: Stage, { leaders, head }: Body): string {
  const signer = leaders.length > 1 && chance.percent(45) ? chance.of(leaders) : (head ?? leaders[0] ?? '')
  return signer
}

type Choices = { recipients: RecipientForm[]; question?: Question | undefined }

/** The form of a planned document, as its drafter would fill it. */
export function written(stage: Stage, plan: Plan, { recipients, question }: Choices): Written {
  const { body, pattern, at, field, inside } = plan
  const day = dayOf(at)
  const month = Number(day.slice(5, 7))
  const words = { x: field, m: String(month), q: ['I', 'II', 'III', 'IV'][Math.ceil(month / 3) - 1] ?? 'IV', y: day.slice(0, 4) }
  const agency = body.described.name
  const asked = { agency, symbol: question?.symbol ?? '', asked: question?.subject ?? '' }
  const signer = plan.signer ?? signerOf(stage, body)
  const kind = question ? 'OFFICIAL_LETTER' : pattern.kind
  const drafter =
    plan.drafter ?? question?.handler ?? (body.staff.length > 0 ? stage.chance.of(body.staff) : (body.clerk ?? signer))
  const form = DraftForm.parse({
    kind,
    subject: question ? `trả lời văn bản số ${question.symbol}` : filled(pattern.subject, words),
    urgency: question ? 'NORMAL' : pattern.urgency,
    dueOn: pattern.due && !question ? addDays(day, pattern.due) : null,
    content: contentFrom(filled(bodyOf(stage, kind, question !== undefined), { ...words, ...asked })),
    addressees: kind === 'OFFICIAL_LETTER' ? recipients.slice(0, 6).map((one) => one.recipientName) : [],
    places: ['Như trên', `Lưu: VT, ${Object.keys(body.described.divisions)[0] ?? 'VP'}`],
    signer: stage.actor(signer).post,
    signerCompetence: signer === body.head ? 'HEAD' : 'FOR_HEAD',
    internal: inside,
    numbered: pattern.numbered,
    responseFor: question?.incoming ?? plan.answering ?? null,
    replaces: plan.replacing ?? null,
    recipients,
  })
  const reviewers = (ladder[body.described.code] ?? []).filter((key) => key !== drafter && key !== signer)
  return { form, drafter, signer, reviewers }
}

/** Writes a draft and submits it to its reviewers, one after the other or side by side. Returns its identifier. */
export async function submitted(stage: Stage, text: Written, at: Date, parallel = false): Promise<string> {
  const { form, drafter, reviewers, files = [] } = text
  const steps = reviewers.map((key, index) => ({
    ordinal: parallel ? 1 : index + 1,
    post: stage.actor(key).post,
    task: index === 0 ? 'INITIAL' : 'REVIEW',
  }))
  const desk = stage.desk(drafter, at)
  const id = await desk.work((work) => create(work, form))
  for (const file of files) await attach(desk, id, { ...file, noSecretStamp: false })
  await desk.work((work) => submit(work, id, CircuitForm.parse({ steps })))
  return id
}

/** Lets every reviewer pass a draft, so that it waits for its signer. */
export async function reviewed(stage: Stage, id: string, { reviewers }: Written, at: Date): Promise<void> {
  for (const [index, key] of reviewers.entries())
    await stage.desk(key, minutesLater(at, 15 * index)).work((work) => approve(work, id, ''))
}

/** The clerk's press "Phát hành", with the key left open from document to document: opening it takes longer than signing. */
export async function numberedAndReleased(stage: Stage, { clerk }: Body, id: string, at: Date): Promise<void> {
  const desk = stage.desk(clerk ?? '', at)
  const signer = await stage.sealOf(clerk ?? '', at)
  await desk.work((work) => number(work, id))
  await seal(desk, signer, id)
  await desk.work((work) => release(work, id))
}

/** One document from the first line to its release at `plan.at`. */
export async function issued(stage: Stage, plan: Plan, question: Question | undefined, progress: number): Promise<string> {
  const { body, at, inside } = plan
  const list = question
    ? recipientsOf(stage, plan, progress)
        .slice(0, 1)
        .map((one) => ({ ...one, recipient: question.sender.id, recipientName: question.sender.described.name }))
    : inside
      ? recipientsInside(stage, plan, progress)
      : recipientsOf(stage, plan, progress)
  const text = { ...written(stage, plan, { recipients: list, question }), files: plan.files ?? [] }
  const id = await submitted(stage, text, minutesLater(at, -90))
  await reviewed(stage, id, text, minutesLater(at, -70))
  const signing = minutesLater(at, -25)
  await signWith(stage.desk(text.signer, signing), await stage.keyOf(text.signer, signing), id)
  if (!text.form.numbered) await stage.desk(text.drafter, at).work((work) => release(work, id))
  else await numberedAndReleased(stage, body, id, at)
  return id
}
