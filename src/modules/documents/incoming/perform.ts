import { cleanLines } from '#kernel/content.shape.ts'
import { Refused, refusalOf } from '#kernel/refused.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { answerExtension, askExtension } from '../assignments/extend.ts'
import { handBack } from '../assignments/hand-back.ts'
import { passOn } from '../assignments/pass-on.ts'
import { confirm, done, start } from '../assignments/work-on.ts'
import { workingCalendar } from '../deadlines/calendar.sql.ts'
import { dueTyped } from '../deadlines/due.ts'
import { confirmDigitised, digitiseAgain } from '../digitised/confirm.ts'
import { answerRecall } from '../recalls/answer.ts'
import { watched } from '../watch.ts'
import { agree, direct, noteOnly, propose, remark } from './direct.ts'
import { setFileKind } from './file-kind.ts'
import { DirectForm } from './incoming.forms.ts'
import { dropPhrase, keepPhrase } from './phrase.ts'
import { refuse, register, voidNumber } from './register.ts'

const text = (form: FormData, name: string) => cleanLines(String(form.get(name) ?? '')).trim()

type AssignmentIn = { role: string; division: string | null; post: string | null }

/** The assignees by key (D: division, P: post): one lead, any number of cooperating and informed ones. */
function assigneesFrom(form: FormData): AssignmentIn[] {
  const of = (field: string, role: string) =>
    form.getAll(field).flatMap((value): AssignmentIn[] => {
      const key = String(value)
      const id = key.slice(2)
      if (id === '') return []
      return [{ role, division: key.startsWith('D:') ? id : null, post: key.startsWith('P:') ? id : null }]
    })
  return [...of('lead', 'LEAD'), ...of('cooperate', 'COOPERATE'), ...of('inform', 'FOR_INFORMATION')]
}

const day = async ({ tx, clock }: Work, form: FormData, field: string) =>
  dueTyped(text(form, field), clock.today, await workingCalendar(tx), field)

async function directFrom(work: Work, form: FormData): Promise<DirectForm> {
  const body = [text(form, 'body'), text(form, 'phrase')].filter(Boolean).join('\n')
  const asked = { body, dueOn: await day(work, form, 'dueOn'), assignments: assigneesFrom(form) }
  const parsed = DirectForm.safeParse(asked)
  if (!parsed.success) throw new Refused('bad-input', String(parsed.error.issues[0]?.path[0] ?? 'form'))
  return parsed.data
}

/** Words of an act under the names that their fields bear on this page, so that it shows the complaint there. */
async function under(fields: Readonly<Record<string, string>>, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const refused = refusalOf(error)
    const field = refused?.code === 'bad-input' ? fields[refused.about] : undefined
    throw field ? new Refused('bad-input', field) : error
  }
}

/** 15 or 16. */
const recallAnswer = (work: Work, id: string, { form, answer }: { form: FormData; answer: '15' | '16' }) =>
  under({ code: 'recallCode', remark: 'recallRemark' }, () =>
    answerRecall(work, id, { answer, code: answer === '15' ? '' : text(form, 'recallCode'), remark: text(form, 'recallRemark') }),
  )

async function extension(work: Work, form: FormData, granted: boolean) {
  const answer = { granted, reason: text(form, 'answerReason') }
  await under({ reason: 'answerReason' }, () => answerExtension(work, text(form, 'extension'), answer))
}

async function ask(work: Work, form: FormData) {
  const asked = { until: await day(work, form, 'until'), reason: text(form, 'extendReason'), code: null }
  await under({ reason: 'extendReason' }, () => askExtension(work, text(form, 'assignment'), asked))
}

type Deed = (work: Work, id: string, form: FormData) => Promise<unknown>

const deeds: Record<string, Deed> = {
  register: (work, id, form) => register(work, id, { submitTo: text(form, 'submitTo') || null }),
  refuse: (work, id, form) => refuse(work, id, { code: text(form, 'refusalCode'), text: text(form, 'refusalReason') }),
  voidNumber: (work, id, form) => under({ reason: 'voidReason' }, () => voidNumber(work, id, text(form, 'voidReason'))),
  propose: async (work, id, form) => propose(work, id, { ...(await directFrom(work, form)), leader: text(form, 'leader') }),
  direct: async (work, id, form) => direct(work, id, await directFrom(work, form)),
  agree: (work, id, form) => agree(work, id, text(form, 'phrase') || undefined),
  noteOnly: (work, id) => noteOnly(work, id),
  remark: (work, id, form) => remark(work, id, text(form, 'remark')),
  start: (work, _, form) =>
    start(work, text(form, 'assignment'), Math.min(100, Math.max(0, Math.round(Number(text(form, 'progress')) || 0)))),
  handBack: (work, _, form) =>
    under({ reason: 'handBackReason' }, () =>
      handBack(work, text(form, 'assignment'), text(form, 'handBackReason'), text(form, 'handBackCode') || null),
    ),
  passOn: (work, _, form) => passOn(work, text(form, 'assignment'), text(form, 'post'), form.getAll('helper').map(String)),
  done: (work, _, form) => done(work, text(form, 'assignment'), text(form, 'report')),
  confirm: (work, _, form) => confirm(work, text(form, 'assignment')),
  askExtension: (work, _, form) => ask(work, form),
  grantExtension: (work, _, form) => extension(work, form, true),
  refuseExtension: (work, _, form) => extension(work, form, false),
  keepPhrase: (work, _, form) => keepPhrase(work, text(form, 'newPhrase')),
  agreeRecall: (work, id, form) => recallAnswer(work, id, { form, answer: '15' }),
  refuseRecall: (work, id, form) => recallAnswer(work, id, { form, answer: '16' }),
  setFileKind: (work, id, form) => setFileKind(work, id, { file: text(form, 'file'), kind: text(form, 'fileKind') || null }),
  digitiseAgain: (work, id, form) => digitiseAgain(work, id, text(form, 'file')),
  dropPhrase: (work, _, form) => dropPhrase(work, text(form, 'dropPhrase')),
}

/** A phrase button is the deed itself: it directs with these words, its place in the form says nothing else. */
const intentOf = (form: FormData) =>
  text(form, 'intent') || (form.has('phrase') ? 'direct' : form.has('dropPhrase') ? 'dropPhrase' : '')

/** One deed of the incoming document's page. @throws Refused, also for a deed that does not exist */
export async function perform(desk: Desk, id: string, form: FormData): Promise<void> {
  // A key is opened and used outside any transaction.
  if (intentOf(form) === 'confirmDigitised')
    return confirmDigitised(desk, id, { file: text(form, 'file'), pin: String(form.get('pin') ?? '') })
  const deed = deeds[intentOf(form)]
  if (!deed) throw new Refused('bad-input', 'intent')
  await watched(desk, { door: `incoming.${intentOf(form)}`, about: id }, (work) => deed(work, id, form))
}
