import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askBy } from '#platform/bridge/ask.ts'
import { openBridge } from '#platform/bridge/bridge.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { openTokens } from '#platform/token/token.ts'
import { importAnchors, importTokenKey, judgeFile, makeFilesLast, type SignerAlgorithm, setStamping } from '#signing'
import { type Services, testServices } from '../signing/longterm/testing.ts'
import { type RemoteService, remoteService, signingRoutes } from '../signing/remote/csc.testing.ts'
import { apiOver, type Call } from './api.testing.ts'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'
import { incomingList } from './incoming/list.sql.ts'
import { loader } from './outgoing/file.page.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-keys-'))
const driver = '/usr/lib/softhsm/libsofthsm2.so'
const site = 'http://lienthong.test'
const pin = '876543'
let province: TestProvince
let services: Services
let remote: RemoteService
let call: Call
let close: () => Promise<void>

/** A token of SoftHSM with one key and its certificate, by Debian's own programs. */
function tokenWith(label: string, name: string, algorithm: SignerAlgorithm): void {
  services.authority.issue(name, { algorithm })
  const [key, pem] = [join(services.authority.folder, `${name}.key`), join(services.authority.folder, `${name}.pem`)]
  const [p8, der] = [join(folder, 'key.p8'), join(folder, 'leaf.der')]
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' })
  run('softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', '12345678', '--pin', pin)
  run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', key, '-out', p8)
  run('softhsm2-util', '--import', p8, '--token', label, '--label', 'ky', '--id', 'a1', '--pin', pin)
  run('openssl', 'x509', '-in', pem, '-outform', 'DER', '-out', der)
  const written = ['--login', '--pin', pin, '--write-object', der, '--type', 'cert', '--id', 'a1']
  run('pkcs11-tool', '--module', driver, '--token-label', label, ...written)
}

beforeAll(async () => {
  mkdirSync(join(folder, 'tokens'))
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`)
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf')
  ;[province, services] = await Promise.all([testProvince(), testServices()])
  province.vault.tokens = openTokens(driver)
  ;({ call, close } = await apiOver(province, [signingRoutes]))
  const admin = province.as('bach.huynhgia')
  const issuing = execFileSync('openssl', ['x509', '-in', join(services.authority.folder, 'Thử Issuing.pem'), '-outform', 'DER'])
  for (const one of [services.authority.root, new Uint8Array(issuing)]) await admin.work((work) => importAnchors(work, one))
  await admin.work((work) => setStamping(work, { address: `${services.address}/tsa`, privateNetworks: true }))
  tokenWith('Thẻ', 'Lê Văn An', 'ECDSA-P256-SHA256')
  tokenWith('HSM', 'Sở Tài chính', 'RSA-SHA256')
}, 180_000)
afterAll(async () => {
  await close()
  await remote?.close()
  await services.close()
  await province.close()
  rmSync(folder, { recursive: true })
})

type Answered = { id: string; state: string; symbol: string | null; code: string; results: { refused: unknown }[] }

async function submitted(): Promise<string> {
  const { id } = (await call<Answered>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99']))).body
  expect((await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })).status).toBe(200)
  return id
}

/** The lasting file as the clerk downloads it, judged by the installation's own verifier. */
async function lastingVerdict(id: string) {
  const desk = province.as('na.lethu')
  const context = new RouterContextProvider()
  context.set(deskContext, desk)
  const at = new Request(`http://localhost/tep/di/${id}/luu-tru`)
  const args = { context, request: at, params: { id, file: 'luu-tru' }, url: new URL(at.url), pattern: '' } as Parameters<
    typeof loader
  >[0]
  const bytes = new Uint8Array(await (await loader(args)).arrayBuffer())
  return judgeFile({ bytes }, { anchors: [services.authority.root], at: new Date() })
}

/** What the recipient reads of the letter that came, over the API. */
async function receivedVerdict(symbol: string | null): Promise<unknown> {
  const rows = await province.as('hoa.dothi').work((work) => incomingList(work, { states: ['ARRIVED'] }))
  const row = rows.find((one) => `${one.codeNumber}/${one.codeNotation}` === symbol)
  const { status, body } = await call('hoa.dothi', 'GET', `/incoming/${row?.id}`)
  return { status, verdict: body.verdict }
}

test('the whole story with tokens: drafted, signed, numbered, sealed, issued, received, judged valid, and lasting by a time-stamp authority and a responder', async () => {
  await importTokenKey(province.as('an.levan'), { token: 'Thẻ', pin, holder: 'person' })
  await importTokenKey(province.as('na.lethu'), { token: 'HSM', pin, holder: 'agency' })
  const id = await submitted()
  const signed = await call<Answered>('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  expect(signed.body.results).toMatchObject([{ refused: null }])
  expect((await call('na.lethu', 'POST', `/outgoing/${id}/number`)).body).toMatchObject({ state: 'NUMBERED' })
  expect((await call('na.lethu', 'POST', `/outgoing/${id}/seal`, { pin })).body).toMatchObject({ state: 'SEALED' })
  const issued = (await call<Answered>('na.lethu', 'POST', `/outgoing/${id}/release`)).body
  expect(issued.state).toBe('ISSUED')
  expect(await receivedVerdict(issued.symbol)).toEqual({ status: 200, verdict: 'valid' })
  await makeFilesLast({ deskOf: province.deskOf })
  expect(services.asked).toEqual(expect.arrayContaining(['tsa', 'ocsp']))
  const judged = await lastingVerdict(id)
  expect(judged).toMatchObject({ verdict: 'valid', reasons: [] })
  const people = judged.signatures.filter(({ kind }) => kind !== 'timestamp')
  expect(people.map(({ signer, level, revocation, verdict }) => ({ signer, level, revocation, verdict }))).toMatchObject([
    { signer: 'Lê Văn An', level: expect.stringMatching(/^B-LTA?$/), verdict: 'valid' },
    { signer: 'Sở Tài chính', level: expect.stringMatching(/^B-LTA?$/), verdict: 'valid' },
  ])
})

/** The signing program with one token, its window a program that types the PIN while `yes` lies beside it. */
async function program(token: string): Promise<{ server: Server; codes: string[]; ask: (...asked: Asking) => Promise<Said> }> {
  const window = join(folder, 'ask.sh')
  writeFileSync(window, `#!/bin/sh\nprintf '%s' "$1" > '${folder}/shown'\n[ -e '${folder}/yes' ] && echo ${pin}\n`)
  chmodSync(window, 0o700)
  const codes: string[] = []
  const server = openBridge({
    ...{ tokens: openTokens(driver), token, sites: [site], ask: askBy(window) },
    tell: (code) => codes.push(code),
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const ask = (method: string, body: unknown, headers: Record<string, string> = {}) =>
    new Promise<Said>((done, fail) => {
      const sent = JSON.stringify(body)
      const all = {
        origin: site,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(sent)),
        ...headers,
      }
      const options = { host: '127.0.0.1', port, method: 'POST', path: `/lienthong-bridge/1/${method}`, headers: all }
      request(options, async (answer) => {
        done({
          status: answer.statusCode ?? 0,
          allowed: answer.headers['access-control-allow-origin'],
          body: (await json(answer)) as Said['body'],
        })
      })
        .on('error', fail)
        .end(sent)
    })
  return { server, codes, ask }
}
type Asking = [method: string, body: unknown, headers?: Record<string, string>]
type Said = { status: number; allowed: string | undefined; body: Record<string, unknown> }

const whole = (path: string) => `/api/v1${path}`
const hex = (text: unknown) => Buffer.from(String(text), 'base64').toString('hex')

/** Takes the key of a program's token into use for who is signed in, as the page does. */
async function taken(login: string, holder: string, { ask, codes }: Awaited<ReturnType<typeof program>>) {
  const key = { authorization: `Bearer ${(await ask('pair', { code: codes.at(-1) })).body.key}` }
  const certificates = (await ask('certificates', {}, key)).body.certificates as string[]
  const wanted = (await call(login, 'POST', whole(`/certificates/${holder}/desk-challenge`), { certificates })).body
  const proof = (await ask('sign', { ...wanted, title: 'Nhận khóa', agency: '' }, key)).body.signature
  return {
    key,
    proof,
    certificates,
    made: await call(login, 'POST', whole(`/certificates/${holder}/desk`), { certificates, signature: proof }),
  }
}

test('a key at the person’s own machine: the hash goes to the signing program, the signature comes back, the letter goes out', async () => {
  writeFileSync(join(folder, 'yes'), '')
  const [mine, ours] = [await program('Thẻ'), await program('HSM')]
  const leader = await taken('an.levan', 'person', mine)
  expect(leader.made).toMatchObject({ status: 201, body: { lies: 'DESK', asks: [] } })
  const clerk = await taken('na.lethu', 'agency', ours)
  expect(clerk.made.status).toBe(201)
  // Nobody takes in a certificate whose key is not at hand, nor another's.
  const forged = { certificates: leader.certificates, signature: clerk.proof }
  expect(await call('an.levan', 'POST', whole('/certificates/person/desk'), forged)).toMatchObject({
    body: { code: 'key-unsuitable' },
  })
  const foreign = { certificates: leader.certificates, signature: leader.proof }
  expect(await call('na.lethu', 'POST', whole('/certificates/person/desk'), foreign)).toMatchObject({
    body: { code: 'foreign-certificate' },
  })
  expect(await call('an.levan', 'POST', whole('/certificates/agency/desk'), foreign)).toMatchObject({ status: 403 })

  const id = await submitted()
  const hold = (login: string, step: string, read = true) =>
    call(login, 'POST', `/outgoing/${id}/held-signatures`, { step, read })
  expect((await call<Answered>('an.levan', 'POST', '/signatures', { ids: [id], pin })).body).toMatchObject({
    code: 'key-at-desk',
  })
  expect(await hold('an.levan', 'sign', false)).toMatchObject({ status: 409, body: { code: 'not-read' } })
  expect(await hold('anh.nguyenthi', 'sign')).toMatchObject({ status: 403 })
  expect(await hold('hoa.dothi', 'sign')).toMatchObject({ status: 404 })
  expect(await hold('an.levan', 'seal')).toMatchObject({ status: 403 })
  const held = await hold('an.levan', 'sign')
  expect(held).toMatchObject({ status: 201, body: { algorithm: 'ECDSA-P256-SHA256', agency: 'Lê Văn An' } })
  const complete = (login: string, at: unknown, signature: unknown) =>
    call(login, 'POST', `/held-signatures/${at}`, { signature })
  expect(await complete('an.levan', held.body.held, leader.proof)).toMatchObject({
    status: 400,
    body: { code: 'wrong-signature' },
  })
  const signature = (await mine.ask('sign', held.body, leader.key)).body.signature
  expect(await complete('na.lethu', held.body.held, signature)).toMatchObject({ status: 410, body: { code: 'held-over' } })
  expect(await complete('an.levan', held.body.held, signature)).toMatchObject({ status: 200, body: { state: 'SIGNED' } })
  expect(await complete('an.levan', held.body.held, signature)).toMatchObject({ status: 410 })

  const sealing = (await hold('na.lethu', 'seal')).body
  const sealed = (await ours.ask('sign', sealing, clerk.key)).body.signature
  const issued = (await call<Answered>('na.lethu', 'POST', `/held-signatures/${sealing.held}`, { signature: sealed })).body
  expect(issued.state).toBe('ISSUED')
  expect(await receivedVerdict(issued.symbol)).toEqual({ status: 200, verdict: 'valid' })

  // The program: only for the named site, this machine's own name and who knew the code; the person sees what it is and may say no.
  const shown = execFileSync('cat', [join(folder, 'shown')], { encoding: 'utf8' })
  expect(shown).toContain(String(sealing.title))
  expect(shown).toContain(hex(sealing.hash))
  rmSync(join(folder, 'yes'))
  const refusals: [Asking, number, string][] = [
    [['sign', held.body, leader.key], 403, 'person-refused'],
    [['sign', held.body, {}], 401, 'not-paired'],
    [['sign', { ...held.body, hash: 'AAAA' }, leader.key], 400, 'bad-request'],
    [['sign', { ...held.body, certificate: '00' }, leader.key], 404, 'no-such-certificate'],
    [['certificates', {}, { ...leader.key, origin: 'https://evil.example' }], 403, 'wrong-site'],
    [['hello', {}, { host: 'lienthong.test' }], 403, 'wrong-host'],
    [['pair', { code: 'sai' }], 403, 'wrong-code'],
    [['hello', {}, { 'content-type': 'text/plain' }], 415, 'json-only'],
    [['hello', []], 400, 'bad-request'],
  ]
  for (const [asked, status, error] of refusals) expect(await mine.ask(...asked)).toMatchObject({ status, body: { error } })
  expect((await mine.ask('hello', {}, { origin: 'https://evil.example' })).allowed).toBeUndefined()
  const before = mine.codes.length
  for (const _ of [1, 2]) await mine.ask('pair', { code: '0' })
  expect(mine.codes.length).toBe(before + 1)
  for (const { server } of [mine, ours]) {
    server.closeAllConnections()
    server.close()
  }
})

test('a key with a service of remote signing: PIN and code at the same two presses, a code that was used leaves the number waiting', async () => {
  remote = await remoteService(services.authority, {
    an: [{ id: 'an', name: 'Lê Văn An', algorithm: 'ECDSA-P256-SHA256', pin: '2468', otps: ['111111'] }],
    so: [{ id: 'so', name: 'Sở Tài chính', algorithm: 'ECDSA-P256-SHA256', pin: '1357', otps: ['222222'], scal: '2' }],
  })
  const service = (await call('bach.huynhgia', 'POST', whole('/remote-services'), { address: remote.address, ...remote.client }))
    .body.id
  expect((await call('an.levan', 'POST', whole('/certificates/person/remote'), { service, account: 'an' })).status).toBe(201)
  expect((await call('na.lethu', 'POST', whole('/certificates/agency/remote'), { service, account: 'so' })).status).toBe(201)
  const id = await submitted()
  const sign = (otp: string) => call<Answered>('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin: '2468', otp })
  expect((await sign('999999')).body).toMatchObject({ code: 'remote-refused', about: 'wrong-otp' })
  expect((await sign('111111')).body.results).toMatchObject([{ refused: null }])
  const issue = (otp: string) => call<Answered>('na.lethu', 'POST', '/issues', { ids: [id], pin: '1357', otp })
  expect((await issue('111111')).body.results).toMatchObject([{ refused: expect.objectContaining({ code: 'remote-refused' }) }])
  expect((await call('na.lethu', 'GET', `/outgoing/${id}`)).body).toMatchObject({ state: 'NUMBERED' })
  expect((await issue('222222')).body.results).toMatchObject([{ refused: null }])
  const { symbol } = (await call<Answered>('na.lethu', 'GET', `/outgoing/${id}`)).body
  expect(await receivedVerdict(symbol)).toEqual({ status: 200, verdict: 'valid' })
})
