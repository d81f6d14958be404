import { inflateRawSync } from 'node:zlib'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub, type LoaderFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { type TestDatabase, testDatabase } from '#platform/db/testing.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { adoptRoadmap } from '../targets/adopt.ts'
import { loadTargets } from '../targets/load.ts'
import { loader as attentionLoader } from './attention.page.tsx'
import BehindPage, { loader as behindLoader } from './behind.page.tsx'
import ExchangePage, { action, loader } from './exchange.page.tsx'
import { type Province, province } from './exchange.testing.ts'
import { loader as fileLoader } from './file.page.ts'

let database: TestDatabase
let land: Province
let watcher: Actor
const now = '2026-11-20T08:00:00+07:00'
beforeAll(async () => {
  database = await testDatabase()
  land = await province(database.ownerUrl)
  watcher = await land.actor(land.agencies.justice, 'ictDepartment')
  const { finance, health, committee, commune, ministry } = land.agencies
  await land.desk(watcher).work(async (work) => {
    await loadTargets(work.tx)
    const roadmap = {
      ...{ roadmap: 'DEMO-2026', title: 'Lộ trình 2026', from: '2026-01-01', until: null },
      rows: [{ based_on: 'S0-T02', value: 90, deadline: '2026-06-30' }],
    }
    await adoptRoadmap(work, { roadmap, from: '2026-01-01', until: null, legalBasis: 'Quyết định 15/QĐ-UBND' })
  })
  for (const month of ['2026-09', '2026-10', '2026-11']) {
    await land.release(finance, [{ to: health }, { to: committee, channel: 'EMAIL' }], `${month}-02T09:00:00+07:00`)
    await land.release(finance, [{ to: health, mode: 'HYBRID', copies: 2 }], `${month}-03T09:00:00+07:00`)
    await land.release(finance, [{ to: commune, mode: 'PAPER' }, { to: health }], `${month}-04T09:00:00+07:00`, { onPaper: true })
    await land.release(commune, [{ to: finance, purpose: 'REPORT' }, { to: ministry }], `${month}-05T09:00:00+07:00`)
    await land.release(health, [{ scope: 'INTERNAL', to: land.divisions[health] ?? '' }], `${month}-06T09:00:00+07:00`, {
      numbered: false,
    })
    await land.release(health, [{ scope: 'EXTERNAL', channel: 'EMAIL' }], `${month}-07T09:00:00+07:00`)
  }
})
afterAll(async () => {
  await land.close()
  await database.close()
})

function asked(who: Actor, address: string, more: { form?: URLSearchParams; params?: Record<string, string> } = {}) {
  const context = new RouterContextProvider()
  context.set(deskContext, land.desk(who, now))
  const request = new Request(new URL(address, 'http://office'), more.form ? { method: 'POST', body: more.form } : {})
  return { context, request, params: more.params ?? {} } as unknown as LoaderFunctionArgs
}

async function html(who: Actor, address: string): Promise<string> {
  const data = address.includes('/van-ban') ? await behindLoader(asked(who, address)) : await loader(asked(who, address))
  const Component = address.includes('/van-ban') ? BehindPage : ExchangePage
  const id = 'page'
  const Stub = createRoutesStub([{ id, path: '*', Component, loader: () => data }])
  return renderToStaticMarkup(createElement(Stub, { initialEntries: [address], hydrationData: { loaderData: { [id]: data } } }))
}

const links = (page: string) =>
  [...page.matchAll(/<a [^>]*href="(\/bao-cao\/trao-doi\/van-ban[^"]*)"[^>]*>([\d.]+)<\/a>/g)].map(
    ([, href = '', count = '']) => ({
      href: href.replaceAll('&amp;', '&'),
      count: Number(count.replaceAll('.', '')),
    }),
  )
type Row = Awaited<ReturnType<typeof behindLoader>>['rows'][number]
type Delivery = Row['deliveries'][number]
/** Which deliveries a figure of deliveries counts. */
const belongs: Record<string, (one: Delivery) => boolean> = {
  electronic: (one) => one.class === 'E' || one.class === 'H',
  eoffice: (one) => one.class !== 'P' && one.facts.includes('Hệ thống quản lý văn bản'),
  email: (one) => one.class !== 'P' && one.facts.includes('Thư điện tử'),
  'sent-e': (one) => one.class === 'E',
  'sent-h': (one) => one.class === 'H',
  'sent-p': (one) => one.class === 'P',
  failed: (one) => one.facts.includes('Chưa gửi được'),
}

test.for([
  '',
  '?ky=2026-10&pham-vi=tat-ca',
  '?ky=2026-Q4&pham-vi=noi-bo',
  '?ky=2026&pham-vi=len-tinh',
])('every figure of the page %s opens the documents that make it up', async (search) => {
  const figures = links(await html(watcher, `/bao-cao/trao-doi${search}`))
  expect(figures.length).toBeGreaterThan(20)
  for (const { href, count } of figures) {
    const { rows } = await behindLoader(asked(watcher, href))
    const of = belongs[new URL(href, 'http://office').searchParams.get('cot') ?? ''] ?? ((one) => one.class !== null)
    const deliveries = rows.flatMap((row) => row.deliveries.filter(of)).length
    expect([rows.length, deliveries], href).toContain(count)
  }
})

test('figures against the target, in words: value, gap, verdict, trend of twelve months', async () => {
  const page = await html(watcher, '/bao-cao/trao-doi?ky=2026-11')
  for (const words of [
    '50,0',
    'thiếu 40,0 điểm',
    'Chưa đạt',
    'chỉ tiêu 90\u00a0%',
    '12/25',
    'Chỉ tiêu 90\u00a0%',
    'Còn xa',
    '100,0\u00a0%',
    'Số liệu đến 08:00, 20/11',
  ]) {
    expect(page).toContain(words)
  }
  const opened = await html(watcher, `/bao-cao/trao-doi?ky=2026-11&mo=${land.agencies.finance}`)
  expect(opened).toContain('Vì sao 2 văn bản có giấy')
  expect(opened).toContain('Bản vẽ khổ lớn')
})

test('a clerk sees the own agency; another one named in the address stays shut', async () => {
  const clerk = await land.actor(land.agencies.commune, 'recordsClerk')
  expect(await html(clerk, '/bao-cao/trao-doi?ky=2026-11')).not.toContain('Sở Tài chính')
  await expect(loader(asked(clerk, `/bao-cao/trao-doi?ky=2026-11&co-quan=${land.agencies.finance}`))).rejects.toMatchObject({
    code: 'not-found',
  })
  const shut = `/bao-cao/trao-doi/van-ban?ky=2026-11&co-quan=${land.agencies.finance}`
  expect((await behindLoader(asked(clerk, shut))).rows).toEqual([])
  const { rows } = await attentionLoader(asked(clerk, '/bao-cao/trao-doi/can-xu-ly?viec=failed'))
  expect(rows.map(({ symbol, href }) => [symbol, href !== null])).toEqual([
    [expect.stringContaining('/STC-NS'), true],
    expect.anything(),
  ])
  const colleague = await land.actor(land.agencies.commune, 'specialist')
  const unread = (await attentionLoader(asked(colleague, '/bao-cao/trao-doi/can-xu-ly?viec=failed'))).rows
  expect(unread.map(({ symbol, href }) => [symbol, href])).toEqual(rows.map(({ symbol }) => [symbol, null]))
  const others = await behindLoader(asked(watcher, '/bao-cao/trao-doi/van-ban?ky=2026-11&cot=e'))
  expect(others.rows.every(({ href }) => href === null)).toBe(true)
})

test('long lists go on by key, without a row twice or lost', async () => {
  for (let at = 0; at < 60; at += 1)
    await land.release(land.agencies.justice, [{ to: land.agencies.health }], '2026-08-10T09:00:00+07:00')
  const first = await behindLoader(asked(watcher, '/bao-cao/trao-doi/van-ban?ky=2026-08'))
  const second = await behindLoader(asked(watcher, first.later ?? ''))
  expect([first.rows.length, second.rows.length, second.later]).toEqual([50, 10, null])
  expect(new Set([...first.rows, ...second.rows].map(({ key }) => key)).size).toBe(60)
})

test('closing by the form: not by a clerk, not before the end, not twice at one instant', async () => {
  const post = (who: Actor, form: Record<string, string>) =>
    action(asked(who, '/bao-cao/trao-doi?ky=2026-10', { form: new URLSearchParams(form) }))
  const clerk = await land.actor(land.agencies.finance, 'recordsClerk')
  expect(await post(clerk, { ky: '2026-10' })).toMatchObject({
    init: { status: 403 },
    data: { refused: { code: 'not-allowed' } },
  })
  expect(await post(watcher, { ky: '2026-11' })).toMatchObject({ init: { status: 409 } })
  expect(await post(watcher, { ky: '2026-99' })).toMatchObject({ init: { status: 400 } })
  expect(await post(watcher, { ky: '2026-10' })).toMatchObject({ status: 302 })
  expect(await post(watcher, { ky: '2026-10' })).toMatchObject({ init: { status: 409 } })
  const page = await html(watcher, '/bao-cao/trao-doi?ky=2026-10')
  expect(page).toContain('Bản chốt')
  const closing = /href="([^"]*chot=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect((await behindLoader(asked(watcher, closing))).rows).toHaveLength(4)
})

const file = async (who: Actor, name: string) =>
  fileLoader(asked(who, `/tep/bao-cao/${name}?ky=2026-11`, { params: { file: name } }))
/** Names and contents of the files within a workbook. */
function unzipped(zip: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [packed, named, start] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    const body = zip.subarray(from, from + packed)
    const plain = zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)
    found.set(zip.subarray(at + 46, at + 46 + named).toString(), plain.toString())
  }
  return found
}

test('CSV and Excel hold the same columns and figures; a name that begins like a formula does no harm', async () => {
  await land.query(`update organisation.agency set name = '=HYPERLINK("http://x")' where id = $1`, [land.agencies.commune])
  const bytes = Buffer.from(await (await file(watcher, 'trao-doi.csv')).arrayBuffer())
  const csv = bytes.toString('utf8')
  const lines = csv.split('\r\n')
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(lines[2]).toMatch(
    /^Sở Tài chính,H99\.3,Cấp tỉnh,3,0,1,2,0,"33,33","100,00","66,67",3,1,1,3,3,1,0,0,0,0,"90,00","-56,67",Chưa đạt$/,
  )
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(lines.at(-2)).toMatch(/^Tổng cộng,,,4,0,2,2,0,"50,00"/)
  const parts = unzipped(Buffer.from(await (await file(watcher, 'trao-doi.xlsx')).arrayBuffer()))
  const [strings, sheet] = [parts.get('xl/sharedStrings.xml') ?? '', parts.get('xl/worksheets/sheet1.xml') ?? '']
  for (const head of (lines[1] ?? '').split(',').slice(0, 10)) expect(strings).toContain(head.replaceAll('"', ''))
  expect(sheet).toContain('<v>33.33</v>')
  expect(sheet).not.toContain('<f>')
  await expect(file(watcher, 'other.csv')).rejects.toMatchObject({ status: 404 })
})
