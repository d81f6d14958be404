import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { checkForm } from '#platform/http/form.ts'
import { FinishForm, PaperForm, SettleForm, ToldForm } from '../../deliveries/delivery.forms.ts'
import { finishInside } from '../../deliveries/finish-inside.ts'
import { sendPaper } from '../../deliveries/send-paper.ts'
import { settleFault } from '../../deliveries/settle-fault.ts'
import { tellByHand } from '../../deliveries/tell-by-hand.ts'
import { askRecall } from '../../recalls/ask.ts'
import { enterRecall } from '../../recalls/enter.ts'
import { AskRecallForm, EnterRecallForm } from '../../recalls/recall.forms.ts'
import { number } from '../issue/number.ts'
import { nobody } from '../recipients/redirect.deeds.tsx'
import { RedirectForm } from '../recipients/redirect.forms.ts'
import { redirect } from '../recipients/redirect.ts'
import { voidOutgoing } from './void.ts'

type Shape = Parameters<typeof checkForm>[1]
const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/** What was posted as its shape says. @throws Refused bad-input about the first field that is wrong */
function asked<S extends Shape>(form: FormData, shape: S) {
  const read = checkForm(form, shape)
  if (read.errors) throw new Refused('bad-input', read.errors[0]?.field ?? 'form')
  return read.values
}

const whole = (words: string, about: string): number => {
  const value = Number(words)
  if (!Number.isInteger(value) || value < 1) throw new Refused('bad-input', about)
  return value
}

function entered(form: FormData, today: string): FormData {
  const typed = new FormData()
  for (const name of ['delivery', 'answer', 'by']) typed.set(name, text(form, name))
  typed.set('on', parseDate(text(form, 'on'), today) ?? '')
  return typed
}

function toldFrom(form: FormData, today: string): FormData {
  const typed = new FormData()
  for (const name of ['delivery', 'how']) typed.set(name, text(form, name))
  typed.set('on', parseDate(text(form, 'on'), today) ?? '')
  return typed
}

/** "2026:415", the key of a held number in the form. */
function heldFrom(form: FormData): { year: number; number: number } {
  const [year = '', held = ''] = text(form, 'held').split(':')
  return { year: whole(year, 'held'), number: whole(held, 'held') }
}

const insertedFrom = (form: FormData, work: Work) => ({
  year: work.clock.year,
  after: whole(text(form, 'after'), 'after'),
  reason: text(form, 'insertReason').normalize('NFC'),
})

function redirectedFrom(form: FormData): RedirectForm {
  const to = text(form, 'to')
  const read = RedirectForm.safeParse({
    recipient: text(form, 'recipient'),
    to: to === nobody ? null : to,
    reason: text(form, 'reason').normalize('NFC'),
  })
  if (!read.success) throw new Refused('bad-input', String(read.error.issues[0]?.path[0] ?? 'form'))
  return read.data
}

type Deed = (work: Work, id: string, form: FormData) => Promise<unknown>

/** The deeds of the document's page from numbering on, by the value of its button. */
export const afterDeeds: Readonly<Record<string, Deed>> = {
  number: (work, id) => number(work, id),
  numberHeld: (work, id, form) => number(work, id, { way: 'HELD', ...heldFrom(form) }),
  numberInserted: (work, id, form) => number(work, id, { way: 'INSERTED', ...insertedFrom(form, work) }),
  redirect: (work, id, form) => redirect(work, id, redirectedFrom(form)),
  void: (work, id, form) => voidOutgoing(work, id, { code: text(form, 'code'), remark: text(form, 'remark').normalize('NFC') }),
  askRecall: (work, id, form) => askRecall(work, id, asked(form, AskRecallForm)),
  enterRecall: (work, id, form) => enterRecall(work, id, asked(entered(form, work.clock.today), EnterRecallForm)),
  sendPaper: (work, id, form) => sendPaper(work, id, asked(form, PaperForm)),
  settleFault: (work, id, form) => settleFault(work, id, asked(form, SettleForm)),
  tellByHand: (work, id, form) => tellByHand(work, id, asked(toldFrom(form, work.clock.today), ToldForm)),
  finishInside: (work, id, form) => finishInside(work, id, asked(form, FinishForm).outcome),
}
