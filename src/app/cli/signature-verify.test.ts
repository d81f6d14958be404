import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'lt-verify-'))
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder })

type Ended = { status: number; lines: Record<string, unknown>[]; out: string; err: string }

/** Types the command in the folder, where there is no installation. */
function verify(...words: string[]): Promise<Ended> {
  const program = path.join(import.meta.dirname, 'cli.ts')
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: '', DATA_DIR: '/nowhere' }
    const child = execFile(process.execPath, [program, 'signature', 'verify', ...words], { cwd: folder, env }, (_, out, err) => {
      const lines =
        words.includes('--json') && out
          ? out
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line))
          : []
      resolve({ status: child.exitCode ?? -1, lines, out, err })
    })
  })
}

beforeAll(() => {
  mkdirSync(path.join(folder, 'tin-cay'))
  const made = ['-keyout', 'key.pem', '-out', 'tin-cay/ca.pem', '-subj', '/CN=Sở Tài chính', '-utf8', '-days', '30']
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made)
  writeFileSync(path.join(folder, 'tin-cay', 'doc-toi.txt'), 'không phải chứng thư')
  for (const name of ['dung.txt', 'sai.txt', 'khong.txt']) writeFileSync(path.join(folder, name), 'Văn bản\n')
  const sign = ['-signer', 'tin-cay/ca.pem', '-inkey', 'key.pem', '-outform', 'DER', '-cades']
  openssl('cms', '-sign', '-binary', '-in', 'dung.txt', ...sign, '-out', 'dung.txt.p7s')
  openssl('cms', '-sign', '-binary', '-in', 'khong.txt', ...sign, '-out', 'roi.p7s')
  openssl('cms', '-sign', '-binary', '-in', 'dung.txt', ...sign, '-out', 'sai.txt.p7s')
  writeFileSync(path.join(folder, 'sai.txt'), 'Văn bản khác\n')
  writeFileSync(path.join(folder, 'hong.pdf'), 'không phải PDF')
})
afterAll(() => rmSync(folder, { recursive: true }))

const trust = ['--trust', 'tin-cay', '--json']

test('each verdict has its exit, and the worst file decides', async () => {
  expect(await verify('dung.txt', ...trust)).toMatchObject({ status: 0, lines: [{ file: 'dung.txt', verdict: 'valid' }] })
  expect(await verify('sai.txt', ...trust)).toMatchObject({ status: 1, lines: [{ verdict: 'invalid' }] })
  expect(await verify('khong.txt', ...trust)).toMatchObject({ status: 2, lines: [{ reasons: ['no-signature'], signatures: [] }] })
  expect(await verify('hong.pdf', ...trust)).toMatchObject({ status: 3, lines: [{ reasons: ['unreadable'] }] })
  const all = await verify('dung.txt', 'khong.txt', 'sai.txt', 'hong.pdf', 'mat.pdf', ...trust)
  expect(all.lines.map(({ verdict }) => verdict)).toEqual(['valid', 'indeterminate', 'invalid', 'indeterminate', 'indeterminate'])
  expect(all.status).toBe(1)
})

test('one object a line, with every key of a signature', async () => {
  const { lines } = await verify('dung.txt', ...trust)
  const [signature] = lines[0]?.signatures as Record<string, unknown>[]
  expect(signature).toMatchObject({
    signer: 'Sở Tài chính',
    issuer: 'Sở Tài chính',
    signedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    timeSource: 'claimed',
    level: 'B-B',
    algorithm: 'RSA-2048-SHA256',
    coversWholeFile: true,
    laterChanges: 'none',
    integrity: 'intact',
    certificate: { trusted: true },
    revocation: { status: 'unknown' },
    verdict: 'valid',
    reasons: [],
  })
})

test('without anchors nothing is better than open; at another time the certificate does not hold; a named signature is taken', async () => {
  expect(await verify('dung.txt', '--json')).toMatchObject({
    status: 2,
    lines: [{ reasons: ['untrusted-chain'], signatures: [{ integrity: 'intact' }] }],
  })
  expect((await verify('dung.txt', '--at', '2035-01-01', ...trust)).lines).toMatchObject([{ reasons: ['certificate-expired'] }])
  expect(await verify('khong.txt', '--signature', 'roi.p7s', ...trust)).toMatchObject({ status: 0 })
})

test('people read it in words; what was typed wrongly ends with 64', async () => {
  const { out, status } = await verify('sai.txt', '--trust', 'tin-cay')
  expect([status, out]).toEqual([1, expect.stringContaining('KHÔNG HỢP LỆ  sai.txt')])
  expect(out).toContain('Chữ ký của Sở Tài chính: không hợp lệ.')
  expect(out).toContain('Nội dung khác với lúc ký')
  expect(await verify('--json')).toMatchObject({ status: 64, err: expect.stringContaining('Thiếu TỆP') })
  expect(await verify('dung.txt', '--trust', 'khong-co')).toMatchObject({ status: 64, err: expect.stringContaining('--trust') })
  expect(await verify('dung.txt', '--at', 'mai')).toMatchObject({ status: 64, err: expect.stringContaining('--at') })
  expect(await verify('dung.txt', 'sai.txt', '--signature', 'roi.p7s')).toMatchObject({ status: 64 })
})
