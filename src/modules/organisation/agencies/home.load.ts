import { has } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { administers } from '../people/person.policy.ts'
import { overviewOf } from './overview.sql.ts'

/** Accounts, and what agencies lack to work at all, for the home of administrators. */
export const accountsHome = async (desk: Desk) =>
  administers(desk.actor) ? desk.work(({ tx, actor }) => overviewOf(tx, has(actor, 'systemAdmin') ? null : actor.agency)) : null
