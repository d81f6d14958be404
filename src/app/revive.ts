import { has } from '#kernel/actor.ts'
import { Refused } from '#kernel/refused.ts'
import { note } from '#platform/audit/audit.ts'
import type { Work } from '#platform/db/desk.ts'
import { reviveEvent } from '#platform/outbox/dead.ts'

/** Thử lại: a dead event is tried again, by the administrator of the province. @throws Refused not-allowed | not-found */
export async function revive(work: Work, id: number): Promise<void> {
  if (!has(work.actor, 'systemAdmin')) throw new Refused('not-allowed', 'outbox')
  if (!(await reviveEvent(work, id))) throw new Refused('not-found', 'event')
  await note(work, 'outbox.revive', String(id))
}
