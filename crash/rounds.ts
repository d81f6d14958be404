import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import { auditInstallation } from './auditor/auditor.ts'
import { type Browser, openBrowser } from './browser.ts'
import type { Installation } from './installation.ts'
import type { Journal } from './journal.ts'
import { pin, signedLetters, type Team, teamsOf } from './people.ts'

/**
 * Where the program is held up before it is killed: the first table that the step writes and the step before did not.
 * A lock on it, taken from outside, stops the program exactly there; null: at a random moment.
 */
export const gaps = {
  'between signing and numbering': 'documents.number',
  'between numbering and sealing': 'documents.outgoing_file',
  'between sealing and release': 'documents.delivery',
  'in the release, before arrivals': 'documents.incoming',
  'in the release, before the figures': 'statistics.delta',
  'in any act, before its event': 'platform.outbox',
  'at a random moment': null,
} as const

export type Gap = keyof typeof gaps
export type Victim = 'program' | 'database' | 'both'
export type Round = { gap: Gap; victim: Victim; after: number }
export type Done = Round & { acknowledged: number; held: boolean; faults: string[] }

type Clerk = { team: Team; browser: Browser }
export type Rig = { installation: Installation; journal: Journal; clerks: Clerk[] }

/** Signs the clerks of all teams in at a running installation. */
export async function openRig(installation: Installation, journal: Journal): Promise<Rig> {
  const client = await installation.connect()
  try {
    const teams = await teamsOf(client)
    const clerks: Clerk[] = []
    for (const team of teams) clerks.push({ team, browser: await openBrowser(installation.address, team.clerk.person) })
    return { installation, journal, clerks }
  } finally {
    await client.end()
  }
}

const issuable = `select id from documents.outgoing where agency = $1 and state in ('SIGNED', 'NUMBERED', 'SEALED') order by id`
const arrived = `select id from documents.incoming where agency = $1 and state = 'ARRIVED' order by id limit 3`

async function idsOf(client: Client, query: string, agency: string): Promise<string[]> {
  return (await client.query<{ id: string }>(query, [agency])).rows.map(({ id }) => id)
}

type Deed = { deed: 'issue' | 'register'; id: string }

async function workOf(rig: Rig): Promise<Map<Clerk, Deed[]>> {
  const client = await rig.installation.connect()
  const work = new Map<Clerk, Deed[]>()
  for (const clerk of rig.clerks) {
    const issues = (await idsOf(client, issuable, clerk.team.agency)).map((id) => ({ deed: 'issue' as const, id }))
    const registers = (await idsOf(client, arrived, clerk.team.agency)).map((id) => ({ deed: 'register' as const, id }))
    work.set(clerk, [...issues, ...registers])
  }
  await client.end()
  return work
}

/** One clerk works through what waits; the first request without an answer ends it, as it would a person before a dead screen. */
async function clerkWorks({ browser }: Clerk, deeds: readonly Deed[], journal: Journal): Promise<number> {
  let acknowledged = 0
  for (const { deed, id } of deeds) {
    journal.write({ op: 'asked', deed, id })
    const path = deed === 'issue' ? `/van-ban/di/${id}` : `/van-ban/den/${id}`
    const said = await browser.press(path, { intent: deed, pin, submitTo: '' }).catch(() => null)
    if (said === null) break
    if (!said) continue
    journal.write({ op: 'done', deed, id })
    acknowledged += 1
  }
  return acknowledged
}

async function everybodyWorks(rig: Rig, work: ReadonlyMap<Clerk, Deed[]>): Promise<number> {
  const done = await Promise.all([...work].map(([clerk, deeds]) => clerkWorks(clerk, deeds, rig.journal)))
  return done.reduce((sum, one) => sum + one, 0)
}

/** Waits until the program stands before the lock. False when it never came there. */
async function heldUp(watcher: Client, patience: number): Promise<boolean> {
  const late = Date.now() + patience
  while (Date.now() < late) {
    const { rowCount } = await watcher.query(`select from pg_stat_activity where wait_event_type = 'Lock' and usename = 'lt_app'`)
    if (rowCount) return true
    await wait(2)
  }
  return false
}

async function strike(installation: Installation, victim: Victim): Promise<void> {
  if (victim !== 'program') installation.killDatabase()
  if (victim !== 'database') await installation.killProgram()
}

async function crashAt(rig: Rig, { gap, victim, after }: Round): Promise<{ acknowledged: number; held: boolean }> {
  const { installation } = rig
  const table = gaps[gap]
  const work = await workOf(rig)
  const [lock, watcher] = await Promise.all([installation.connect(), installation.connect()])
  await lock.query('begin')
  if (table !== null) await lock.query(`lock table ${table} in share mode`)
  const working = everybodyWorks(rig, work)
  const held = table === null ? false : await heldUp(watcher, 10_000)
  await wait(after)
  await strike(installation, victim)
  await Promise.all([lock.end().catch(() => {}), watcher.end().catch(() => {})])
  return { acknowledged: await working, held }
}

/** What was shown to people after their deed: number and date, which they keep for good. */
async function noteShown(client: Client, journal: Journal): Promise<void> {
  const known = new Set(journal.entries.flatMap((entry) => (entry.op === 'seen' ? [entry.id] : [])))
  const { rows } = await client.query<{ id: string; number: number; date: string; deed: 'issue' | 'register' }>(
    `select id, code_number as number, promulgation_date::text as date, 'issue' as deed from documents.outgoing where code_number is not null
     union all select id, arrival_number, arrival_date::text, 'register' from documents.incoming where arrival_number is not null`,
  )
  for (const row of rows) if (!known.has(row.id)) journal.write({ op: 'seen', ...row })
}

async function judge(rig: Rig): Promise<string[]> {
  const client = await rig.installation.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const faults = await auditInstallation(client, rig.journal.entries)
    await noteShown(client, rig.journal)
    await client.query('commit')
    return faults
  } finally {
    await client.end()
  }
}

async function prepare(rig: Rig): Promise<void> {
  const pool = rig.installation.openPool()
  const agencies = rig.clerks.map(({ team }) => team.agency)
  try {
    for (const { team } of rig.clerks) {
      const to = agencies.filter((agency) => agency !== team.agency)
      await signedLetters({ pool, vault: rig.installation.vault, journal: rig.journal }, team, { to, count: 1 })
    }
  } finally {
    await pool.destroy()
  }
}

/** One round: work, a kill in it, the start after it; judged at once, then everybody goes on and it is judged again. */
export async function playRound(rig: Rig, round: Round): Promise<Done> {
  await prepare(rig)
  const { acknowledged, held } = await crashAt(rig, round)
  await rig.installation.recover()
  const faults = await judge(rig)
  const went = await everybodyWorks(rig, await workOf(rig))
  const left = [...(await workOf(rig)).values()].flat().filter(({ deed }) => deed === 'issue')
  const stuck = left.map(({ id }) => `work did not go on after the crash: ${id}`)
  return { ...round, acknowledged: acknowledged + went, held, faults: [...faults, ...stuck, ...(await judge(rig))] }
}

/** A round of a series: each gap and each victim in turn, the moment by a generator that a seed repeats. */
export function roundOf(at: number, seed: number): Round {
  const names = Object.keys(gaps) as Gap[]
  const victims: Victim[] = ['program', 'both', 'database']
  const gap = names[at % names.length] ?? 'at a random moment'
  const chance = ((Math.imul(seed + at, 2_654_435_761) >>> 0) % 1000) / 1000
  const after = gaps[gap] === null ? Math.round(chance * 900) : Math.round(chance * 20)
  return { gap, victim: victims[(at + Math.floor(at / names.length)) % victims.length] ?? 'both', after }
}
