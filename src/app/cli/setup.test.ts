import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#kernel/actor.ts'
import { readConfig } from '#platform/config/config.ts'
import { externalServer } from '#platform/db/distribution.testing.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { openGround } from '../ground.ts'
import { runCommand } from './run.ts'
import { withSettings } from './setup-settings.ts'

let folder = ''
let answers = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt setup '))
  answers = join(folder, 'answers.yaml')
  await writeFile(
    answers,
    `province: Tỉnh Thanh Giang
agency: { name: Sở Tài chính, symbol: STC, organId: H99.11, place: Thanh Giang }
administrator: { fullName: Trần Thị Huệ, login: hue.tranthi }
`,
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const typed = async (words: string[], env: Record<string, string>) => {
  const { status, out } = await runCommand([...words, '--json'], env)
  return { status, answer: out ? JSON.parse(out) : null }
}

async function counted(url: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(`select (select kind || ' ' || province from platform.installation) as installation,
    (select count(*)::int from organisation.agency) as agencies, (select string_agg(login, ',') from organisation.account) as accounts,
    (select string_agg(array_to_string(roles, '+'), ',') from organisation.post) as posts,
    (select count(*)::int from documents.book) as books, (select count(*)::int from documents.outgoing) as documents,
    (select count(*) > 29 from documents.kind) as kinds, (select count(*)::int from signing.anchor) as anchors,
    (select count(*)::int from organisation.account where password_hash is not null) as passwords`)
  await client.end()
  return rows[0]
}

const fresh = {
  installation: 'real Tỉnh Thanh Giang',
  agencies: 1,
  accounts: 'hue.tranthi',
  posts: 'systemAdmin+unitAdmin',
  books: 2,
  documents: 0,
  kinds: true,
  anchors: 0,
  passwords: 0,
}

test('makes a real installation with one administrator and nothing of a demonstration; a second time it refuses', async () => {
  const env = { DATA_DIR: join(folder, 'dữ liệu') }
  const first = await typed(['setup', '--from', answers], env)
  expect(first.status).toBe(0)
  expect(first.answer).toMatchObject({ kind: 'real', administrator: { login: 'hue.tranthi' }, settings: null })
  expect(first.answer.link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/lien-ket\/[\w-]{43}$/)
  const embedded = await startEmbedded({ dataDir: env.DATA_DIR })
  expect(await counted(embedded.url)).toEqual(fresh)
  await embedded.stop()

  const again = await typed(['setup', '--from', answers], env)
  expect(again).toMatchObject({ status: 69, answer: { error: { code: 'cannot-start' } } })
  expect(again.answer.error.message).toContain(`DATA_DIR=${env.DATA_DIR}-2`)

  const link = await typed(['account', 'link', 'HUE.tranthi'], env)
  expect(link).toMatchObject({ status: 0, answer: { login: 'hue.tranthi' } })
  expect(link.answer.link).not.toBe(first.answer.link)
  expect(await typed(['account', 'link', 'ai.do'], env)).toMatchObject({
    status: 64,
    answer: { error: { message: expect.stringContaining('"ai.do"') } },
  })
})

test('an external database must be empty; an empty one is filled', async () => {
  // A server of its own: setting up gives the serving roles new passwords, and roles belong to the whole server.
  const server = await externalServer(join(folder, 'server'))
  const dataDir = join(folder, 'external')
  const url = await server.empty('empty')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    expect(await typed(['setup', '--from', answers], { DATA_DIR: dataDir, DATABASE_URL: url })).toMatchObject({ status: 0 })
    expect(await counted(url)).toEqual(fresh)
    expect(await readdir(dataDir)).toEqual(['secrets'])
    const again = { DATA_DIR: join(folder, 'another'), DATABASE_URL: url }
    expect(await typed(['setup', '--from', answers], again)).toMatchObject({ status: 69 })

    // A second installation beside it would set the passwords of the roles that the first one signs in with.
    const beside = { DATA_DIR: join(folder, 'beside'), DATABASE_URL: await server.empty('second') }
    const second = await typed(['setup', '--from', answers], beside)
    expect(second).toMatchObject({ status: 69, answer: { error: { message: expect.stringContaining('"empty"') } } })
    await expect(openGround(readConfig(beside), () => {})).rejects.toThrow('bản cài khác')
    const { rows } = await client.query(
      'select count(*)::int as left from pg_shdepend d join pg_database b on b.oid = d.dbid where b.datname = $1',
      ['second'],
    )
    expect(rows).toEqual([{ left: 0 }])
    // The first goes on: what serves it still opens with its own password, and brings the law to what this version's files say.
    await client.query(`update documents.kind set name = 'Khác' where code = 'DECISION'`)
    await client.query(`delete from statistics.target where id = 'S4-T13'`)
    const first = await openGround(readConfig({ DATA_DIR: dataDir, DATABASE_URL: url }), () => {})
    expect(await first.deskOf(visitor).work(async ({ clock }) => clock.today)).toMatch(/^\d{4}-/)
    await first.close()
    const law = await client.query(
      `select k.name, t.id from documents.kind k, statistics.target t where k.code = 'DECISION' and t.id = 'S4-T13'`,
    )
    expect(law.rows).toEqual([{ name: 'Quyết định', id: 'S4-T13' }])
  } finally {
    await client.end()
    await server.stop()
  }
})

test.each([
  ['no file', 'gone.yaml', null],
  ['no YAML', 'bad.yaml', 'a: [b'],
  ['nothing in it', 'empty.yaml', ''],
  [
    'a wrong identifier',
    'id.yaml',
    'province: T\nagency: { name: A, symbol: B C, organId: h 1, place: P }\nadministrator: { fullName: X, login: Ý }',
  ],
])('%s: says what is wrong and makes nothing', async (_, name, text) => {
  if (text !== null) await writeFile(join(folder, name), text)
  const dataDir = join(folder, `made ${name}`)
  const refused = await typed(['setup', '--from', join(folder, name)], { DATA_DIR: dataDir })
  expect(refused).toMatchObject({ status: 64, answer: { error: { code: 'wrong-use' } } })
  await expect(readdir(dataDir)).rejects.toThrow()
})

test('a folder with a file of somebody else is left as it is', async () => {
  const dataDir = join(folder, 'other')
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'thesis.txt'), 'x')
  expect(await typed(['setup', '--from', answers], { DATA_DIR: dataDir })).toMatchObject({ status: 69 })
  expect(await readdir(dataDir)).toEqual(['thesis.txt'])
})

test('settings replace their earlier lines and leave the others', () => {
  const text = withSettings('# ours\nPORT=80\nDATA_DIR=/old\n', { DATA_DIR: '/srv/lien thong', PUBLIC_URL: 'https://a.vn' })
  expect(text).toBe('# ours\nPORT=80\nDATA_DIR="/srv/lien thong"\nPUBLIC_URL=https://a.vn\n')
})
