import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeHere } from './file.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-cms-'))
const soon = new Date(Date.now() + 600_000)
const text = Buffer.from('Quyết định số 05/QĐ-UBND\n')
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder })

const keys = {
  rsa: ['rsa:2048'],
  short: ['rsa:1024'],
  p256: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const
type Key = keyof typeof keys

beforeAll(() => {
  writeFileSync(file('van-ban.bin'), text)
  for (const [name, kind] of Object.entries(keys)) {
    const subject = ['-subj', `/CN=${name}`, '-days', '30', '-sha256']
    openssl('req', '-x509', '-newkey', ...kind, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, ...subject)
    openssl('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A CMS by openssl; more of its options after the key. */
function sign(key: Key, ...options: string[]): Uint8Array {
  const by = ['-signer', `${key}.pem`, '-inkey', `${key}.key`, '-outform', 'DER']
  return new Uint8Array(openssl('cms', '-sign', '-binary', '-in', 'van-ban.bin', ...by, ...options))
}

const anchors = () => (Object.keys(keys) as Key[]).map((key) => new Uint8Array(readFileSync(file(`${key}.der`))))
const judge = (signature: Uint8Array | null, content: Uint8Array = text) =>
  judgeHere({
    file: { bytes: content },
    beside: signature && { bytes: signature },
    trust: { anchors: anchors(), at: soon },
  })

test.for([
  ['rsa', 'RSA-2048-SHA256', []],
  ['rsa', 'RSA-2048-SHA512', ['-md', 'sha512']],
  ['rsa', 'RSA-PSS-2048-SHA256', ['-keyopt', 'rsa_padding_mode:pss']],
  ['rsa', 'RSA-PSS-2048-SHA384', ['-md', 'sha384', '-keyopt', 'rsa_padding_mode:pss']],
  ['p256', 'ECDSA-256-SHA256', []],
  ['p384', 'ECDSA-384-SHA384', ['-md', 'sha384']],
] as const)('a signature by openssl with %s as %s is valid, and of one more byte it is not', async ([
  key,
  algorithm,
  options,
]) => {
  const cms = sign(key, '-cades', ...options)
  const judged = await judge(cms)
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  expect(judged.signatures).toMatchObject([{ algorithm, level: 'B-B', signer: key, timeSource: 'claimed', integrity: 'intact' }])
  const changed = await judge(cms, Buffer.concat([text, Buffer.from(' ')]))
  expect([changed.verdict, changed.reasons, changed.signatures[0]?.integrity]).toEqual(['invalid', ['content-changed'], 'broken'])
})

test.for([
  ['SHA-1', 'rsa', 'weak-algorithm', ['-md', 'sha1']],
  ['MD5', 'rsa', 'weak-algorithm', ['-md', 'md5']],
  ['RSA of 1024 bits', 'short', 'weak-key', []],
  ['PSS over SHA-1', 'rsa', 'weak-algorithm', ['-md', 'sha1', '-keyopt', 'rsa_padding_mode:pss']],
] as const)('%s is refused', async ([, key, reason, options]) => {
  const judged = await judge(sign(key, '-cades', ...options))
  expect(judged.verdict).toBe('indeterminate')
  expect(judged.reasons).toContain(reason)
})

test('without signed attributes the content itself is verified; without the certificate’s binding it is below the baseline', async () => {
  expect(await judge(sign('rsa', '-noattr'))).toMatchObject({ verdict: 'valid', signatures: [{ level: null }] })
  expect(await judge(sign('rsa'))).toMatchObject({ verdict: 'valid', signatures: [{ level: null }] })
})

test('a CMS that carries the file is judged alone, and beside a file only when it carries that one', async () => {
  const inside = sign('rsa', '-nodetach')
  expect(await judge(null, inside)).toMatchObject({ verdict: 'valid' })
  expect(await judge(inside)).toMatchObject({ verdict: 'valid' })
  expect(await judge(inside, Buffer.from('Quyết định khác'))).toMatchObject({ verdict: 'invalid', reasons: ['content-type'] })
})

test('two signers are two signatures; a signature without its file, and what is none, stay open', async () => {
  const two = sign('rsa', '-signer', 'p256.pem', '-inkey', 'p256.key')
  expect((await judge(two)).signatures.map(({ signer }) => signer).toSorted()).toEqual(['p256', 'rsa'])
  expect(await judge(null, sign('rsa'))).toMatchObject({ verdict: 'indeterminate', reasons: ['content-missing'] })
  expect(await judge(null)).toMatchObject({ verdict: 'indeterminate', reasons: ['no-signature'], signatures: [] })
  expect(await judge(Buffer.from('chữ ký'))).toMatchObject({ verdict: 'indeterminate', reasons: ['unreadable'] })
  expect(await judge(null, new Uint8Array())).toMatchObject({ verdict: 'indeterminate', reasons: ['unreadable'] })
})
