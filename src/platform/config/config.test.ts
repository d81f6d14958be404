import { expect, test } from 'vitest'
import { describeConfig, type Name, readConfig, settings } from './config.ts'
import { startProblemOf } from './problem.ts'

const problem = (env: Record<string, string>): string | null => {
  try {
    readConfig(env)
    return null
  } catch (error) {
    return startProblemOf(error)
  }
}

test('nothing needs to be set', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    port: null,
    host: '127.0.0.1',
    databaseUrl: null,
    publicUrl: null,
    role: 'all',
    logLevel: 'info',
  })
  expect(config.dataDir).toMatch(/[\\/]var$/)
})

test('settings are parsed once into what the program needs', () => {
  const config = readConfig({
    PORT: '9000',
    DATA_DIR: 'here',
    TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8',
    PUBLIC_URL: 'https://a.vn/',
  })
  expect(config.port).toBe(9000)
  expect(config.dataDir).toMatch(/^\/.*\/here$/)
  expect(config.trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8'])
  expect(config.publicUrl).toBe('https://a.vn')
})

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: ' ' })).toEqual(readConfig({}))
})

test.for([
  ['PORT', 'web'],
  ['PORT', '0'],
  ['PORT', '70000'],
  ['PORT', '80.5'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://x'],
  ['BLOB_URL', 'ftp://x/y'],
  ['PUBLIC_URL', 'lienthong.vn'],
  ['PUBLIC_URL', 'ftp://lienthong.vn'],
  ['TRUSTED_PROXIES', 'everyone'],
  ['ROLE', 'both'],
  ['LOG_LEVEL', 'loud'],
] as const)('%s=%s stops the start with a sentence in two languages that names the setting', ([name, value]) => {
  const said = problem({ [name]: value })
  expect(said?.split('\n')).toEqual([expect.stringContaining(`${name} phải là`), expect.stringContaining(`${name} must be`)])
})

test('listening beyond loopback needs an https address', () => {
  expect(problem({ HOST: '0.0.0.0' })).toContain('PUBLIC_URL=https://')
  expect(problem({ HOST: '0.0.0.0', PUBLIC_URL: 'http://a.vn' })).toContain('PUBLIC_URL=https://')
  expect(problem({ HOST: '0.0.0.0', PUBLIC_URL: 'https://a.vn' })).toBeNull()
  expect(problem({ HOST: '::1' })).toBeNull()
})

test('a password is never printed, not even in a refusal', () => {
  const lines = describeConfig(readConfig({ DATABASE_URL: 'postgres://root:hush@db:5432/lt?password=hush' }))
  expect(lines).toContainEqual(['DATABASE_URL', 'postgres://db:5432/lt'])
  expect(lines.map(([name]) => name)).toEqual(Object.keys(settings) as Name[])
  expect(problem({ DATABASE_URL: 'mysql://root:hush@db' })).not.toContain('hush')
})
