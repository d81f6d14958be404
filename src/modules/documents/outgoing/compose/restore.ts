import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { refuseSecretText } from '../../secrecy.ts'
import { isDrafterOf } from '../outgoing.policy.ts'
import { lock, update } from '../outgoing.sql.ts'
import type { Outgoing } from '../outgoing.ts'
import { keepVersion, versionText } from './version.sql.ts'

/** Who may take a kept version back: the drafter, while the draft is typed and his. */
export const mayRestore = (doc: Outgoing, actor: Work['actor']): boolean =>
  (doc.state === 'DRAFT' || doc.state === 'RETURNED') && doc.source === 'EDITOR' && isDrafterOf(doc, actor)

/**
 * Takes subject and text of a kept version back, as a version of its own: nothing that was kept is lost, and taking it back can be
 * taken back. `seen` is the version that the writer had before him.
 * @throws Refused not-found | wrong-state | not-allowed | changed-meanwhile | secret-material
 */
export async function restore(work: Work, id: string, about: { version: number; seen: number }): Promise<number> {
  const { tx, actor } = work
  const doc = await lock(work, id)
  if (!isDrafterOf(doc, actor)) throw new Refused('not-allowed', 'restore')
  if (!mayRestore(doc, actor)) throw new Refused('wrong-state', 'restore')
  if (about.seen !== doc.version) throw new Refused('changed-meanwhile', String(doc.version))
  const { subject, content } = await versionText(tx, id, about.version)
  refuseSecretText({ subject, content })
  const version = doc.version + 1
  await update(tx, id, { subject, content: JSON.stringify(content), version })
  await keepVersion(tx, { ...doc, version, subject, content }, actor.post)
  await note(work, 'outgoing.restore', id, { version, from: about.version })
  return version
}
