import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keySecret } from '#signing'

test('the secret is made once, also by processes that start together, and is its owner’s alone', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'secret-'))
  const made = await Promise.all(Array.from({ length: 8 }, () => keySecret(dir)))
  expect(new Set(made.map((one) => Buffer.from(one).toString('hex'))).size).toBe(1)
  expect(made[0]).toHaveLength(32)
  expect(statSync(join(dir, 'secrets', 'keys.key')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dir, 'secrets')).mode & 0o777).toBe(0o700)
  writeFileSync(join(dir, 'secrets', 'keys.key'), 'not a secret')
  await expect(keySecret(dir)).rejects.toThrow(/damaged/)
  rmSync(dir, { recursive: true })
})
