import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, DraftForm } from '#documents'
import { contentFrom } from '#kernel/content.ts'
import { openDesk } from '#platform/db/desk.ts'
import { type Browser, openBrowser } from './browser.ts'
import { type Installation, makeInstallation } from './installation.ts'
import { type Team, teamsOf } from './people.ts'

const megabyte = 1024 * 1024
const largest = 50 * megabyte
/** How much more memory eight uploads of the largest size may take at the same time; together they are 400 MB. */
const most = 120

let folder = ''
let installation: Installation
let drafter: Browser
let team: Team
let draft = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lt-upload-'))
  installation = await makeInstallation(join(folder, 'data'))
  await installation.start()
  const client = await installation.connect()
  const [first] = await teamsOf(client)
  await client.end()
  if (!first) throw new Error('nobody drafts')
  team = first
  drafter = await openBrowser(installation.address, team.drafter.person)
  const pool = installation.openPool()
  const form = DraftForm.parse({
    kind: 'OFFICIAL_LETTER',
    subject: 'gửi tệp lớn',
    content: contentFrom('Nội dung.'),
    signer: team.signer.post,
    addressees: ['Nơi nhận'],
    places: ['Như trên'],
    recipients: [],
  })
  draft = await openDesk(pool, team.drafter, { vault: installation.vault }).work((work) => create(work, form))
  await pool.destroy()
}, 180_000)
afterAll(async () => {
  await installation?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const rest = randomBytes(largest)
const ofSize = (head: Uint8Array<ArrayBuffer>, size: number) => [head, rest.subarray(0, size - head.length)]
const zip = (mark: string, size = largest) =>
  new File(ofSize(new Uint8Array(Buffer.from(`PK\u0003\u0004${mark}`)), size), `${mark}.zip`)

/** A PDF with words and 49 MB of something that hangs on it. */
async function pdf(mark: string): Promise<File> {
  const made = await PDFDocument.create()
  made.addPage([595, 842]).drawText(`Bao cao so lieu cua cac don vi, phan ${mark}`, { x: 60, y: 700, size: 12 })
  await made.attach(rest.subarray(0, largest - megabyte), 'so-lieu.bin', { mimeType: 'application/octet-stream' })
  return new File([new Uint8Array(await made.save())], `${mark}.pdf`)
}

const formOf = (file: File) => {
  const form = new FormData()
  form.append('file', file)
  return form
}
const door = () => `/van-ban/di/${draft}/tep/gui?vai=kem-theo`
const memory = () => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${installation.pid()}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Runs `act` and answers by how many MB the program's memory rose at most while it ran. */
async function rise(act: () => Promise<unknown>): Promise<number> {
  const before = memory()
  let peak = before
  let over = false
  const watching = (async () => {
    while (!over) {
      peak = Math.max(peak, memory())
      await wait(20)
    }
  })()
  await act().finally(() => {
    over = true
  })
  await watching
  return peak - before
}

const incoming = () => readdir(join(installation.dataDir, 'blobs/incoming')).catch(() => [])
const stored = async () => {
  const client = await installation.connect()
  const { rows } = await client.query<{ files: number; large: number }>(
    `select (select count(*)::int from documents.outgoing_file) as files,
       (select count(*)::int from platform.blob where content is null) as large`,
  )
  await client.end()
  return rows[0] ?? { files: 0, large: 0 }
}

test('eight uploads of 50 MB at the same time leave the memory of the program flat, and all of them are stored', {
  timeout: 300_000,
}, async () => {
  // Once before, so that what is loaded at the first upload does not count.
  expect((await drafter.send(door(), formOf(zip('truoc', megabyte)))).status).toBe(200)
  const before = await stored()
  const sent = [zip('mot'), zip('hai'), zip('ba'), zip('bon'), zip('nam'), await pdf('sau'), await pdf('bay'), await pdf('tam')]
  const risen = await rise(async () => {
    const said = await Promise.all(sent.map((file) => drafter.send(door(), formOf(file))))
    expect(said.map(({ status, text }) => (status === 200 ? 200 : text))).toEqual(sent.map(() => 200))
  })
  expect(risen).toBeLessThan(most)
  expect(await stored()).toEqual({ files: before.files + 8, large: before.large + 8 })
  expect(await incoming()).toEqual([])
})

test('over the API, where a file lies in base64, memory stays flat as well', { timeout: 300_000 }, async () => {
  const before = await stored()
  const content = async (mark: string) => Buffer.from(await zip(mark, largest - 3).arrayBuffer()).toString('base64')
  const bodies = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (mark) => JSON.stringify({ name: `${mark}.zip`, content: await content(mark) })),
  )
  const path = `/api/v1/documents/outgoing/${draft}/attachments`
  const risen = await rise(async () => {
    const said = await Promise.all(bodies.map((body) => drafter.send(path, body)))
    expect(said.map(({ status, text }) => (status === 201 ? 201 : text))).toEqual(bodies.map(() => 201))
  })
  expect(risen).toBeLessThan(most)
  expect(await stored()).toEqual({ files: before.files + 4, large: before.large + 4 })
  expect(await incoming()).toEqual([])
})

type Leaving = { path: string; type: string; head: string }

/** Begins to send 50 MB and goes away when a part of it has come to the disk. */
async function leave({ path, type, head }: Leaving): Promise<void> {
  const { hostname, port } = new URL(installation.address)
  const headers = { cookie: drafter.cookie, origin: installation.address, 'content-type': type, 'content-length': largest }
  const going = request({ hostname, port, path, method: 'POST', headers })
  const gone = new Promise<void>((resolve) => going.on('error', () => resolve()).on('close', () => resolve()))
  going.write(head)
  going.write(Buffer.alloc(4 * megabyte, 'QUJD'))
  await expect.poll(async () => (await incoming()).length, { timeout: 30_000 }).toBe(1)
  going.destroy()
  await gone
}

test.for<[string, () => Leaving]>([
  [
    'a form',
    () => ({
      path: door(),
      type: 'multipart/form-data; boundary=x',
      head: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK\u0003\u0004',
    }),
  ],
  [
    'the API',
    () => ({
      path: `/api/v1/documents/outgoing/${draft}/attachments`,
      type: 'application/json',
      head: '{"name":"a.zip","content":"UEsDBAAA',
    }),
  ],
])('an upload over %s that is broken off leaves no file and no row', { timeout: 90_000 }, async ([, leaving]) => {
  const before = await stored()
  await leave(leaving())
  await expect.poll(incoming, { timeout: 30_000 }).toEqual([])
  expect(await stored()).toEqual(before)
  expect((await fetch(`${installation.address}/healthz`)).status).toBe(200)
})
