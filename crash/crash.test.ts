import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Installation, makeInstallation } from './installation.ts'
import { openJournal } from './journal.ts'
import { openRig, playRound, type Rig } from './rounds.ts'

let folder = ''
let installation: Installation
let rig: Rig

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt-crash-test-'))
  installation = await makeInstallation(join(folder, 'data'))
  await installation.start()
  rig = await openRig(installation, openJournal(join(folder, 'journal.jsonl')))
}, 180_000)
afterAll(async () => {
  await installation?.stop()
  await rm(folder, { recursive: true, force: true })
})

test.for([
  ['between numbering and sealing', 'both'],
  ['between sealing and release', 'program'],
  ['in the release, before the figures', 'database'],
] as const)('killed %s (%s): nothing acknowledged is lost or doubled, and the work goes on', { timeout: 120_000 }, async ([
  gap,
  victim,
]) => {
  const done = await playRound(rig, { gap, victim, after: 5 })
  expect(done.faults).toEqual([])
  expect(done.held).toBe(true)
  expect(done.acknowledged).toBeGreaterThan(0)
})
