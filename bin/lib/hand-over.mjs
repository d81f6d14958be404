import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { pinnedNode } from './pinned.mjs'
import { inRoot } from './places.mjs'

const passed = ['SIGTERM', 'SIGINT', 'SIGHUP']

/**
 * Runs a TypeScript file of the repository on the pinned Node.js in our place: same streams, signals go through, and our end is
 * its end. Settings that `lienthong.env` in the repository holds count where the environment does not set them.
 */
export function handOver(file, args, env = {}) {
  const settings = inRoot('lienthong.env')
  const follow = pathToFileURL(inRoot('bin', 'lib', 'follow.mjs')).href
  const options = [...(existsSync(settings) ? [`--env-file=${settings}`] : []), `--import=${follow}`]
  const child = spawn(pinnedNode(), [...options, inRoot(file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const forward = (signal) => child.kill(signal)
  for (const signal of passed) process.on(signal, forward)
  child.once('error', (error) => {
    console.error(error.message)
    process.exit(71)
  })
  child.once('exit', (code, signal) => {
    for (const name of passed) process.off(name, forward)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 0)
  })
}
