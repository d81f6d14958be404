import { has } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { certificateHealth } from './health.ts'

/** Keys of the agency and its people, for the home of its administrator. */
export const certificatesHome = async (desk: Desk) => (has(desk.actor, 'unitAdmin') ? desk.work(certificateHealth) : null)
