import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { tell } from '#platform/outbox/outbox.ts'
import { dayTyped } from '../days.ts'
import { mayAdminister } from '../people/person.policy.ts'
import type { AgencyForm, EndAgencyForm, OwnAgencyForm } from './agency.forms.ts'
import { mayShapeTree } from './agency.policy.ts'
import { agencyById, insertAgency, type NewAgency } from './agency.sql.ts'
import type { Agency } from './agency.ts'
import { levelStandsOn } from './levels.ts'
import { hasChildrenOrPeople, insertSuccession, isBelow, organIdTaken, setAgencyEnd, updateAgency } from './tree.sql.ts'

async function checked(work: Work, form: AgencyForm, self: string | null): Promise<NewAgency & { effectiveFrom: string }> {
  const { parent = null, sealedBy = null, code13 = null, ...rest } = form
  if (form.kind === 'UNDER_ANOTHER_SEAL' && !sealedBy) throw new Refused('bad-input', 'sealedBy')
  if (sealedBy && (sealedBy === self || !(await agencyById(work.tx, sealedBy)))) throw new Refused('bad-input', 'sealedBy')
  if (parent && !(await agencyById(work.tx, parent))) throw new Refused('bad-input', 'parent')
  if (parent && self && (await isBelow(work.tx, parent, self))) throw new Refused('bad-input', 'parent')
  if (await organIdTaken(work.tx, form.organId, self)) throw new Refused('already-there', 'organId')
  const effectiveFrom = dayTyped(form.effectiveFrom, { clock: work.clock, field: 'effectiveFrom', otherwise: work.clock.today })
  if (!levelStandsOn(form.level, effectiveFrom)) throw new Refused('bad-input', 'level')
  // A hamlet, and a body that uses another's seal, has none of its own.
  const hasSeal = form.hasSeal && form.kind !== 'UNDER_ANOTHER_SEAL' && form.level !== 'HAMLET'
  return { ...rest, parent, code13, sealedBy, hasSeal, effectiveFrom }
}

/** Adds an agency to the tree. Returns its id. @throws Refused not-allowed | bad-input | already-there organId */
export async function foundAgency(work: Work, form: AgencyForm): Promise<string> {
  if (!mayShapeTree(work.actor)) throw new Refused('not-allowed', 'agency')
  const id = await insertAgency(work.tx, await checked(work, form, null))
  await note(work, 'agency.found', id)
  await tell(work, 'organisation.agency-founded', { agency: id })
  return id
}

async function found(work: Work, id: string): Promise<Agency> {
  const agency = await agencyById(work.tx, id)
  if (!agency) throw new Refused('not-found', 'agency')
  return agency
}

/** Puts an agency's description right. @throws Refused not-found | not-allowed | bad-input | already-there organId */
export async function editAgency(work: Work, id: string, form: AgencyForm): Promise<void> {
  const before = await found(work, id)
  if (!mayShapeTree(work.actor)) throw new Refused('not-allowed', 'agency')
  const wanted = { ...form, effectiveFrom: form.effectiveFrom ?? before.effectiveFrom }
  await updateAgency(work.tx, id, await checked(work, wanted, id))
  await note(work, 'agency.edit', id)
}

/** Short name, symbol and place, by the agency's own administrator (the symbol is set by the agency's head, NĐ 30 art. 15). */
export async function tendAgency(work: Work, id: string, form: OwnAgencyForm): Promise<void> {
  const before = await found(work, id)
  if (!mayAdminister(id, work.actor)) throw new Refused('not-allowed', 'agency')
  await updateAgency(work.tx, id, { ...before, ...form })
  await note(work, 'agency.tend', id)
}

/**
 * Ends an agency on its last day; its successors (several when it is split) are remembered with the kind of change. Agencies below and people must have
 * gone elsewhere before. @throws Refused not-found | not-allowed | bad-input | in-use
 */
export async function endAgency(work: Work, id: string, form: EndAgencyForm): Promise<void> {
  const { clock, tx } = work
  const { effectiveTo, successor = [], succession = 'MERGE' } = form
  const agency = await found(work, id)
  if (!mayShapeTree(work.actor)) throw new Refused('not-allowed', 'agency')
  const last = dayTyped(effectiveTo, { clock, field: 'effectiveTo', otherwise: clock.today })
  if (last < agency.effectiveFrom) throw new Refused('bad-input', 'effectiveTo')
  if (successor.includes(id)) throw new Refused('bad-input', 'successor')
  if (await hasChildrenOrPeople(tx, id, last)) throw new Refused('in-use', 'agency')
  await setAgencyEnd(tx, id, last)
  for (const heir of successor) {
    await found(work, heir)
    await insertSuccession(tx, { predecessor: id, successor: heir, kind: succession, after: last })
  }
  await note(work, 'agency.end', id, { last, successors: successor })
}
