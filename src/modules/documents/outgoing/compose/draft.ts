import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { read as readIncoming } from '../../incoming/incoming.sql.ts'
import { kindByCode } from '../../kinds/kind.sql.ts'
import { paperBases } from '../../reasons/reasons.ts'
import { refuseSecretGrade, refuseSecretText, refuseSecretWords } from '../../secrecy.ts'
import type { DraftForm } from '../outgoing.forms.ts'
import { isDrafterOf } from '../outgoing.policy.ts'
import { byDraftKey, insert, lock, read, update } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import { basisFault } from '../recipients/recipient.rules.ts'
import { belongTogether, setRecipients } from '../recipients/recipient.sql.ts'
import { setRelated } from './related.sql.ts'
import { keepVersion, lastKept } from './version.sql.ts'

/** Seconds after which a save by itself keeps a version, so that an afternoon of writing is not one version and not a thousand. */
const keptEvery = 600

const columnsOf = (form: DraftForm) => ({
  kind: form.kind,
  subject: form.subject,
  urgency: form.urgency,
  circulation: form.circulation,
  due_on: form.dueOn,
  content: JSON.stringify(form.content),
  addressees: form.addressees,
  places: form.places,
  signer: form.signer,
  signer_competence: form.signerCompetence,
  internal: form.internal,
  numbered: form.numbered,
  response_for: form.responseFor,
  replaces: form.replaces,
})

function refuseSecrets(form: DraftForm): void {
  refuseSecretGrade(form.securityClassification)
  refuseSecretText(form)
  const named = form.recipients.flatMap((one) => [one.recipientName, one.paperBasis ?? ''])
  const cited = form.related.map((one) => one.title)
  for (const line of [...form.addressees, ...form.places, ...named, ...cited]) refuseSecretWords(line, 'text')
}

/** Kind, people, units and documents that the form names must be there, and the actor may read what he answers or replaces. */
async function refuseUnknown(work: Work, form: DraftForm, { doc, copy }: { doc?: Outgoing; copy?: boolean } = {}): Promise<void> {
  const { tx, actor } = work
  const kind = await kindByCode(tx, form.kind)
  if (copy ? kind.template !== 'copy' : !kind.outgoing) throw new Refused('bad-input', 'kind')
  if (!(await belongTogether(tx, actor.agency, form))) throw new Refused('bad-input', 'recipients')
  const bases = await paperBases(work.clock.today)
  if (form.recipients.some((one) => basisFault(one, bases))) throw new Refused('bad-input', 'paperBasis')
  if (form.responseFor && form.responseFor !== doc?.responseFor) await readIncoming(work, form.responseFor)
  if (form.replaces && form.replaces !== doc?.replaces) await read(work, form.replaces)
}

/**
 * Begins a draft; anybody with a post in the agency may. A form sent twice (`draftKey`) gives the draft that is there already.
 * @param as - `copy`: of another document, whose kind is one of the copies'
 * @returns its id and version @throws Refused secret-material | changed-meanwhile | bad-input (kind, recipients, paperBasis) | not-found
 */
export async function begin(work: Work, form: DraftForm, as: { copy?: boolean } = {}): Promise<Pick<Outgoing, 'id' | 'version'>> {
  const { tx, actor } = work
  refuseSecrets(form)
  const known = form.draftKey ? await byDraftKey(work, form.draftKey) : null
  // The answer to the first sending was lost: it saw version 1 and nothing else.
  if (known) return save(work, known, { ...form, version: 1 })
  await refuseUnknown(work, form, as)
  const id = await insert(tx, {
    ...columnsOf(form),
    agency: actor.agency,
    division: actor.division,
    drafter: actor.post,
    draft_key: form.draftKey,
  })
  const doc = { id, agency: actor.agency, version: 1 }
  await setRecipients(tx, doc, form.recipients)
  await setRelated(work, doc, form.related)
  await keepVersion(tx, { ...doc, subject: form.subject, content: form.content }, actor.post)
  await note(work, 'outgoing.create', id)
  return doc
}

/** Begins a draft. Returns its id. @throws Refused secret-material */
export const create = async (work: Work, form: DraftForm): Promise<string> => (await begin(work, form)).id

/**
 * Saves a draft over the version that its writer saw. When somebody saved in between, nothing is overwritten:
 * the refusal carries the version now stored, and the page shows both texts.
 * @param how - 'typed' by a press: keeps a version for the list; 'by-itself': only when the last kept one is old or another's
 * @throws Refused changed-meanwhile | wrong-state | not-allowed | secret-material | bad-input (kind, recipients) | not-found
 */
export async function save(work: Work, id: string, form: DraftForm, how: 'typed' | 'by-itself' = 'typed'): Promise<Outgoing> {
  const { tx, actor } = work
  refuseSecrets(form)
  const doc = await lock(work, id)
  if (doc.state !== 'DRAFT' && doc.state !== 'RETURNED') throw new Refused('wrong-state', 'save')
  if (!isDrafterOf(doc, actor)) throw new Refused('not-allowed', 'save')
  if (form.version !== doc.version) throw new Refused('changed-meanwhile', String(doc.version))
  await refuseUnknown(work, form, { doc })
  const version = doc.version + 1
  await update(tx, id, { ...columnsOf(form), version })
  await setRecipients(tx, doc, form.recipients)
  await setRelated(work, doc, form.related)
  const last = how === 'by-itself' ? await lastKept(tx, id) : undefined
  if (!last || last.savedBy !== actor.post || last.age > keptEvery)
    await keepVersion(tx, { ...doc, version, subject: form.subject, content: form.content }, actor.post)
  await note(work, 'outgoing.save', id, { version })
  return { ...doc, version, subject: form.subject, content: form.content }
}
