import { type Actor, machineAt } from '#kernel/actor.ts'
import { handoverIn, postsEver } from '#organisation'
import type { Desk } from '#platform/db/desk.ts'
import type { Routes } from '#platform/http/routes.ts'
import { anchorApi } from './anchors/anchor.api.ts'
import { keyApi } from './keys/key.api.ts'
import { giveUpKeys } from './leavers/give-up-keys.ts'
import { longTermApi } from './longterm/long-term.api.ts'
import { forgetOldAnswers, makeFilesLast } from './longterm/long-term.jobs.ts'
import { registerApi } from './register/register.api.ts'
import { remoteServiceApi } from './remote/service.api.ts'
import { sealImageApi } from './seals/seal-image.api.ts'
import { shadowApi } from './shadow/shadow.api.ts'

type Told = { name: string; body: Record<string, string | number> }
type Background = { deskOf: (actor: Actor) => Desk }

/** In every agency where the person ever had a post: keys stay where they were imported. */
async function giveUp({ name, body }: Told, { deskOf }: Background): Promise<void> {
  const { agency, person } = handoverIn(body)
  const left = name === 'organisation.person-left'
  const posts = await deskOf(machineAt(agency)).work(({ tx }) => postsEver(tx, person))
  for (const one of new Set(posts.map((post) => post.agency)))
    await deskOf(machineAt(one)).work((work) => giveUpKeys(work, { person, left }))
}

/** What the program mounts of signing, besides its pages. */
export const signingModule = {
  name: 'signing',
  api(routes: Routes) {
    keyApi(routes)
    anchorApi(routes)
    sealImageApi(routes)
    longTermApi(routes)
    registerApi(routes)
    shadowApi(routes)
    remoteServiceApi(routes)
  },
  chores: [{ name: 'long-term.extend', seconds: 15, run: makeFilesLast }],
  jobs: { 'revocation.forget': async (_: unknown, place: Background) => void (await forgetOldAnswers(place)) },
  daily: { 'revocation.forget': '40 20 * * *' },
  listeners: { 'organisation.post-ended': giveUp, 'organisation.person-left': giveUp },
}
