import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueCertificate, makeAuthority } from '../authority/authority.ts'
import { factsOf, readCertificate } from '../certificates/certificate.ts'
import { readPkcs12 } from './read.ts'
import { writePkcs12 } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'p12-'))
const at = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const refused = (code: string) => expect.objectContaining({ code })

/** A root, a key of each kind with its certificate, made by OpenSSL alone. */
beforeAll(() => {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=Root', '-keyout', 'root.key', '-out', 'root.pem')
  for (const [name, ...kind] of [
    ['rsa', 'rsa:2048'],
    ['ec', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  ] as const) {
    openssl(
      'req',
      '-new',
      '-newkey',
      ...kind,
      '-nodes',
      '-subj',
      '/CN=Tran Thi Hoa',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    )
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-CAcreateserial',
      '-out',
      `${name}.pem`,
    )
  }
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

function exported(key: 'rsa' | 'ec', password: string, ...options: string[]): Uint8Array {
  const files = ['-inkey', `${key}.key`, '-in', `${key}.pem`, '-certfile', 'root.pem', '-out', 'made.p12']
  openssl('pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...options)
  return readFileSync(at('made.p12'))
}

test.for([
  ['modern: PBES2, AES-256', []],
  ['old: RC2-40 and 3DES', ['-legacy']],
  ['RC2-128 for certificates', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128']],
  ['two-key 3DES', ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-3DES']],
  ['PBES2 with 3DES', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC']],
  ['AES-128, many iterations', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-iter', '100000']],
  ['certificates in the open', ['-certpbe', 'NONE']],
  ['no encryption at all', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
  ['without a checksum', ['-nomac']],
] as const)('a file made by OpenSSL is read: %s', async ([, options]) => {
  for (const key of ['rsa', 'ec'] as const) {
    const { privateKey, chain } = await readPkcs12(exported(key, 'mật khẩu Đ 123', ...options), 'mật khẩu Đ 123')
    expect(privateKey.export({ format: 'pem', type: 'pkcs8' })).toBe(readFileSync(at(`${key}.key`), 'utf8'))
    expect(chain.map((one) => factsOf(readCertificate(one)).subject)).toEqual(['Tran Thi Hoa', 'Root'])
  }
})

test('a wrong password, a damaged file, a file without key and a costly one are refused by name', async () => {
  const file = exported('rsa', 'right-one')
  for (const password of ['wrong-one', '', 'right-one ']) {
    await expect(readPkcs12(file, password)).rejects.toEqual(refused('wrong-file-password'))
  }
  for (const bad of [file.subarray(0, 500), new Uint8Array(), new TextEncoder().encode('%PDF-1.7'), new Uint8Array(300_000)]) {
    await expect(readPkcs12(bad, 'right-one')).rejects.toEqual(refused('unreadable-key-file'))
  }
  openssl('pkcs12', '-export', '-nokeys', '-in', 'rsa.pem', '-out', 'made.p12', '-passout', 'pass:right-one')
  await expect(readPkcs12(readFileSync(at('made.p12')), 'right-one')).rejects.toEqual(refused('key-unsuitable'))
  const costly = exported('rsa', 'right-one', '-iter', '1500000')
  await expect(readPkcs12(costly, 'right-one')).rejects.toEqual(refused('wrong-file-password'))
})

test.for([
  'RSA-SHA256',
  'ECDSA-P256-SHA256',
  'ECDSA-P384-SHA384',
] as const)('OpenSSL reads what is written and verifies what is issued: %s', async (algorithm) => {
  const authority = await makeAuthority('Tỉnh An Hòa', algorithm)
  const subject = { commonName: 'Trần Thị Hòa', organisation: 'Sở Tài chính', title: 'Giám đốc', organId: 'H00.01' }
  const span = { validFrom: new Date('2025-01-01T00:00:00Z'), validTo: new Date('2060-01-01T00:00:00Z') }
  const file = await issueCertificate(authority, { subject, kind: 'person', ...span }, 'mã số 12345678')
  writeFileSync(at('own.p12'), file)
  const pem = openssl('pkcs12', '-in', 'own.p12', '-nomacver', '-passin', 'pass:mã số 12345678', '-nodes')
  expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(3)
  expect(pem).toContain('BEGIN PRIVATE KEY')
  expect(() => openssl('pkcs12', '-in', 'own.p12', '-nomacver', '-passin', 'pass:mã số 12345679', '-nodes')).toThrow()
  const info = spawnSync('openssl', ['pkcs12', '-in', at('own.p12'), '-nomacver', '-info', '-noout', '-passin', 'pass:x'], {
    encoding: 'utf8',
  })
  expect(info.stderr).toContain('PBES2, PBKDF2, AES-256-CBC, Iteration 210000, PRF hmacWithSHA512')

  const { chain, privateKey } = await readPkcs12(file, 'mã số 12345678')
  const pemOf = (der: Uint8Array | undefined) => readCertificate(der ?? new Uint8Array()).toString()
  writeFileSync(at('leaf.pem'), pemOf(chain[0]))
  writeFileSync(at('issuing.pem'), pemOf(chain[1]))
  writeFileSync(at('top.pem'), pemOf(chain[2]))
  const verified = openssl(
    'verify',
    '-x509_strict',
    '-purpose',
    'any',
    '-CAfile',
    'top.pem',
    '-untrusted',
    'issuing.pem',
    'leaf.pem',
  )
  expect(verified).toBe('leaf.pem: OK\n')
  const text = openssl('x509', '-in', 'leaf.pem', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus,sname')
  expect(text).toContain('Digital Signature, Non Repudiation')
  expect(text).toContain('O=Liên Thông Demonstration Authority – no legal value')
  expect(text).toContain('CN=Trần Thị Hòa')
  expect(factsOf(readCertificate(chain[0] ?? new Uint8Array()))).toMatchObject({
    subject: 'Trần Thị Hòa',
    demonstration: true,
    ...span,
  })

  const again = await readPkcs12(await writePkcs12({ privateKey, chain }, 'other-pin'), 'other-pin')
  expect(again.chain).toEqual(chain)
  expect(again.privateKey.equals(privateKey)).toBe(true)
})
