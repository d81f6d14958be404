import { has } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { yearToConfirm } from '../holidays/year.ts'
import { administers } from '../people/person.policy.ts'
import { overviewOf } from './overview.sql.ts'

/** Accounts, what agencies lack to work at all, and the year whose days off wait for a word, for the home of administrators. */
export const accountsHome = async (desk: Desk) =>
  administers(desk.actor)
    ? desk.work(async (work) => {
        const whole = has(work.actor, 'systemAdmin')
        const overview = await overviewOf(work.tx, whole ? null : work.actor.agency)
        return { ...overview, unsure: whole ? await yearToConfirm(work) : null }
      })
    : null
