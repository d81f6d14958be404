import type { Actor } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { addDays } from '#kernel/vietnamese.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { agenciesOn } from '../agencies/agency.sql.ts'
import { dayTyped } from '../days.ts'
import type { InspectionForm } from './inspection.forms.ts'
import { mayOpenInspection, maySee } from './inspection.policy.ts'
import {
  type InspectionLine,
  insertInspection,
  insertReading,
  inspectionsOf,
  inspectorPosts,
  type Opened,
  readingsIn,
  runningOver,
  setInspectionEnd,
} from './inspection.sql.ts'
import { longestInspection } from './inspection.ts'

/** The days as typed. @throws Refused bad-input (the field) */
function daysOf({ clock }: Pick<Work, 'clock'>, form: InspectionForm) {
  const of = (field: 'decidedOn' | 'firstDay' | 'lastDay') => dayTyped(form[field], { clock, field, otherwise: clock.today })
  const [decidedOn, firstDay, lastDay] = [of('decidedOn'), of('firstDay'), of('lastDay')]
  if (decidedOn > clock.today) throw new Refused('bad-input', 'decidedOn')
  if (firstDay < clock.today) throw new Refused('bad-input', 'firstDay')
  if (lastDay < firstDay || lastDay > addDays(firstDay, longestInspection)) throw new Refused('bad-input', 'lastDay')
  return { decidedOn, firstDay, lastDay }
}

/**
 * Opens an inspection: from the first day to the end of the last the inspector reads the named agencies' documents, and changes
 * nothing. Each of them sees who reads by which decision, and what was read. Nobody opens one for himself. @returns its id
 * @throws Refused not-allowed | bad-input (post, agencies, decidedOn, firstDay, lastDay)
 */
export async function openInspection(work: Work, form: InspectionForm): Promise<string> {
  const { tx, actor, clock } = work
  if (!mayOpenInspection(actor)) throw new Refused('not-allowed', 'inspection')
  const days = daysOf(work, form)
  const inspector = (await inspectorPosts(tx)).find(({ post }) => post === form.post)
  if (!inspector || inspector.person === actor.person) throw new Refused('bad-input', 'post')
  const known = new Set((await agenciesOn(tx, clock.today)).map(({ id }) => id))
  const agencies = [...new Set(form.agencies)].filter((id) => id !== inspector.agency)
  if (agencies.length === 0 || !agencies.every((id) => known.has(id))) throw new Refused('bad-input', 'agencies')
  const { decision, about } = form
  const id = await insertInspection(work, { post: form.post, inspecting: inspector.agency, agencies, decision, about, ...days })
  await note(work, 'inspection.open', id, { post: form.post, agencies, ...days })
  return id
}

/** Ends an inspection before its time: the inspector's next request reaches the agencies no more. @throws Refused not-found | not-allowed */
export async function endInspection(work: Work, id: string): Promise<void> {
  const one = await seen(work, id)
  if (!mayOpenInspection(work.actor) || one.opening !== work.actor.agency) throw new Refused('not-allowed', 'inspection')
  if (one.state === 'ENDED') throw new Refused('not-found', 'inspection')
  await setInspectionEnd(work, id)
  await note(work, 'inspection.end', id)
}

const visible = (actor: Actor) => (one: InspectionLine) => maySee(one, actor)

/** The inspections that the actor may know of. */
export const inspections = async ({ tx, actor }: Work): Promise<InspectionLine[]> =>
  (await inspectionsOf(tx)).filter(visible(actor))

async function seen(work: Work, id: string): Promise<InspectionLine> {
  const one = (await inspections(work)).find((line) => line.id === id)
  if (!one) throw new Refused('not-found', 'inspection')
  return one
}

/** One inspection with what was opened in it; an inspected agency sees what was opened of its own. @throws Refused not-found */
export async function inspectionWith(work: Work, id: string) {
  const inspection = await seen(work, id)
  return { inspection, readings: await readingsIn(work.tx, id) }
}

/**
 * Writes down that a document of another agency was opened, where that agency sees it. Own documents leave no trace here.
 * @throws Refused not-found when no inspection reaches that agency today
 */
export async function openedInInspection(work: Work, opened: Opened): Promise<void> {
  if (opened.agency === work.actor.agency) return
  const inspection = await runningOver(work, opened.agency)
  if (!inspection) throw new Refused('not-found', opened.about)
  await insertReading(work.tx, inspection, opened)
}
