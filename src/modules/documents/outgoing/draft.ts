import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { refuseSecretText } from '../secrecy.ts'
import type { DraftForm } from './outgoing.forms.ts'
import { isDrafterOf } from './outgoing.policy.ts'
import { addVersion, insert, lock, update } from './outgoing.sql.ts'
import type { Outgoing } from './outgoing.ts'
import { setRecipients } from './recipient.sql.ts'

const columnsOf = (form: DraftForm) => ({
  kind: form.kind,
  subject: form.subject,
  urgency: form.urgency,
  due_on: form.dueOn,
  content: JSON.stringify(form.content),
  addressees: form.addressees,
  places: form.places,
  signer: form.signer,
  signer_competence: form.signerCompetence,
  internal: form.internal,
  numbered: form.numbered,
})

/** Begins a draft; anybody with a post in the agency may. Returns its id. @throws Refused secret-material */
export async function create(work: Work, form: DraftForm): Promise<string> {
  const { tx, actor } = work
  refuseSecretText(form)
  const id = await insert(tx, {
    ...columnsOf(form),
    agency: actor.agency,
    division: actor.division,
    drafter: actor.post,
    response_for: form.responseFor,
    replaces: form.replaces,
  })
  await setRecipients(tx, { id, agency: actor.agency }, form.recipients)
  await addVersion(tx, { id, agency: actor.agency, version: 1, subject: form.subject, content: form.content }, actor.post)
  await note(work, 'outgoing.create', id)
  return id
}

/**
 * Saves a draft over the version that its writer saw. When somebody saved in between, nothing is overwritten:
 * the refusal carries the version now stored, and the page shows both texts.
 * @throws Refused changed-meanwhile | wrong-state | not-allowed | secret-material
 */
export async function save(work: Work, id: string, form: DraftForm): Promise<Outgoing> {
  const { tx, actor } = work
  refuseSecretText(form)
  const doc = await lock(work, id)
  if (doc.state !== 'DRAFT' && doc.state !== 'RETURNED') throw new Refused('wrong-state', 'save')
  if (!isDrafterOf(doc, actor)) throw new Refused('not-allowed', 'save')
  if (form.version !== doc.version) throw new Refused('changed-meanwhile', String(doc.version))
  const version = doc.version + 1
  await update(tx, id, { ...columnsOf(form), version })
  await setRecipients(tx, doc, form.recipients)
  await addVersion(tx, { ...doc, version, subject: form.subject, content: form.content }, actor.post)
  await note(work, 'outgoing.save', id, { version })
  return { ...doc, version }
}
