import { Refused } from '#kernel/refused.ts'
import type { Work } from '#platform/db/desk.ts'
import { read } from '../outgoing.sql.ts'
import type { ComposeChoices } from './choices.ts'
import { draftFields, newFields } from './compose.load.ts'
import type { Composed } from './compose.ts'

/** A new draft that shall take the place of an issued document: its words, signer and recipients, under a key of its own. */
export async function replacementFields(work: Work, choices: ComposeChoices, old: string): Promise<Composed> {
  const doc = await read(work, old)
  if (doc.agency !== work.actor.agency || !['ISSUED', 'RECALLED'].includes(doc.state)) throw new Refused('wrong-state', 'replace')
  const fresh = await newFields(work, choices, { kind: doc.kind, answers: null })
  const filled = await draftFields(work, choices, doc)
  const { id, draftKey, version, responseFor } = fresh.fields
  return { ...filled, fields: { ...filled.fields, id, draftKey, version, responseFor, replaces: doc.id } }
}
