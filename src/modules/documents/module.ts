import { type Actor, machineAt } from '#kernel/actor.ts'
import { handoverIn } from '#organisation'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { assignmentApi } from './assignments/assignment.api.ts'
import { bookApi } from './books/book.api.ts'
import { foundBooks } from './books/found-books.ts'
import { checkApi } from './checking/check.api.ts'
import { judgeNext } from './checking/judge-issued.ts'
import { copyApi } from './copies/copy.api.ts'
import { digitiseNext } from './digitised/digitise.ts'
import { handOver } from './handover/hand-over.ts'
import { incomingApi } from './incoming/incoming.api.ts'
import { judgeArrivalsAgain } from './incoming/judge-again.ts'
import { appendIssued, type LedgerPlace } from './ledger/append.ts'
import { ledgerApi } from './ledger/ledger.api.ts'
import { workApi } from './mywork/work.api.ts'
import { keepEarlier } from './outgoing/issue/keep-earlier.ts'
import { outgoingApi } from './outgoing/outgoing.api.ts'
import { searchApi } from './search/search.api.ts'

type Told = { body: Record<string, string | number> }
type Background = { deskOf: (actor: Actor) => Desk }

async function takeOver({ body }: Told, { deskOf }: Background): Promise<void> {
  const { agency, from, to } = handoverIn(body)
  await deskOf(machineAt(agency)).work((work) => handOver(work, { from, to }))
}

/** What the program mounts of documents, besides its pages. */
export const documentsModule = {
  name: 'documents',
  api(routes: Routes) {
    outgoingApi(routes)
    copyApi(routes)
    incomingApi(routes)
    assignmentApi(routes)
    bookApi(routes)
    searchApi(routes)
    checkApi(routes)
    ledgerApi(routes)
    workApi(routes)
  },
  chores: [
    { name: 'documents.digitise', seconds: 5, run: async ({ deskOf }: Background) => void (await digitiseNext(deskOf)) },
    { name: 'documents.log', seconds: 5, run: async (place: LedgerPlace) => void (await appendIssued(place)) },
    {
      name: 'documents.judge-again',
      seconds: 15,
      run: async ({ deskOf }: Background) => void (await judgeArrivalsAgain(deskOf)),
    },
    { name: 'documents.keep-earlier', seconds: 60, run: async ({ deskOf }: Background) => void (await keepEarlier(deskOf)) },
    { name: 'documents.judge', seconds: 5, run: async ({ deskOf }: Background) => void (await judgeNext(deskOf)) },
  ],
  listeners: {
    'organisation.post-ended': takeOver,
    'organisation.person-left': takeOver,
    'organisation.agency-founded': ({ body }: Told, { deskOf }: Background): Promise<void> =>
      deskOf(machineAt(String(body.agency))).work(foundBooks),
  },
}
