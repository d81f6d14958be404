import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeInstallation } from './installation.ts'
import { openJournal } from './journal.ts'
import { openRig, playRound, roundOf } from './rounds.ts'

/** `npm run crash [ROUNDS] [SEED]`: kills program and database again and again and lets the auditor judge what is left. */
const rounds = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1_000_000))
const folder = await mkdtemp(join(tmpdir(), 'lt-crash-'))
console.log(`${rounds} rounds, seed ${seed}, in ${folder}`)
const installation = await makeInstallation(join(folder, 'data'))
let faults = 0
let acknowledged = 0
try {
  await installation.start()
  const rig = await openRig(installation, openJournal(join(folder, 'journal.jsonl')))
  for (let at = 0; at < rounds && faults === 0; at += 1) {
    const done = await playRound(rig, roundOf(at, seed))
    acknowledged += done.acknowledged
    faults += done.faults.length
    console.log(
      `${String(at + 1).padStart(4)}  ${done.gap.padEnd(36)} ${done.victim.padEnd(9)} ${done.held ? 'held' : '    '} ${done.acknowledged} acknowledged`,
    )
    for (const fault of done.faults) console.log(`      ${fault}`)
  }
} finally {
  await installation.stop()
}
console.log(`${acknowledged} deeds acknowledged, ${faults} faults`)
if (faults === 0) await rm(folder, { recursive: true, force: true })
else console.log(`The installation and the client's journal are kept in ${folder}`)
process.exitCode = faults === 0 ? 0 : 1
