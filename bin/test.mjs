import { build } from './lib/build.mjs'
import { ensureDebianPackages, hasBrowser, hasServer } from './lib/debian.mjs'
import { installIfStale } from './lib/install.mjs'
import { inRoot, tell } from './lib/places.mjs'
import { reports, runCheck, runVitest } from './lib/suites.mjs'

const tool = (...parts) => inRoot('node_modules', ...parts)

/** Every suite with the minutes that it may take on two cores; 39 of the 40 of a whole run are given away. */
const suites = [
  { name: 'lint', minutes: 1, run: runCheck, args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] },
  { name: 'types', minutes: 1, run: runCheck, args: [tool('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'build', minutes: 1, run: async () => ((await build()) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) },
  { name: 'main', minutes: 16, run: runVitest, project: 'main' },
  { name: 'database', minutes: 8, run: runVitest, project: 'main', env: { TEST_PG: 'external' }, possible: hasServer },
  { name: 'browser', minutes: 8, run: runVitest, project: 'e2e', possible: hasBrowser },
  // Every clause of the source texts names a test that ran in this very run.
  { name: 'sources', minutes: 1, run: runCheck, args: [inRoot('house', 'sources', 'ran.ts'), reports], whole: true },
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  tell(`Không có bộ kiểm thử ${unknown.join(', ')}. Có: ${suites.map(({ name }) => name).join(', ')}.`)
  process.exit(64)
}

const minutesAndSeconds = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`

async function timed(work) {
  const began = Date.now()
  const result = await work()
  return { ...result, took: Date.now() - began }
}

/** A suite over its budget fails where the machine is known (CI); elsewhere it is only said. */
async function runSuite(suite) {
  console.log(`\n── ${suite.name} ──`)
  if (suite.possible && !suite.possible())
    return { name: suite.name, passed: 0, failed: 1, took: 0, note: 'needs a Debian package' }
  const result = await timed(() => suite.run(suite))
  const late = result.took > suite.minutes * 60_000
  const failed = result.failed + (late && process.env.CI ? 1 : 0)
  return { ...result, failed, name: suite.name, minutes: suite.minutes, note: late ? 'OVER BUDGET' : '' }
}

function line({ name, passed, failed, skipped, took, minutes, note }) {
  const numbers = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed${skipped ? ` ${skipped} skipped` : ''}`
  return `${name.padEnd(9)} ${numbers}  ${minutesAndSeconds(took)}${minutes ? ` of ${minutes}:00` : ''} ${note ?? ''}`.trimEnd()
}

const install = await timed(async () => {
  await installIfStale()
  return { aptLine: ensureDebianPackages() }
})
const results = []
for (const suite of suites.filter(({ name, whole }) => (asked.length === 0 ? true : !whole && asked.includes(name))))
  results.push(await runSuite(suite))

const sum = (what) => results.reduce((total, result) => total + result[what], 0)
const passed = sum('passed')
const failed = sum('failed') + (install.aptLine && sum('failed') === 0 ? 1 : 0)
console.log(`\ninstall   ${minutesAndSeconds(install.took)} of 3:00`)
for (const result of results) console.log(line(result))
const broken = results.flatMap(({ name, broken: faults = [] }) => faults.map((fault) => `${name}: ${fault}`))
if (broken.length > 0) {
  console.log('\nfailed:')
  for (const fault of broken) console.log(`  ${fault}`)
}
if (install.aptLine) console.log(`\nThiếu gói Debian; hãy gõ (Debian packages are missing; type):\n  ${install.aptLine}\n`)
const left = results.flatMap(({ name, left: titles = [] }) => titles.map((title) => `${name}: ${title}`))
if (left.length > 0) {
  console.log(`\n${left.length} skipped: this machine or user cannot run them; each title says what it needs`)
  for (const title of left) console.log(`  ${title}`)
}
console.log(`${passed} passed, ${failed} failed${left.length > 0 ? `, ${left.length} skipped` : ''}`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
