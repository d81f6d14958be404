import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Far from Vietnam on purpose: whatever shows a date must ask for Vietnam's by name.
process.env.TZ = 'America/Los_Angeles'
// A test that starts the program wants the demonstration's people, not its twelve months of past.
process.env.DEMO_HISTORY = 'no'

const tests = ['src/**/*.test.{ts,tsx}', '{house,crash,bench,demo}/**/*.test.ts']
const inRoot = (...parts: string[]) => join(import.meta.dirname, ...parts)
const doors: Readonly<Record<string, string>> = { '#kernel': 'src/kernel', '#platform': 'src/platform', '#app': 'src/app' }
/** The files …testing.ts that a file imports. */
function helpersOf(file: string): string[] {
  const named = [...readFileSync(file, 'utf8').matchAll(/from '([^']*[/.]testing\.ts)'/g)].map(([, path = '']) => path)
  return named.map((path) => {
    const [door = '', ...rest] = path.split('/')
    return doors[door] ? inRoot(doors[door], ...rest) : join(dirname(file), path)
  })
}
const testDatabase = inRoot('src/platform/db/testing.ts')
const onTestDatabase = (file: string): boolean =>
  helpersOf(file).some((helper) => helper === testDatabase || onTestDatabase(helper))
/** What is asked again of the distribution's PostgreSQL: tests that come to the test database, by whatever helper. */
const onDatabase = () =>
  globSync('{src,house}/**/*.test.{ts,tsx}', { cwd: import.meta.dirname }).filter((file) => onTestDatabase(inRoot(file)))

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          // Two at once even on two cores, where one is the rule: half of a test's time is the database's or a started program's.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          include: process.env.TEST_PG === 'external' ? onDatabase() : tests,
          globalSetup: ['src/platform/db/testing.setup.ts'],
        },
      },
      {
        extends: true,
        // One journey at a time: each has a browser and an application of its own.
        test: { name: 'e2e', include: ['e2e/**/*.e2e.ts'], fileParallelism: false, testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
})
