import { has } from '#kernel/actor.ts'
import type { Desk } from '#platform/db/desk.ts'
import { ExchangeAddress } from './exchange.forms.ts'
import { openReport } from './open-report.ts'

const thisMonth = (desk: Desk) => desk.work((work) => openReport(work, ExchangeAddress.parse({})))

/** Those whose day is the figures of all agencies: they have the whole dashboard in short. */
const watches = (desk: Desk) => has(desk.actor, 'ictDepartment', 'systemAdmin', 'inspector')
/** Those who answer for one agency: they have its three rates beside their work. */
const answersFor = (desk: Desk) => has(desk.actor, 'agencyLeader', 'chiefOfOffice')

/** The figures of the month on the home of those who watch them. */
export const exchangeWatched = async (desk: Desk) => (watches(desk) ? thisMonth(desk) : null)

/** The same for those who answer for one agency, in three lines. */
export const exchangeBrief = async (desk: Desk) => (answersFor(desk) && !watches(desk) ? thisMonth(desk) : null)
