import type { Client } from 'pg'
import { create, DraftForm, sign, submit } from '#documents'
import type { Actor } from '#kernel/actor.ts'
import { contentFrom } from '#kernel/content.ts'
import { openDesk, type Pool, type Vault } from '#platform/db/desk.ts'
import type { Journal } from './journal.ts'

export const pin = '12345678'

/** Who works in the test, by agency: its clerk, and for the issuing agencies a drafter and the signer. */
export type Team = { agency: string; clerk: Actor; drafter: Actor; signer: Actor }

type Row = Omit<Actor, 'agencies' | 'onBehalfOf'> & { code: string; head: boolean }

async function everybody(client: Client): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `select p.id as person, p.full_name as name, o.id as post, o.position, o.agency, o.division, o.roles, o.head, a.organ_id as code
     from organisation.post o join organisation.person p on p.id = o.person join organisation.agency a on a.id = o.agency`,
  )
  return rows
}

/** The teams of every agency that has all three: drafter, head with a key, clerk. */
export async function teamsOf(client: Client): Promise<Team[]> {
  const rows = await everybody(client)
  const { rows: keys } = await client.query<{ person: string }>(
    `select holder as person from signing.key where holder_kind = 'PERSON'`,
  )
  const signs = new Set(keys.map((key) => key.person))
  const actor = (row: Row): Actor => ({ ...row, agencies: [row.agency], onBehalfOf: null })
  return [...new Set(rows.map((row) => row.agency))].flatMap((agency) => {
    const here = rows.filter((row) => row.agency === agency)
    const [clerk, drafter, signer] = [
      here.find((row) => row.roles.includes('recordsClerk')),
      here.find((row) => row.roles.includes('specialist')),
      here.find((row) => row.head && row.roles.includes('agencyLeader') && signs.has(row.person)),
    ]
    return clerk && drafter && signer ? [{ agency, clerk: actor(clerk), drafter: actor(drafter), signer: actor(signer) }] : []
  })
}

export type Office = { pool: Pool; vault: Vault; journal: Journal }

const letter = (signer: Actor, to: readonly string[]) =>
  DraftForm.parse({
    kind: 'OFFICIAL_LETTER',
    subject: 'báo cáo tình hình gửi, nhận văn bản điện tử',
    content: contentFrom('Thực hiện kế hoạch năm, cơ quan báo cáo như sau:\n1. Tổng số văn bản đi.\n2. Khó khăn, vướng mắc.'),
    signer: signer.post,
    addressees: ['Các cơ quan của tỉnh'],
    places: ['Như trên', 'Lưu: VT'],
    recipients: to.map((recipient) => ({ recipientKind: 'AGENCY', recipient, recipientName: recipient })),
  })

/** Letters of a team to all other agencies of `teams`, drafted and signed by the actions, waiting for their numbers. */
export async function signedLetters({ pool, vault, journal }: Office, team: Team, work: { to: string[]; count: number }) {
  const drafter = openDesk(pool, team.drafter, { vault })
  const ids: string[] = []
  for (let made = 0; made < work.count; made += 1) {
    const id = await drafter.work((act) => create(act, letter(team.signer, work.to)))
    await drafter.work((act) => submit(act, id, { steps: [] }))
    journal.write({ op: 'prepared', id, agency: team.agency, to: work.to })
    ids.push(id)
  }
  const outcomes = await sign(openDesk(pool, team.signer, { vault }), ids, pin)
  if (outcomes.some(({ refused }) => refused)) throw new Error(`not signed: ${JSON.stringify(outcomes)}`)
  return ids
}
