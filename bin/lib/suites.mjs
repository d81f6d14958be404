import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pinnedNode } from './pinned.mjs'
import { inRoot, root } from './places.mjs'

/** A suite that hangs is ended after this many times its budget. */
const patience = 3

/** What the developer's own shell may hold and no test may see. */
const foreign = [
  'DATABASE_URL',
  'DATA_DIR',
  'BLOB_URL',
  'PUBLIC_URL',
  'TRUSTED_PROXIES',
  'HOST',
  'PORT',
  'ROLE',
  'LOG_LEVEL',
  'NODE_ENV',
]

function environment(extra) {
  const env = { ...process.env, TZ: 'America/Los_Angeles', PATH: `${path.dirname(pinnedNode())}:${process.env.PATH}`, ...extra }
  for (const name of foreign) delete env[name]
  return env
}

let running = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running) endGroup(running, 'SIGTERM')
    process.exit(130)
  })
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Already gone.
  }
}

/** Runs a program of the packages on the pinned Node.js; resolves to its exit status (124: ended because it hung). */
function runTool({ args, env = {}, minutes }) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode(), args, { cwd: root, env: environment(env), stdio: ['ignore', 1, 2], detached: true })
    running = child
    let hung = false
    const timer = setTimeout(
      () => {
        hung = true
        endGroup(child, 'SIGKILL')
      },
      minutes * patience * 60_000,
    )
    const end = (status) => {
      clearTimeout(timer)
      running = null
      resolve(status)
    }
    child.once('error', () => end(127))
    child.once('exit', (code) => end(hung ? 124 : (code ?? 1)))
  })
}

/** A check that passes or fails as a whole counts as one test. */
export async function runCheck(suite) {
  const status = await runTool(suite)
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Counts from vitest's own report. A file that could not even be loaded is a failure, and so is a run without tests. */
function counts(report, status) {
  const { numPassedTests: passed, numFailedTests, testResults, numPendingTests: skipped } = report
  const unloaded = testResults.filter(
    ({ status: of, assertionResults }) => of === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const failed = numFailedTests + unloaded.length
  const left = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((one) => ['skipped', 'pending', 'todo'].includes(one.status))
      .map((one) => `${path.relative(root, name)}: ${one.fullName}`),
  )
  const broken = [...unloaded.map(({ name, message }) => fault(name, 'could not be loaded', message)), ...faults(testResults)]
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed, skipped, left, broken }
}

const fault = (file, title, message = '') =>
  `${path.relative(root, file)}: ${title}\n    ${message.split('\n', 1)[0].slice(0, 600)}`

/** Each failed test with its file and the first line of what it says, for the end of a long run's output. */
const faults = (testResults) =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter((one) => one.status === 'failed').map((one) => fault(name, one.fullName, one.failureMessages?.[0])),
  )

/** Where the suites of one run leave their reports. */
export const reports = mkdtempSync(path.join(tmpdir(), 'lienthong-report-'))
process.once('exit', () => rmSync(reports, { recursive: true, force: true }))

/** Runs a project of vitest and counts its tests. */
export async function runVitest(suite) {
  const report = path.join(reports, `${suite.name}.json`)
  const args = [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    suite.project,
    '--reporter=default',
    '--reporter=json',
  ]
  const status = await runTool({ ...suite, args: [...args, `--outputFile.json=${report}`] })
  return existsSync(report) ? counts(JSON.parse(readFileSync(report, 'utf8')), status) : { passed: 0, failed: 1 }
}
