import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot, root, tell } from './places.mjs'

const marker = inRoot('node_modules', '.lienthong-lock')
const lockFile = inRoot('package-lock.json')

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)
const hashOf = (text) => createHash('sha256').update(text).digest('hex')

/**
 * True for a package that npm may rightly have left out: another system's, another C library's, or what only those need.
 * One made for exactly this machine must be there, or its database or Node.js would be missing.
 */
function mayBeAbsent({ optional, os, cpu, libc }) {
  return Boolean(optional) && !(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc)
}

/** True when npm's own record of what it installed agrees with the lock file; so `npm install` by hand counts as well. */
function sameAsRecord(lock) {
  const record = read(inRoot('node_modules', '.package-lock.json'))
  if (!record) return false
  const there = JSON.parse(record).packages
  return Object.entries(JSON.parse(lock).packages).every(([place, wanted]) => {
    if (place === '' || wanted.link) return true
    const found = there[place]
    if (!found) return mayBeAbsent(wanted)
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

function npmCi() {
  // Inside `npm start` npm tells where it is; elsewhere it is looked up on the path.
  const [program, first] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []]
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((resolve) => {
    const began = Date.now()
    const heart = setInterval(() => tell(`  … ${Math.round((Date.now() - began) / 1000)} s`), 10_000)
    const env = { ...process.env, NODE_ENV: 'development', npm_config_omit: '', npm_config_production: '' }
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
    const end = (status) => {
      clearInterval(heart)
      resolve(status)
    }
    child.once('error', () => end(127))
    child.once('exit', (code) => end(code ?? 1))
  })
}

/**
 * Installs the packages exactly as the lock file says, unless they are there already. No install script of a package runs.
 * Ends the process with a sentence when it fails.
 */
export async function installIfStale() {
  const lock = readFileSync(lockFile, 'utf8')
  const wanted = hashOf(lock)
  if (read(marker)?.trim() === wanted) return
  if (!sameAsRecord(lock)) {
    tell('Đang cài đặt các gói theo package-lock.json (lần đầu mất vài phút) …')
    const status = await npmCi()
    if (status !== 0) {
      tell(`Cài đặt không thành công (npm ci: ${status}). Hãy kiểm tra kết nối mạng và chỗ trống trên đĩa, rồi chạy lại.`)
      tell(`The installation failed (npm ci: ${status}). Check the network and the free space of the disk, then start again.`)
      process.exit(69)
    }
  }
  try {
    writeFileSync(marker, `${wanted}\n`)
  } catch {
    // Installed by another user: npm's record is compared again next time.
  }
}
