import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { agenciesOn } from '../agencies/agency.sql.ts'
import type { GroupForm } from './group.forms.ts'
import { mayKeepGroups } from './group.policy.ts'
import { deleteGroup, groupsOf, insertGroup, updateGroup } from './group.sql.ts'

/**
 * Makes a list of recipients, or changes the one that `group` names. Returns its id.
 * @throws Refused not-allowed | not-found | bad-input members | already-there name
 */
export async function keepGroup(work: Work, { group, name, members }: GroupForm): Promise<string> {
  const { tx, actor, clock } = work
  if (!mayKeepGroups(actor.agency, actor)) throw new Refused('not-allowed', 'group')
  const groups = await groupsOf(tx, actor.agency)
  if (group && !groups.some((one) => one.id === group)) throw new Refused('not-found', 'group')
  const known = new Set((await agenciesOn(tx, clock.today)).map((agency) => agency.id))
  // Nobody sends to oneself: a draft would refuse such a list.
  if (!members.every((member) => known.has(member) && member !== actor.agency)) throw new Refused('bad-input', 'members')
  if (groups.some((one) => one.name === name && one.id !== group)) throw new Refused('already-there', 'name')
  const wanted = { name, members: [...new Set(members)] }
  if (group) await updateGroup(tx, group, wanted)
  const id = group ?? (await insertGroup(tx, { agency: actor.agency, ...wanted }))
  await note(work, group ? 'group.change' : 'group.make', id)
  return id
}

/** Takes a list of recipients away; documents keep the recipients that came from it. @throws Refused not-found | not-allowed */
export async function dropGroup(work: Work, group: string): Promise<void> {
  const { tx, actor } = work
  if (!mayKeepGroups(actor.agency, actor)) throw new Refused('not-allowed', 'group')
  if (!(await groupsOf(tx, actor.agency)).some((one) => one.id === group)) throw new Refused('not-found', 'group')
  await deleteGroup(tx, group)
  await note(work, 'group.drop', group)
}
