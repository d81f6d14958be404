import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { importAnchors, makeFilesLast, setStamping } from '#signing'
import { type Services, testServices } from '../../signing/longterm/testing.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { create, issue, sign, submit } from '../index.ts'
import { loader } from './file.page.ts'
import { outgoingPage } from './outgoing.load.ts'
import { view } from './view.sql.ts'

let province: TestProvince
let services: Services
let clerk: Desk
const pin = '12345678'

beforeAll(async () => {
  ;[province, services] = await Promise.all([testProvince(), testServices()])
  clerk = province.as('na.lethu')
}, 180_000)
afterAll(async () => {
  await services.close()
  await province.close()
})

async function read(desk: Desk, id: string, file: string): Promise<{ status: number; bytes: Buffer }> {
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const request = new Request(`http://localhost/tep/di/${id}/${file}`)
  const args = { context, request, params: { id, file }, url: new URL(request.url), pattern: '' } as Parameters<typeof loader>[0]
  const answer = await loader(args)
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}

test('an issued document waits for its time-stamp and then offers its lasting file, to whom it is open and to nobody else', async () => {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect((await clerk.work((work) => outgoingPage(work, id))).lasting).toBeNull()
  expect(await issue(clerk, [id], pin)).toEqual([{ id, refused: null }])
  expect((await clerk.work((work) => outgoingPage(work, id))).lasting).toEqual({ level: 'B-B', stampedAt: null })
  expect((await read(clerk, id, 'luu-tru')).status).toBe(404)

  const admin = province.as('bach.huynhgia')
  await admin.work((work) => importAnchors(work, services.authority.root))
  await admin.work((work) => setStamping(work, { address: `${services.address}/tsa`, privateNetworks: true }))
  await makeFilesLast({ deskOf: province.deskOf })
  // Nobody answers for the certificates of a demonstration: the time is proven, the rest is waited for.
  expect((await clerk.work((work) => outgoingPage(work, id))).lasting).toMatchObject({
    level: 'B-T',
    stampedAt: expect.any(Date),
  })

  const sealed = (await clerk.work((work) => view(work, id))).files.find(({ role }) => role === 'SEALED')
  const [delivered, lasting] = [await read(clerk, id, sealed?.id ?? ''), await read(clerk, id, 'luu-tru')]
  expect([delivered.status, lasting.status]).toEqual([200, 200])
  expect(lasting.bytes.length).toBeGreaterThan(delivered.bytes.length)
  expect(lasting.bytes.subarray(0, delivered.bytes.length).equals(delivered.bytes)).toBe(true)
  expect((await read(province.as('hoa.dothi'), id, 'luu-tru')).status).toBe(404)
})
