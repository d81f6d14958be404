import { administers } from '#organisation'
import type { Desk } from '#platform/db/desk.ts'
import { systemFacts } from './system.ts'

/** The state of the system, for the home of administrators. */
export const systemHome = async (desk: Desk) => (administers(desk.actor) ? desk.work(({ tx }) => systemFacts(tx)) : null)
