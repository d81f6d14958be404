import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pinnedNode } from './pinned.mjs'
import { inRoot, root, tell } from './places.mjs'

const stamp = inRoot('build', '.stamp')

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? filesIn(place) : [place]
  })
}

/** The content of everything that the pages are built from. Content and not times: a checkout changes times. */
function fingerprint() {
  const single = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'react-router.config.ts'].map((name) =>
    inRoot(name),
  )
  const trees = ['src', 'data', 'public'].map((name) => inRoot(name)).filter((folder) => existsSync(folder))
  const files = [
    ...single.filter((file) => existsSync(file)),
    ...trees.flatMap(filesIn).filter((file) => !/\.test\.tsx?$/.test(file)),
  ]
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Builds the pages with the pinned Node.js, whatever stands in `build`. Resolves to the exit status. */
export function build() {
  const env = { ...process.env, NODE_ENV: 'production' }
  const args = [inRoot('node_modules', '@react-router', 'dev', 'bin.cjs'), 'build']
  const print = fingerprint()
  return new Promise((resolve) => {
    const child = spawn(pinnedNode(), args, { cwd: root, env, stdio: ['ignore', 2, 2] })
    child.once('error', () => resolve(127))
    child.once('exit', (code) => {
      if (code === 0) {
        mkdirSync(path.dirname(stamp), { recursive: true })
        writeFileSync(stamp, `${print}\n`)
      }
      resolve(code ?? 1)
    })
  })
}

/** Builds the pages unless they already stand as the sources say. Ends the process with a sentence when it fails. */
export async function buildIfStale() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === fingerprint()) return
  tell('Đang dựng các trang …')
  if ((await build()) === 0) return
  tell('Dựng trang không thành công; lý do ở ngay trên. Bản đang có không được chạy.')
  tell('The pages could not be built; the reason is above. Nothing was started.')
  process.exit(70)
}
