import { workingCalendar } from '#documents'
import { type Actor, visitor } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { exchangeApi } from './exchange/exchange.api.ts'
import { foldAll } from './exchange/fold.ts'
import { monthlyApi } from './monthly/monthly.api.ts'
import { closeDue } from './periods/close.ts'
import { closingApi } from './periods/closing.api.ts'
import { roadmapApi } from './targets/roadmap.api.ts'

type Background = { deskOf: (actor: Actor) => Desk }

/** Closes the periods whose closing instant is over; the machine acts as nobody. Safe to run twice. */
export const closePeriods = ({ deskOf }: Background): Promise<string[]> =>
  deskOf(visitor).work(async (work) => closeDue(work, await workingCalendar(work.tx)))

/** What the program mounts of the figures: the API, the folding every half minute, the closing of periods every ten. */
export const statisticsModule = {
  name: 'statistics',
  api: (routes: Routes) => {
    exchangeApi(routes)
    monthlyApi(routes)
    closingApi(routes)
    roadmapApi(routes)
  },
  chores: [
    {
      name: 'statistics.fold',
      seconds: 30,
      run: async ({ deskOf }: Background) => void (await foldAll(deskOf(visitor).work)),
    },
    { name: 'statistics.close', seconds: 600, run: async (place: Background) => void (await closePeriods(place)) },
  ],
}
