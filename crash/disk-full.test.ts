import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { openDesk } from '#platform/db/desk.ts'
import { auditInstallation } from './auditor/auditor.ts'
import { type Browser, openBrowser } from './browser.ts'
import { type Installation, makeInstallation } from './installation.ts'
import { openJournal } from './journal.ts'
import { pin, signedLetters, type Team, teamsOf } from './people.ts'

/** Only root may mount the small disks that these tests fill. */
const possible = process.getuid?.() === 0
if (!possible) console.warn('disk-full.test.ts: not run, it mounts small disks and needs root')

let folder = ''
let installation: Installation
let clerk: Browser
let team: Team
let others: string[] = []
const journal = openJournal()
const mounted: string[] = []

async function smallDisk(place: string, megabytes: number): Promise<void> {
  await mkdir(place, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', place])
  mounted.unshift(place)
}

/** Fills a disk but for a few kilobytes; the file is what is deleted when space is to come back. */
async function fill(place: string): Promise<string> {
  const file = join(place, 'ballast')
  const handle = await open(file, 'w')
  const block = Buffer.alloc(64 * 1024)
  for (;;) {
    const done = await handle.write(block).then(
      ({ bytesWritten }) => bytesWritten,
      () => 0,
    )
    if (done < block.length) break
  }
  await handle.close()
  return file
}

beforeAll(async () => {
  if (!possible) return
  folder = await mkdtemp(join(tmpdir(), 'lt-full-'))
  const dataDir = join(folder, 'data')
  await smallDisk(dataDir, 400)
  await smallDisk(join(dataDir, 'blobs'), 24)
  installation = await makeInstallation(dataDir)
  await installation.start()
  const client = await installation.connect()
  const teams = await teamsOf(client)
  await client.end()
  const [first] = teams
  if (!first) throw new Error('nobody issues')
  team = first
  others = teams.map(({ agency }) => agency).filter((agency) => agency !== first.agency)
  clerk = await openBrowser(installation.address, team.clerk.person)
}, 180_000)
afterAll(async () => {
  await installation?.stop()
  for (const place of mounted) execFileSync('umount', ['-l', place])
  if (folder) await rm(folder, { recursive: true, force: true })
})

async function letters(count: number): Promise<string[]> {
  const pool = installation.openPool()
  return signedLetters({ pool, vault: installation.vault, journal }, team, { to: others, count }).finally(() => pool.destroy())
}

const issue = async (id: string) => {
  const said = await clerk.answer(`/van-ban/di/${id}`, { intent: 'issue', pin })
  if (said.status < 400) journal.write({ op: 'done', deed: 'issue', id })
  return said
}

async function readiness(): Promise<{
  status: number
  disk: { ok: boolean; note?: string }
  files: { ok: boolean; note?: string }
}> {
  const answer = await fetch(`${installation.address}/readyz`)
  const { checks } = await answer.json()
  return { status: answer.status, ...checks }
}

async function faults(): Promise<string[]> {
  const client = await installation.connect()
  await client.query('begin isolation level repeatable read read only')
  return auditInstallation(client, journal.entries).finally(() => client.end())
}

test.runIf(possible)(
  'needs root and mount: the disk of the files is full: storing is refused with a sentence, reading and small work go on',
  {
    timeout: 120_000,
  },
  async () => {
    const blobs = join(installation.dataDir, 'blobs')
    const pool = installation.openPool()
    const desk = openDesk(pool, visitor)
    const keep = (bytes: Buffer) => desk.work(({ tx }) => installation.vault.files.keep(tx, bytes, 'application/pdf'))
    const kept = await keep(randomBytes(300_000))
    const ballast = await fill(blobs)
    await expect(keep(randomBytes(300_000))).rejects.toMatchObject({ code: 'storage-full', about: 'files' })
    expect(await readdir(join(blobs, 'incoming'))).toEqual([])
    expect(await desk.work(({ tx }) => installation.vault.files.bytes(tx, kept.sha256))).toHaveLength(300_000)
    expect((await readiness()).files.note).toMatch(/còn trống \d+ %/)
    await rm(ballast)
    expect((await keep(randomBytes(300_000))).size).toBe(300_000)
    expect(await readiness()).toMatchObject({ status: 200, files: { ok: true } })
    await pool.destroy()
  },
)

test.runIf(possible)(
  'needs root and mount: the disk of the database is full: a clear sentence, lists stay readable, and work resumes by itself',
  {
    timeout: 240_000,
  },
  async () => {
    const [first, ...waiting] = await letters(40)
    expect((await issue(first ?? '')).status).toBeLessThan(400)
    const ballast = await fill(installation.dataDir)
    expect((await statfs(installation.dataDir)).bavail).toBe(0)
    expect(await readiness()).toMatchObject({ status: 503, disk: { ok: false, note: expect.stringContaining('còn trống 0 %') } })

    let refused: { status: number; text: string } | null = null
    for (const id of waiting) {
      const said = await issue(id)
      if (said.status >= 400) {
        refused = said
        break
      }
    }
    expect(refused?.status).toBe(507)
    expect(refused?.text).toContain('Kho lưu trữ')
    const list = await clerk.read('/van-ban/di')
    expect(list.status).toBe(200)

    await rm(ballast)
    await installation.recover()
    for (const id of waiting) {
      const said = await issue(id)
      // What was issued before the disk was full has nothing left to do.
      expect([200, 204, 302, 303, 409]).toContain(said.status)
    }
    expect(await readiness()).toMatchObject({ status: 200, disk: { ok: true } })
    expect(await faults()).toEqual([])
    const client = await installation.connect()
    const { rows } = await client.query(`select id from documents.outgoing where state <> 'ISSUED'`)
    await client.end()
    expect(rows).toEqual([])
  },
)
