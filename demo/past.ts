import { addDays, dayOf } from '#kernel/vietnamese.ts'
import type { Pool, Vault } from '#platform/db/desk.ts'
import { chanceOf, sideBySide } from './crowd.ts'
import { handled, settled } from './handling.ts'
import { readInHouse } from './inside.ts'
import { issued, type Question } from './issuing.ts'
import type { Body, Seated } from './organisation.ts'
import { type Plan, planned } from './plan.ts'
import { takeUpSources } from './sources.ts'
import { openStage, type Stage } from './stage.ts'
import { waitToday } from './today.ts'

type Parts = { pool: Pool; vault: Vault; tell: (sentence: string) => void; seated: Seated; scale: number }

/** Agencies at work at the same time: two cores, and a database that waits for its disk. */
const atOnce = 6

const span = 365

/** Weeks one after the other, so that what one writes the other can answer. */
function weeksOf(plans: readonly Plan[], first: string): Plan[][] {
  const weeks = Map.groupBy(plans, ({ at }) =>
    Math.floor((at.getTime() - Date.parse(`${first}T00:00:00+07:00`)) / (7 * 86_400_000)),
  )
  return [...weeks].sort(([a], [b]) => a - b).map(([, week]) => week)
}

async function liveWeek(all: Stage, week: readonly Plan[], questions: Map<string, Question[]>): Promise<void> {
  const { seated, now } = all
  const first = week[0]?.at.toISOString() ?? ''
  // Agencies work side by side: each throws its own dice, so that every seeding of a day makes the same province.
  const stageOf = ({ described: { code } }: Body, work: string): Stage => ({
    ...all,
    chance: chanceOf(`${code} ${work} ${first}`),
  })
  const start = now.getTime() - span * 86_400_000
  const byBody = [...Map.groupBy(week, ({ body }) => body)]
  await sideBySide(byBody, atOnce, async ([body, plans]) => {
    const stage = stageOf(body, 'writes')
    for (const plan of plans) {
      const waiting = questions.get(body.id) ?? []
      const question = plan.inside || plan.pattern.kind !== 'OFFICIAL_LETTER' ? undefined : waiting.shift()
      const id = await issued(stage, plan, question, (plan.at.getTime() - start) / (span * 86_400_000))
      if (plan.inside) await readInHouse(stage, body, id, plan.at)
    }
  })
  const receiving = [...seated.bodies.values()].filter(({ clerk, head, described }) => clerk && head && !described.sealed_by)
  await sideBySide(receiving, atOnce, async (body) => {
    const stage = stageOf(body, 'handles')
    const open = await settled(stage, questions.get(body.id) ?? [], week.at(-1)?.at ?? now)
    questions.set(body.id, [...open, ...(await handled(stage, body))])
  })
}

/** Twelve months of the province's life up to now, by its own people's acts. */
export async function live({ scale, ...parts }: Parts): Promise<void> {
  const stage = openStage(parts)
  const today = dayOf(stage.now)
  const first = addDays(today, -span)
  const days = stage.days.between(first, addDays(today, -1))
  // The first days belong to the five texts, the last ones to what waits today: dates along a book never fall.
  await takeUpSources(stage, days)
  stage.tell('Đã tiếp nhận năm văn bản nguồn; tỉnh đã ban hành lộ trình.')
  const plans = planned(stage, days.slice(5, -3), scale)
  const questions = new Map<string, Question[]>()
  let made = 0
  for (const week of weeksOf(plans, first)) {
    await liveWeek(stage, week, questions)
    made += week.length
    stage.tell(`Đã dựng ${made}/${plans.length} văn bản đi, đến ${dayOf(week.at(-1)?.at ?? stage.now)}.`)
  }
  await waitToday(stage, days.slice(-3))
  stage.tell('Đã dựng việc đang chờ hôm nay của từng người.')
}
