import { finishInside } from '#documents'
import { sideBySide } from './crowd.ts'
import type { Body } from './organisation.ts'
import type { Stage } from './stage.ts'

/** Everybody in the house opens and finishes an internal paper on the next working days; the newest ones still wait. */
export async function readInHouse(stage: Stage, body: Body, id: string, at: Date): Promise<void> {
  const members = [...stage.seated.actors].filter(
    ([key, { agency, division }]) => agency === body.id && (division !== null || body.leaders.includes(key)),
  )
  const readings = members.map(([key]) => ({
    key,
    when: stage.days.later(at, stage.chance.whole(1, 3), stage.chance.whole(8 * 60, 11 * 60)),
  }))
  await sideBySide(readings, 4, async ({ key, when }) => {
    if (when < stage.now) await stage.desk(key, when).work((work) => finishInside(work, id, ''))
  })
}
