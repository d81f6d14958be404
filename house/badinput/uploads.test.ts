import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { become } from '../../src/modules/documents/documents.testing.ts'
import { inRole } from '../leaks/traffic.testing.ts'
import { campaign } from './campaign.testing.ts'
import { type BadFile, badKeys, badMains, badPdfs, badSeals, badSheets, foreign } from './files.testing.ts'

const at = campaign()

type Door = {
  name: string
  who: () => Actor
  url: () => string
  /** Where the page of the form is; null where there is none. */
  page: string | null
  field: string
  fields: [string, string][]
  most: number
  /** More files than this are refused. */
  files: number
  /** Typed words that must still stand in the form. */
  typed?: string
  /** Without a file the form is a good one. */
  fileless?: true
  bad: () => Promise<BadFile[]> | BadFile[]
}

// The picture of a seal is put anywhere but in a demonstration.
beforeAll(() => become(at.province, 'test'))

const largest = 50 * 1024 * 1024
const draft = () => `/van-ban/di/${at.made.ids.outgoing?.[0]}/tep`
const anh = () => at.province.actor('anh.nguyenthi')
const clerk = () => at.province.actor('na.lethu')
const typed = 'Nội dung còn nguyên trong ô'
const pins: [string, string][] = [
  ['intent', 'import'],
  ['password', 'x'],
  ['pinNew', '12345678'],
  ['pinNewAgain', '12345678'],
]

const doors: Door[] = [
  {
    name: 'attachments',
    who: anh,
    url: draft,
    page: '',
    field: 'file',
    fields: [['intent', 'attach']],
    most: largest,
    files: 20,
    bad: badPdfs,
  },
  {
    name: 'attachments as they are chosen',
    who: anh,
    url: () => `${draft()}/gui`,
    page: null,
    field: 'file',
    fields: [],
    most: largest,
    files: 1,
    bad: badPdfs,
  },
  {
    name: 'a PDF instead of the text',
    who: anh,
    url: draft,
    page: '',
    field: 'file',
    fields: [['intent', 'upload']],
    most: largest,
    files: 1,
    bad: async () => [...(await badPdfs()), ...(await badMains())],
  },
  {
    name: 'scans of what came on paper',
    who: clerk,
    url: () => '/van-ban/den/vao-so',
    page: '',
    field: 'file',
    fields: [
      ['kind', 'OFFICIAL_LETTER'],
      ['issuingAgency', 'Bộ Thử'],
      ['codeNumber', '77'],
      ['codeNotation', 'BT'],
      ['subject', typed],
      ['intent', 'register'],
    ],
    most: largest,
    files: 20,
    typed,
    fileless: true,
    bad: badPdfs,
  },
  {
    name: 'the scan of what was signed by hand',
    who: clerk,
    url: () => `/van-ban/di/${at.made.ids.outgoing?.[2]}/ban-quet`,
    page: '',
    field: 'scan',
    fields: [
      ['signerName', typed],
      ['signedOn', '05/01/2026'],
      ['intent', 'sign'],
    ],
    most: largest,
    files: 1,
    typed,
    bad: badPdfs,
  },
  {
    name: 'the import of people',
    who: () => at.province.actor('lam.tadinh'),
    url: () => '/quan-tri/nhap',
    page: '',
    field: 'file',
    fields: [],
    most: 5_000_000,
    files: 10,
    bad: badSheets,
  },
  {
    name: 'keys',
    who: anh,
    url: () => '/chung-thu-so',
    page: '',
    field: 'file',
    fields: pins,
    most: 262_144,
    files: 1,
    bad: badKeys,
  },
  {
    name: 'the agency’s key',
    who: clerk,
    url: () => '/chung-thu-so/co-quan',
    page: '',
    field: 'file',
    fields: pins,
    most: 262_144,
    files: 1,
    bad: badKeys,
  },
  {
    name: 'the picture of the seal',
    who: clerk,
    url: () => '/chung-thu-so/co-quan',
    page: '',
    field: 'file',
    fields: [['intent', 'seal-image']],
    most: 262_144,
    files: 1,
    bad: badSeals,
  },
  {
    name: 'trusted authorities',
    who: () => inRole(anh(), 'systemAdmin'),
    url: () => '/chung-thu-so/tin-cay',
    page: '',
    field: 'file',
    fields: [['intent', 'import']],
    most: 262_144,
    files: 1,
    bad: badKeys,
  },
]

type Sent = { what: string; body: Buffer | string; type: string; headers?: Record<string, string>; whole: boolean }

const boundary = 'ranh-gioi'
const multipart = `multipart/form-data; boundary=${boundary}`
const textPart = ([name, value]: readonly [string, string]) =>
  Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
const filePart = (field: string, { name, bytes }: Pick<BadFile, 'name' | 'bytes'>) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n`),
    Buffer.from('content-type: application/pdf\r\n\r\n'),
    bytes,
    Buffer.from('\r\n'),
  ])
const end = Buffer.from(`--${boundary}--\r\n`)
const whole = ({ fields, field }: Door, files: Pick<BadFile, 'name' | 'bytes'>[], more: readonly [string, string][] = []) =>
  Buffer.concat([...[...fields, ...more].map(textPart), ...files.map((file) => filePart(field, file)), end])

/** Ways in which the form itself is bad, whatever its file is. */
function badForms(door: Door): Sent[] {
  const good = { name: 'a.pdf', bytes: letterPdf('Nội dung') }
  const body = whole(door, [good])
  const many = Array.from({ length: door.files + 1 }, () => good)
  const form = (what: string, sent: Buffer | string, over: Partial<Sent> = {}): Sent => ({
    what,
    body: sent,
    type: multipart,
    whole: true,
    ...over,
  })
  const missing = [
    form('no file', whole(door, [])),
    form('an unchosen file', whole(door, [{ name: '', bytes: new Uint8Array() }])),
    form('the file as words', whole(door, [], [[door.field, '%PDF-1.7']])),
  ]
  return [
    ...(door.fileless ? [] : missing),
    form('more files than fit', whole(door, many)),
    form(
      '600 fields',
      whole(
        door,
        [good],
        Array.from({ length: 600 }, (_, at): [string, string] => [`x${at}`, 'y']),
      ),
      { whole: false },
    ),
    form('a field of 5 MB', whole(door, [good], [['x', 'ă'.repeat(2_600_000)]])),
    form('larger than allowed', whole(door, [{ name: 'a.pdf', bytes: Buffer.concat([good.bytes, Buffer.alloc(door.most)]) }])),
    form('broken off in the file', body.subarray(0, body.length - 200), { whole: false }),
    form('broken off in a head', body.subarray(0, 40), { whole: false }),
    form('another boundary', body, { type: 'multipart/form-data; boundary=khac', whole: false }),
    form('no boundary', body, { type: 'multipart/form-data', whole: false }),
    form('JSON', '{"file":"AAAA"}', { type: 'application/json', whole: false }),
    form('plain words', 'file', { type: 'text/plain', whole: false }),
    form('a declared length of a terabyte', body, { headers: { 'content-length': '1000000000000' }, whole: false }),
    form('nothing', '', { whole: false }),
  ]
}

const textsOf = (html: string) =>
  new Set(
    html
      .replace(/<script[\s\S]*?<\/script>/g, '')
      .split(/<[^>]*>/)
      .map((text) => text.trim())
      .filter(Boolean),
  )
const says = /(hãy|chọn|chưa|phải|không nhận|không đọc được|ghi )/i
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length

type Shown = { status: number; body: string }

/** What is wrong with the answer to a bad upload; null when it is a clear refusal. */
function faultOf(
  door: Door,
  { status, body }: Shown,
  { before, filled }: { before: Set<string>; filled: boolean },
): string | null {
  if (status < 400 || status >= 500) return `answered ${status}`
  const news = door.page === null ? [body] : [...textsOf(body)].filter((text) => !before.has(text))
  if (!news.some((text) => says.test(text))) return `says nothing to do: ${news.join(' / ').slice(0, 200)}`
  return filled && door.typed && !body.includes(door.typed) ? 'the form came back empty' : null
}

test.each(doors.map((door) => [door.name, door] as const))(
  '%s: at least 25 bad uploads, each refused in words, nothing stored, the form still filled',
  async (_, door) => {
    const found: string[] = []
    const shown = await at.server.ask(door.who(), { url: door.url() })
    const before = textsOf(shown.body)
    if (door.page !== null) expect(shown.status).toBe(200)
    const bad = [...foreign(), ...(await door.bad())]
    const sent: Sent[] = [
      ...badForms(door),
      ...bad.map((file) => ({ what: file.what, body: whole(door, [file]), type: multipart, whole: true })),
    ]
    const prints = await at.stored.now()
    const files = filesIn(at.province.folder)
    for (const { what, body, type, headers = {}, whole: filled } of sent) {
      const answer = await at.server.ask(door.who(), { method: 'POST', url: door.url(), body, type, headers })
      const fault = faultOf(door, answer, { before, filled })
      if (fault) found.push(`${what}: ${fault}`)
      if ((await at.stored.now()).join() !== prints.join() || filesIn(at.province.folder) !== files) {
        found.push(`${what}: something was stored`)
        break
      }
    }
    expect(found).toEqual([])
    expect(sent.length).toBeGreaterThanOrEqual(25)
    expect((await at.server.ask(null, { url: '/dang-nhap' })).status).toBe(200)
  },
  300_000,
)

type JsonFile = { name: string; content: string }
type ApiDoor = [what: string, who: () => Actor, method: string, path: () => string, body: (file: JsonFile) => unknown]
const entry = { kind: 'OFFICIAL_LETTER', issuingAgency: 'Bộ Thử', codeNumber: '78', codeNotation: 'BT', subject: typed }
// biome-ignore format: a table
const apiDoors: ApiDoor[] = [
  ['attachments', anh, 'POST', () => `/outgoing/${at.made.ids.outgoing?.[0]}/attachments`, (file) => file],
  ['a PDF instead of the text', anh, 'PUT', () => `/outgoing/${at.made.ids.outgoing?.[0]}/upload`, (file) => file],
  ['scans of what came on paper', clerk, 'POST', () => '/incoming', (file) => ({ ...entry, files: [file] })],
  ['the scan of what was signed by hand', clerk, 'POST', () => `/outgoing/${at.made.ids.outgoing?.[2]}/hand-signature`, (scan) => ({ signerName: typed, signedOn: '2026-01-05', scan })],
]

test.each(apiDoors)(
  'over the API, %s: each of at least 25 bad files is refused in words and nothing stored',
  async (_, who, method, path, body) => {
    const found: string[] = []
    const bad = [...foreign(), ...(await badPdfs())]
    const prints = await at.stored.now()
    const files = filesIn(at.province.folder)
    for (const { what, name, bytes } of bad) {
      const content = Buffer.from(bytes).toString('base64')
      const answer = await at.callApi(who(), method, `/api/v1/documents${path()}`, body({ name, content }))
      const problem = answer.status < 400 ? null : (JSON.parse(answer.body) as { title: string })
      if (!problem || answer.status >= 500 || !says.test(problem.title))
        found.push(`${what}: ${answer.status} ${answer.body.slice(0, 200)}`)
    }
    expect(found).toEqual([])
    expect(bad.length).toBeGreaterThanOrEqual(25)
    expect(await at.stored.now()).toEqual(prints)
    expect(filesIn(at.province.folder)).toBe(files)
  },
  300_000,
)

const names: Readonly<Record<string, string>> = {
  'a path': '../../../../tmp/van-ban.pdf',
  'a path of Windows': 'C:\\\\a\\\\van-ban.pdf',
  'a NUL': 'van\0-ban.pdf',
  controls: 'van\u0007\u001b-ban.pdf',
  'written backwards': 'van\u202e-ban.pdf',
  'too long': `${'ă'.repeat(900)}.pdf`,
  'letters and marks': 'văn bản.pdf'.normalize('NFD'),
  'a script': '<img src=x onerror=alert(1)>.pdf',
}

test('a good file with a treacherous name is stored under a harmless one, which still says what it is', async () => {
  const url = `${draft()}/gui`
  for (const [what, name] of Object.entries(names)) {
    const body = Buffer.concat([filePart('file', { name, bytes: letterPdf('Phụ lục') }), end])
    const answer = await at.server.ask(anh(), { method: 'POST', url, body, type: multipart })
    expect(answer.status, what).toBe(200)
  }
  const shown = await at.server.ask(anh(), { url: `/api/v1/documents/outgoing/${at.made.ids.outgoing?.[0]}` })
  const kept = (JSON.parse(shown.body) as { files: { name: string }[] }).files.map((file) => file.name)
  expect(kept.length).toBe(Object.keys(names).length)
  for (const name of kept) {
    expect(name).toMatch(/\.pdf$/)
    expect(name.length).toBeLessThanOrEqual(200)
    expect(name).toBe(name.normalize('NFC'))
    expect(name).not.toMatch(/[\p{Cc}\u202e/\\]/u)
  }
})

test('a browser that leaves in the middle of a file leaves nothing behind, and the server lives', async () => {
  const prints = await at.stored.now()
  const files = filesIn(at.province.folder)
  await at.server.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = at.server.app.server.address() as AddressInfo
  let ended = 0
  at.server.app.server.on('request', (_, answer) => answer.on('close', () => ended++))
  const known = anh()
  const cookie = `lt_session=${known.post}.${known.agencies.length}.${known.roles.join('.')}`
  for (const url of [draft(), `${draft()}/gui`])
    await new Promise<void>((resolve) => {
      const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': multipart, 'content-length': '90000000' }
      const leaving = request({ host: '127.0.0.1', port, path: url, method: 'POST', headers })
      leaving.on('error', () => resolve())
      const part = filePart('file', { name: 'a.pdf', bytes: Buffer.alloc(3_000_000, 0x25) })
      leaving.write(part, () => leaving.destroy(new Error('left')))
    })
  await expect.poll(() => ended).toBe(2)
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  await expect.poll(() => filesIn(at.province.folder)).toBe(files)
  expect(await at.stored.now()).toEqual(prints)
})
