import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signerAlgorithms } from '../signer.ts'
import { certify } from './certify.ts'
import { fillNumber } from './fill.ts'
import { judgePdf } from './judge.ts'
import { coveredBytes, openRevision, signaturesOf } from './read.ts'
import { seal } from './seal.ts'
import { judge, preparedLetter, type TestAuthority, testAuthority } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
let authority: TestAuthority
const place = (name: string) => join(authority.folder, name)

beforeAll(() => {
  authority = testAuthority()
  mkdirSync(place('nss'))
  execFileSync('certutil', ['-N', '-d', `sql:${place('nss')}`, '--empty-password'])
  execFileSync('certutil', ['-A', '-d', `sql:${place('nss')}`, '-n', 'root', '-t', 'CT,C,C', '-i', place('Thử Root.pem')])
})
afterAll(() => authority.remove())

test.for(signerAlgorithms)('%s: signed and sealed, every judge agrees', async (algorithm) => {
  const person = authority.issue(`Người ${algorithm}`, { algorithm })
  const agency = authority.issue(`Cơ quan ${algorithm}`, { algorithm })
  const signed = await certify(await preparedLetter(), { signer: person, at, name: 'Ngô Hữu Thịnh' })
  const numbered = await fillNumber(signed, { number: '05', day: '20', month: '11', year: '2026' })
  const sealed = await seal(numbered, { signer: agency, at, name: 'Sở Tài chính' })
  const file = place('sealed.pdf')
  writeFileSync(file, sealed)
  expect(await judgePdf(sealed, { anchors: [authority.root], at: null })).toMatchObject({ verdict: 'valid', reasons: [] })
  const { said } = judge('pdfsig', ['-no-ocsp', '-nssdir', place('nss'), file])
  expect(said.split('Signature is Valid.').length - 1).toBe(2)
  expect(said.split('Certificate is Trusted.').length - 1).toBe(2)
  expect(said).toContain(algorithm.endsWith('384') ? 'SHA-384' : 'SHA-256')
  const revision = await openRevision(sealed)
  for (const claimed of revision ? signaturesOf(revision) : []) {
    writeFileSync(place('covered.bin'), coveredBytes(sealed, claimed) ?? new Uint8Array())
    writeFileSync(place('signature.der'), claimed.contents)
    const files = ['-in', place('signature.der'), '-content', place('covered.bin'), '-CAfile', place('Thử Root.pem')]
    const args = ['cms', '-verify', '-cades', '-inform', 'DER', '-binary', '-purpose', 'any', '-out', '/dev/null', ...files]
    expect(judge('openssl', args).said).toContain('Verification successful')
  }
})
