import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { pinnedNode } from './pinned.mjs'
import { inRoot } from './places.mjs'

const passed = ['SIGTERM', 'SIGINT', 'SIGHUP']

/**
 * Passes signals on, each kind once within a second: one Ctrl-C reaches us from the terminal and again from npm, and the
 * application takes a second one as impatience.
 */
function passSignals(child) {
  const last = new Map()
  const pass = (signal) => {
    const now = Date.now()
    if (now - (last.get(signal) ?? 0) > 1000) child.kill(signal)
    last.set(signal, now)
  }
  for (const signal of passed) process.on(signal, pass)
  return () => {
    for (const signal of passed) process.off(signal, pass)
  }
}

/**
 * npm passes a signal to its shell, and the shell dies of it without passing it on: we see that by having another parent.
 * Only under npm: who starts us in the background and leaves does not want us to end.
 */
function endWithShellOfNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 100)
}

/**
 * Runs a TypeScript file of the repository on the pinned Node.js in our place: our streams, our signals, and its end is ours.
 * Settings that `lienthong.env` in the repository holds count where the environment does not set them.
 * `alone`: in a session of its own, so that signals reach it through us only; it then cannot ask at the terminal.
 */
export function handOver(file, args, { env = {}, alone = false } = {}) {
  const settings = inRoot('lienthong.env')
  const follow = pathToFileURL(inRoot('bin', 'lib', 'follow.mjs')).href
  const options = [...(existsSync(settings) ? [`--env-file=${settings}`] : []), `--import=${follow}`]
  const child = spawn(pinnedNode(), [...options, inRoot(file), ...args], {
    env: { ...process.env, ...env },
    detached: alone,
    stdio: [alone ? 'ignore' : 'inherit', 'inherit', 'inherit', 'ipc'],
  })
  const passNoMore = passSignals(child)
  endWithShellOfNpm(child)
  child.once('error', (error) => {
    console.error(error.message)
    process.exit(71)
  })
  child.once('exit', (code, signal) => {
    passNoMore()
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 0)
  })
}
