import type { Client } from 'pg'
import type { Entry } from '../journal.ts'
import type { Check } from './check.ts'

type Stands = { id: string; state: string; number: number | null; date: string | null }

async function standing(client: Client): Promise<Map<string, Stands>> {
  const { rows } = await client.query<Stands>(
    `select id, state, code_number as number, promulgation_date::text as date from documents.outgoing
     union all select id, state, arrival_number, arrival_date::text from documents.incoming`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** States in which a deed is done for good. */
const kept = {
  issue: ['ISSUED', 'RECALL_REQUESTED', 'RECALLED', 'REPLACED'],
  register: ['REGISTERED', 'TO_DIRECT', 'ASSIGNED', 'IN_PROGRESS', 'FINISHED', 'NOTED', 'VOIDED', 'REFUSED'],
}

function broken(entry: Entry, now: Stands | undefined): string[] {
  if (!now) return [`${entry.id} (${entry.op}) is not there any more`]
  if (entry.op === 'done' && !kept[entry.deed].includes(now.state)) {
    return [`${entry.deed} of ${entry.id} was acknowledged, it stands as ${now.state}`]
  }
  if (entry.op !== 'seen' || (entry.number === now.number && entry.date === now.date)) return []
  return [`${entry.id} was shown with ${entry.number} of ${entry.date}, it now bears ${now.number} of ${now.date}`]
}

async function wrongRecipients(client: Client, journal: readonly Entry[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string; to: string[] }>(
    `select outgoing as id, array_agg(recipient_agency::text order by recipient_agency) as to from documents.delivery group by outgoing`,
  )
  const reached = new Map(rows.map(({ id, to }) => [id, to.join()]))
  const issued = new Set(journal.flatMap((entry) => (entry.op === 'done' && entry.deed === 'issue' ? [entry.id] : [])))
  return journal.flatMap((entry) => {
    if (entry.op !== 'prepared' || !issued.has(entry.id)) return []
    const wanted = entry.to.toSorted().join()
    return reached.get(entry.id) === wanted ? [] : [`${entry.id} was to reach ${wanted}, it reached ${reached.get(entry.id)}`]
  })
}

/** What the program acknowledged or showed is still so (nothing acknowledged lost, nothing doubled). */
export const promises: readonly Check[] = [
  {
    name: 'something acknowledged was lost or changed',
    find: async (client, journal) => {
      const now = await standing(client)
      return journal.flatMap((entry) => broken(entry, now.get(entry.id)))
    },
  },
  { name: 'an acknowledged release that did not reach its recipients once', find: wrongRecipients },
]
