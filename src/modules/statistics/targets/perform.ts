import { Refused } from '#kernel/refused.ts'
import { parseDate } from '#kernel/vietnamese.ts'
import type { Work } from '#platform/db/desk.ts'
import { checkForm } from '#platform/http/form.ts'
import { type Adopting, adoptRoadmap } from './adopt.ts'
import { endRoadmap } from './end.ts'
import { AdoptForm, EndForm, type OwnRow, ownRowsTyped } from './roadmap.forms.ts'
import { mayAdopt } from './roadmap.policy.ts'
import { openRoadmaps } from './roadmap.view.ts'

/** What a province writes itself stands under an identifier of its own; its title is what people read. */
const ownRoadmap = (title: string, rows: readonly OwnRow[], { from, until }: Pick<Adopting, 'from' | 'until'>) => ({
  ...{ roadmap: `R-${crypto.randomUUID()}`, title, from, until },
  rows: rows.map(({ basedOn, value, deadline }) => ({ based_on: basedOn, value, deadline })),
})

/** What binds as both doors say it: a roadmap that exists, or own rows under a title. @throws Refused as `adoptRoadmap` */
export async function adopt(
  work: Work,
  body: { roadmap?: string | undefined; title?: string | undefined; rows?: readonly OwnRow[] | undefined } & Omit<
    Adopting,
    'roadmap'
  >,
): Promise<void> {
  const { roadmap, title, rows, ...more } = body
  if (roadmap !== undefined) return adoptRoadmap(work, { ...more, roadmap })
  if (title === undefined || rows === undefined) throw new Refused('bad-input', 'roadmap')
  return adoptRoadmap(work, { ...more, roadmap: ownRoadmap(title, rows, more) })
}

type Errors = Record<string, string>
const dayWords = 'Ghi ngày dạng 31/12/2026.'

function daysTyped(values: { from?: string | undefined; until?: string | undefined }, today: string) {
  const errors: Errors = {}
  const day = (field: 'from' | 'until'): string | null => {
    const typed = values[field]
    const read = typed === undefined ? null : parseDate(typed, today)
    if (typed !== undefined && read === null) errors[field] = dayWords
    return read
  }
  return { days: { from: day('from'), until: day('until') }, errors }
}

async function end(work: Work, form: FormData): Promise<Errors> {
  const read = checkForm(form, EndForm)
  if (read.errors) return Object.fromEntries(read.errors.map(({ field, message }) => [field, message]))
  const until = parseDate(read.values.until, work.clock.today)
  if (until === null) return { until: dayWords }
  await endRoadmap(work, { roadmap: read.values.roadmap, until })
  return {}
}

/** The rows of the own form, or that there are none. */
async function rowsOf(work: Work, form: FormData): Promise<{ rows: OwnRow[]; errors: Errors }> {
  const { patterns } = await openRoadmaps(work)
  const ids = patterns.map(({ id }) => id)
  const { rows, errors } = ownRowsTyped(form, ids, work.clock.today)
  return rows.length === 0 ? { rows, errors: { rows: 'Ghi mức của ít nhất một chỉ tiêu.' } } : { rows, errors }
}

/** Does what a form of the page asks; sentences by field when it cannot be read. @throws Refused as the actions */
export async function performRoadmap(work: Work, form: FormData, intent: string): Promise<Errors> {
  if (!mayAdopt(work.actor)) throw new Refused('not-allowed', 'adopt-roadmap')
  if (intent === 'end') return end(work, form)
  const read = checkForm(form, AdoptForm)
  const errors: Errors = Object.fromEntries((read.errors ?? []).map(({ field, message }) => [field, message]))
  const { days, errors: wrongDays } = daysTyped(read.values ?? {}, work.clock.today)
  const own = intent === 'own' ? await rowsOf(work, form) : null
  const missing = own ? 'title' : 'roadmap'
  if (String(form.get(missing) ?? '').trim() === '') errors[missing] = own ? 'Ghi tên lộ trình.' : 'Chọn văn bản.'
  Object.assign(errors, wrongDays, own?.errors)
  if (!read.values || Object.keys(errors).length > 0) return errors
  const { legalBasis, title, roadmap } = read.values
  await adopt(work, { ...days, legalBasis, ...(own ? { title, rows: own.rows } : { roadmap }) })
  return {}
}
