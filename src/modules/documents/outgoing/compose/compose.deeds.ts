import { contentFrom, textOf } from '#kernel/content.ts'
import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { fixedContent, fixedPlaces, fixedSubject, fixes } from '../../drafting/layout-checks.ts'
import { templates } from '../../templates/template.ts'
import type { ComposeChoices } from './choices.ts'
import { cited } from './compose.load.ts'
import { rowFor } from './compose.rows.ts'
import { type Composed, composedContent } from './compose.ts'

/** The recipients chosen in the pickers added to the rows: one, or all members of a group that are not there yet. */
export function withPicked(composed: Composed, choices: ComposeChoices, names: ReadonlyMap<string, string>): Composed {
  const { picked, pickedName } = composed.fields
  const members = choices.groups.find((one) => one.value === picked)?.members ?? (picked === '' ? [] : [picked])
  const there = new Set(composed.rows.map((row) => row.to))
  const added = members
    .filter((key) => names.has(key) && !there.has(key))
    .map((key) => rowFor(key, names.get(key) ?? '', choices.unreachable))
  const typed = pickedName.trim() === '' ? [] : [rowFor('', pickedName.trim(), choices.unreachable)]
  return { ...composed, fields: { ...composed.fields, picked: '', pickedName: '' }, rows: [...composed.rows, ...added, ...typed] }
}

/** The rows of a posted form without the empty ones; names from the directory, a body without channel on paper. */
export function compacted(composed: Composed, names: ReadonlyMap<string, string>): Composed {
  const rows = composed.rows
    .filter((row) => row.to !== '' || row.name !== '')
    .map((row) => ({ ...row, name: names.get(row.to) ?? row.name }))
  return { ...composed, rows, steps: composed.steps.filter((step) => step.post !== '') }
}

const without = <Row>(rows: Row[], at: number) => rows.filter((_, place) => place !== at)
const retyped = (composed: Composed, fields: Partial<Composed['fields']>): Composed => ({
  ...composed,
  fields: { ...composed.fields, ...fields },
})

function fixed(composed: Composed, what: string, unit: string): Composed {
  const { fields } = composed
  if (what === 'places') return retyped(composed, { places: fixedPlaces(fields.places.split('\n'), unit).join('\n') })
  if (what === 'subject') return retyped(composed, { subject: fixedSubject(fields.subject) })
  const content = composedContent(fields)
  const fix = fixes.find((one) => one === what)
  return content && fix ? retyped(composed, { content: '', text: textOf(fixedContent(content, fix)) }) : composed
}

/** The template of the chosen kind, in the place of another template or of nothing: what somebody wrote is never replaced. */
async function withTemplate(composed: Composed, choices: ComposeChoices): Promise<Composed> {
  const family = choices.kinds.find((one) => one.value === composed.fields.kind)?.family ?? 'named'
  const all = await templates({ agency: choices.agency.name, answered: '' })
  const content = composedContent(composed.fields)
  const known = ['', ...Object.values(all).map((one) => textOf(contentFrom(one.text)))]
  if (!content || !known.includes(textOf(content))) throw new Refused('bad-input', 'template')
  return retyped(composed, { content: '', text: textOf(contentFrom(all[family]?.text ?? '')) })
}

/**
 * What a press changes in the form without saving: a recipient or reviewer more or less, a template, a repair, a citation.
 * Null: the press is none of these. @throws Refused not-found (cited) | bad-input (template)
 */
export async function reshape(
  work: Work,
  composed: Composed,
  { intent, choices, names }: { intent: string; choices: ComposeChoices; names: ReadonlyMap<string, string> },
): Promise<Composed | null> {
  const [deed = '', what = ''] = intent.split(':')
  switch (deed) {
    case 'add':
      return withPicked(composed, choices, names)
    case 'remove':
      return { ...composed, rows: without(composed.rows, Number(what)) }
    case 'add-step':
      return { ...composed, steps: [...composed.steps, { post: '', task: 'REVIEW', beside: '' }] }
    case 'remove-step':
      return { ...composed, steps: without(composed.steps, Number(what)) }
    case 'relate': {
      const found = await cited(work, composed.fields.cited)
      return retyped({ ...composed, related: [...composed.related, ...found] }, { cited: '' })
    }
    case 'unrelate':
      return { ...composed, related: without(composed.related, Number(what)) }
    case 'template':
      return withTemplate(composed, choices)
    case 'fix':
      return fixed(composed, what, choices.unit)
    default:
      return null
  }
}
