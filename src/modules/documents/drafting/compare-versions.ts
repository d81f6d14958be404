import { textOf } from '#kernel/content.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { mayRestore } from '../outgoing/compose/restore.ts'
import { seenBy, type Version, versionsOf, versionText } from '../outgoing/compose/version.sql.ts'
import { readWhole } from '../outgoing/outgoing.sql.ts'
import { compared } from './compare.ts'

/** Which two are asked for, by what people call them ("Bản 3"); null: what the reader saw last and the newest, else the last two. */
type Asked = { from: number | null; to: number | null }

const linesOf = async (work: Work, id: string, version: number) => {
  const { subject, content } = await versionText(work.tx, id, version)
  return [subject, ...textOf(content).split('\n')]
}

function pair(versions: readonly Version[], seen: readonly number[], asked: Asked): [from: Version, to: Version] | null {
  const by = (ordinal: number | null) => versions.find((one) => one.ordinal === ordinal)
  const to = by(asked.to) ?? versions.at(-1)
  const before = versions.filter((one) => to !== undefined && one.version < to.version)
  const lastSeen = before.findLast((one) => seen.includes(one.version))
  const from = by(asked.from) ?? lastSeen ?? before.at(-1)
  return from && to ? [from, to] : null
}

/** Two kept versions of a draft beside each other, and the list of all; whoever reads the document reads them. @throws Refused not-found */
export async function compareVersions(work: Work, id: string, asked: Asked) {
  const doc = await readWhole(work, id)
  const versions = await versionsOf(work.tx, id)
  const two = pair(versions, await seenBy(work.tx, id, work.actor.post), asked)
  await note(work, 'outgoing.compare', id)
  const changes = two ? compared(await linesOf(work, id, two[0].version), await linesOf(work, id, two[1].version)) : []
  const [from, to] = two ?? []
  return {
    ...{ id, subject: doc.subject, versions, changes, mayRestore: mayRestore(doc, work.actor), version: doc.version },
    ...{ from: from?.ordinal ?? null, to: to?.ordinal ?? null },
  }
}

/** Subject and text of one kept version, named as people call it. @throws Refused not-found */
export async function readVersion(work: Work, id: string, ordinal: number) {
  await readWhole(work, id)
  const version = (await versionsOf(work.tx, id)).find((one) => one.ordinal === ordinal)
  const kept = await versionText(work.tx, id, version?.version ?? -1)
  await note(work, 'outgoing.read-version', id, { version: version?.version })
  return { version, ...kept, text: textOf(kept.content) }
}
