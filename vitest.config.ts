import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Far from Vietnam on purpose: whatever shows a date must ask for Vietnam's by name.
process.env.TZ = 'America/Los_Angeles'
// A test that starts the program wants the demonstration's people, not its twelve months of past.
process.env.DEMO_HISTORY = 'no'

const tests = ['src/**/*.test.{ts,tsx}', '{house,crash,bench,demo}/**/*.test.ts']
/** What is asked again of the distribution's PostgreSQL: tests on the test database, which import a file …testing.ts. */
const onDatabase = () =>
  globSync('{src,house}/**/*.test.{ts,tsx}', { cwd: import.meta.dirname }).filter((file) =>
    /[/.]testing\.ts'/.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
  )

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
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
