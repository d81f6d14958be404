import { textOf } from '#kernel/content.ts'
import type { Desk, Work } from '#platform/db/desk.ts'
import { watched } from '../../watch.ts'
import { submit } from '../circuit/submit.ts'
import { read } from '../outgoing.sql.ts'
import { type ComposeChoices, composeChoices, namesIn } from './choices.ts'
import { checkDraft, type Known, type Sentences } from './compose.check.ts'
import { type Composed, proposedPlaces } from './compose.ts'
import { begin, save } from './draft.ts'

/** A press of the compose screen: saved by itself, saved, or saved and sent into the circuit. */
export type Press = 'by-itself' | 'typed' | 'submit'

/** What a saving did; `at` is the time of day in Vietnam, HH:mm:ss. */
export type Sent = { id: string; version: number; at: string }
export type Answer = { sent: Sent; errors: null } | { sent: null; errors: Sentences }

export const knownFrom = (choices: ComposeChoices): Known => ({ ...choices, names: namesIn(choices) })

const clockTime = (instant: Date): string => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(11, 19)

async function sendIn(work: Work, composed: Composed, press: Press): Promise<Answer> {
  const choices = await composeChoices(work)
  const checked = checkDraft(composed, knownFrom(choices))
  if (!checked.draft) return { sent: null, errors: checked.errors }
  const { draft, circuit } = checked
  const letter = choices.kinds.find((one) => one.value === draft.kind)?.family === 'letter'
  if (draft.places.length === 0) draft.places = proposedPlaces(draft, letter, choices.unit)
  const how = press === 'by-itself' ? 'by-itself' : 'typed'
  const { id, version } = composed.fields.id ? await save(work, composed.fields.id, draft, how) : await begin(work, draft)
  if (press === 'submit') await submit(work, id, circuit)
  return { sent: { id, version, at: clockTime(work.clock.now) }, errors: null }
}

/**
 * Saves what the compose screen holds, and on `submit` sends it into the circuit in the same transaction.
 * @returns id, version and time, or a sentence by field @throws Refused as begin, save and submit do
 */
export const send = (desk: Desk, composed: Composed, press: Press): Promise<Answer> =>
  watched(desk, { door: `outgoing.${press}`, about: composed.fields.id }, (work) => sendIn(work, composed, press))

/** What another person saved meanwhile: shown beside one's own, nothing is overwritten. */
export type Stored = { version: number; subject: string; text: string }

export const storedText = (desk: Desk, id: string): Promise<Stored> =>
  desk.work(async (work) => {
    const doc = await read(work, id)
    return { version: doc.version, subject: doc.subject, text: textOf(doc.content) }
  })
