import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKinds } from '#documents'
import { openFiles } from '#platform/blobs/blobs.ts'
import { openDesk } from '#platform/db/desk.ts'
import { api } from '#platform/http/api.ts'
import { type TestOffice, testOffice } from '../../modules/organisation/organisation.testing.ts'
import { importApi } from './import.api.ts'

let office: TestOffice
let app: FastifyInstance
let folder: string
beforeAll(async () => {
  office = await testOffice()
  await office.nobody.work(({ tx }) => loadKinds(tx))
  app = Fastify()
  const { pool } = office
  folder = await mkdtemp(join(tmpdir(), 'lt-import-'))
  const vault = { files: openFiles(folder), keySecret: new Uint8Array(32) }
  const actors = {
    actorOf: async (token: string) => office.actor(token),
    deskOf: (actor: Parameters<typeof openDesk>[1]) => openDesk(pool, actor, { vault }),
  }
  const ground = { pool, publicUrl: null, ...actors }
  await app.register(api, { prefix: '/api/v1', ground, version: '0', apiBytes: 1_000_000, mounts: [importApi] })
})
afterAll(async () => {
  await app.close()
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

async function call(login: string | null, path: string, files?: { name: string; content: string }[]) {
  const answer = await app.inject({
    method: files ? 'POST' : 'GET',
    url: `/api/v1/organisation/import${path}`,
    headers: { ...(login ? { cookie: `lt_session=${login}` } : {}), ...(files ? { 'content-type': 'application/json' } : {}) },
    ...(files ? { payload: JSON.stringify({ files }) } : {}),
  })
  const json = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: json ? answer.json() : null, bytes: answer.rawPayload }
}

const people = (...lines: string[]) => [
  {
    name: 'nguoi.csv',
    content: Buffer.from(['Tên đăng nhập,Họ và tên,Mã cơ quan,Chức vụ,Vai trò', ...lines].join('\r\n')).toString('base64'),
  },
]
const bao = 'bao.tranvan,Trần Văn Bảo,H98.11,Chuyên viên,Chuyên viên'
const known = () => office.as('province').work(({ tx }) => tx.selectFrom('organisation.person').select('id').execute())

test('a trial keeps nothing; the import keeps all and names the new people; repeated it adds nobody', async () => {
  const before = (await known()).length
  const trial = await call('unit', '/preview', people(bao))
  expect(trial).toMatchObject({
    status: 200,
    body: { kept: false, errors: [], people: [], sheets: [{ sheet: 'Người', new: 1 }] },
  })
  expect(await known()).toHaveLength(before)
  const kept = await call('unit', '', people(bao))
  expect(kept).toMatchObject({ status: 200, body: { kept: true, errors: [], people: [{ name: 'Trần Văn Bảo' }] } })
  expect(await call('unit', '', people(bao))).toMatchObject({ body: { kept: true, people: [], sheets: [{ new: 0, same: 1 }] } })
  expect(await known()).toHaveLength(before + 1)
})

test('one mistake and nothing is imported; each is told by sheet, row and column', async () => {
  const before = (await known()).length
  const answer = await call(
    'unit',
    '',
    people('an.dovan,Đỗ Văn An,H98.11,Chuyên viên,Chuyên viên', 'kha,Võ Kha,H98.11,Chuyên viên,Vua'),
  )
  expect(answer).toMatchObject({ status: 200, body: { kept: false, people: [] } })
  expect(answer.body.errors).toMatchObject([
    { sheet: 'Người', row: 3, column: expect.stringContaining('Vai trò'), message: expect.any(String) },
  ])
  expect(await known()).toHaveLength(before)
})

test('only administrators import, and a unit’s only into the own agency; a broken file is told so', async () => {
  for (const login of ['clerk', 'head', 'specialist', 'inspector'])
    for (const path of ['', '/preview']) expect(await call(login, path, people(bao))).toMatchObject({ status: 403 })
  expect(await call('clerk', '/template')).toMatchObject({ status: 403 })
  expect(await call(null, '', people(bao))).toMatchObject({ status: 401 })
  const next = await call('unitNextDoor', '', people('tam.levan,Lê Văn Tâm,H98.11,Chuyên viên,Chuyên viên'))
  expect(next.body).toMatchObject({ kept: false, errors: [{ row: 2 }] })
  expect(await call('unit', '', [{ name: 'a.xlsx', content: 'AAAA' }])).toMatchObject({
    status: 400,
    body: { code: 'unreadable-file' },
  })
  expect(await call('unit', '', [])).toMatchObject({ status: 400 })
  const template = await call('unit', '/template')
  expect(template.bytes.subarray(0, 2).toString()).toBe('PK')
})
