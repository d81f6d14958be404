import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, isPrivate } from './ask.ts'

let server: Server
let at = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    switch (request.url) {
      case '/echo':
        return void request.pipe(response)
      case '/slow':
        return void response.write('a')
      case '/cut':
        response.writeHead(200, { 'content-length': 100 }).write('a')
        return void setTimeout(() => response.destroy(), 20)
      case '/moved':
        return void response.writeHead(302, { location: '/echo' }).end()
      default:
        return void response.end(Buffer.alloc(5_000))
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const limits = { most: 4_000, patience: 400, privateNetworks: true }
const silent = (silence: string) => expect.objectContaining({ silence })

test('what is posted is answered; too much, too slow, cut off, moved and nobody are told apart', async () => {
  const post = { type: 'application/timestamp-query', body: new Uint8Array([1, 2, 3]) }
  expect(await ask({ ...limits, address: `${at}/echo`, post })).toEqual(new Uint8Array([1, 2, 3]))
  await expect(ask({ ...limits, address: `${at}/big` })).rejects.toEqual(silent('too-large'))
  await expect(ask({ ...limits, address: `${at}/slow` })).rejects.toEqual(silent('too-slow'))
  await expect(ask({ ...limits, address: `${at}/cut` })).rejects.toEqual(silent('unreachable'))
  await expect(ask({ ...limits, address: `${at}/moved` })).rejects.toEqual(silent('refused'))
  await expect(ask({ ...limits, address: 'http://127.0.0.1:1/' })).rejects.toEqual(silent('unreachable'))
})

test('an address leads nowhere inside unless that is allowed, neither as figures nor by a name', async () => {
  const strict = { ...limits, privateNetworks: false }
  for (const address of [
    `${at}/echo`,
    at.replace('127.0.0.1', 'localhost'),
    at.replace('127.0.0.1', '[::1]'),
    'http://2130706433/',
  ])
    await expect(ask({ ...strict, address })).rejects.toEqual(silent('private-address'))
  for (const address of [
    'file:///etc/passwd',
    'ftp://a.vn/x',
    'http://user:word@a.vn/',
    'http://ca.demonstration.example/x',
    'không',
    'http://',
  ])
    await expect(ask({ ...strict, address })).rejects.toEqual(silent('bad-address'))
})

test.for([
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['::1', true],
  ['fd00::1', true],
  ['fe80::1%eth0', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:7f00:1', true],
  ['::ffff:8.8.8.8', false],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['2001:db8::1', false],
] as const)('%s lies inside: %s', ([address, inside]) => {
  expect(isPrivate(address)).toBe(inside)
})
