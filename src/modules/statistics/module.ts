import { type Actor, visitor } from '#kernel/actor.ts'
import type { Calendar } from '#kernel/calendar.ts'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { exchangeApi } from './exchange/exchange.api.ts'
import { foldAll } from './exchange/fold.ts'
import { closeDue } from './periods/close.ts'

type Background = { deskOf: (actor: Actor) => Desk }

/** Closes the periods whose closing instant is over; `calendar` says which days are worked. */
export const closePeriods = ({ deskOf }: Background, calendar: Calendar): Promise<string[]> =>
  deskOf(visitor).work((work) => closeDue(work, calendar))

/** What the program mounts of the figures: the API, and the folding every half minute. */
export const statisticsModule = {
  name: 'statistics',
  api: (routes: Routes) => exchangeApi(routes),
  chores: [
    {
      name: 'statistics.fold',
      seconds: 30,
      run: async ({ deskOf }: Background) => void (await foldAll(deskOf(visitor).work)),
    },
  ],
}
