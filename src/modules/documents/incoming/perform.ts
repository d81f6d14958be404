import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { handBack } from '../assignments/hand-back.ts'
import { passOn } from '../assignments/pass-on.ts'
import { done, start } from '../assignments/work-on.ts'
import { direct, noteOnly, propose } from './direct.ts'
import { DirectForm } from './incoming.forms.ts'
import { refuse, register, voidNumber } from './register.ts'

const text = (form: FormData, name: string) =>
  String(form.get(name) ?? '')
    .normalize('NFC')
    .trim()

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

function directFrom(form: FormData, today: string): DirectForm {
  const typed = text(form, 'dueOn')
  const dueOn = typed === '' ? null : parseDate(typed, today)
  if (typed !== '' && dueOn === null) throw new Refused('bad-input', 'dueOn')
  const parsed = DirectForm.safeParse({ body: text(form, 'body'), dueOn, assignments: assigneesFrom(form) })
  if (!parsed.success) throw new Refused('bad-input', parsed.error.issues[0]?.path.join('.') ?? 'form')
  return parsed.data
}

type Deed = (work: Work, id: string, form: FormData) => Promise<unknown>

const deeds: Record<string, Deed> = {
  register: (work, id, form) => register(work, id, { submitTo: text(form, 'submitTo') || null }),
  refuse: (work, id, form) => refuse(work, id, { code: text(form, 'refusalCode'), text: text(form, 'reason') }),
  voidNumber: (work, id, form) => voidNumber(work, id, text(form, 'reason')),
  propose: (work, id, form) => propose(work, id, { leader: text(form, 'leader'), body: text(form, 'body') }),
  direct: (work, id, form) => direct(work, id, directFrom(form, work.clock.today)),
  noteOnly: (work, id) => noteOnly(work, id),
  start: (work, _, form) =>
    start(work, text(form, 'assignment'), Math.min(100, Math.max(0, Number(text(form, 'progress')) || 0))),
  handBack: (work, _, form) => handBack(work, text(form, 'assignment'), text(form, 'reason')),
  passOn: (work, _, form) => passOn(work, text(form, 'assignment'), text(form, 'post')),
  done: (work, _, form) => done(work, text(form, 'assignment'), text(form, 'report')),
}

/** One deed of the incoming document's page. @throws Refused, also for a deed that does not exist */
export async function perform(desk: Desk, id: string, form: FormData): Promise<void> {
  const deed = deeds[text(form, 'intent')]
  if (!deed) throw new Refused('bad-input', 'intent')
  await desk.work((work) => deed(work, id, form))
}
