import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inRoot, tell } from './places.mjs'

const wantedMajor = 24

function works(program) {
  const said = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return said.status === 0 && Number(said.stdout.slice(1).split('.')[0]) >= wantedMajor
}

/**
 * The Node.js that the application runs on: the one that came with the packages, its integrity checked by the lock file;
 * where the platform has none, the machine's own if it is new enough. Ends the process with a sentence otherwise.
 */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const packaged = inRoot(
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    name,
  )
  if (existsSync(packaged) && works(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath
  const machine = `${process.platform}-${process.arch}`
  tell(
    `Không có Node.js ${wantedMajor} kèm theo cho máy này (${machine}). Hãy cài Node.js ${wantedMajor} (nodejs.org) rồi chạy lại.`,
  )
  tell(
    `No Node.js ${wantedMajor} comes with the packages for this machine (${machine}). Install Node.js ${wantedMajor} (nodejs.org) and start again.`,
  )
  process.exit(69)
}
