import { execFileSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { P12Signer, PDF } from '@libpdf/core'
import forge from 'node-forge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { judgeHere } from './file.ts'
import { judgeFile } from './judge.ts'
import { signedBy, smallestPdf } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-good-'))
const soon = new Date(Date.now() + 600_000)
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder })
const keys = {
  rsa: ['rsa:2048'],
  rsa3: ['rsa:3072'],
  p256: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const
type Key = keyof typeof keys

beforeAll(() => {
  for (const [name, kind] of Object.entries(keys)) {
    const made = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`, '-days', '30', '-sha256']
    openssl('req', '-x509', '-newkey', ...kind, '-nodes', ...made)
  }
  openssl('pkcs12', '-export', '-in', 'rsa.pem', '-inkey', 'rsa.key', '-out', 'rsa.p12', '-passout', 'pass:12345678')
  writeFileSync(join(folder, 'base.pdf'), smallestPdf())
  const made: Record<string, string[]> = { streams: ['--object-streams=generate'], linear: ['--linearize'], qdf: ['--qdf'] }
  for (const [name, options] of Object.entries(made)) {
    execFileSync('qpdf', [...options, join(folder, 'base.pdf'), join(folder, `${name}.pdf`)])
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const anchors = () =>
  Object.keys(keys).map((key) => new Uint8Array(new X509Certificate(readFileSync(join(folder, `${key}.pem`))).raw))

/** A CMS by openssl over some bytes. */
function opensslCms(key: Key, options: readonly string[], covered: Uint8Array): Uint8Array {
  writeFileSync(join(folder, 'covered.bin'), covered)
  const by = ['-signer', `${key}.pem`, '-inkey', `${key}.key`, '-outform', 'DER']
  return new Uint8Array(openssl('cms', '-sign', '-binary', '-in', 'covered.bin', ...by, ...options))
}

/** A PKCS#7 by node-forge, which shares no code with openssl. */
function forgeCms(digest: string, covered: Uint8Array): Uint8Array {
  const signed = forge.pkcs7.createSignedData()
  const certificate = forge.pki.certificateFromPem(readFileSync(join(folder, 'rsa.pem'), 'utf8'))
  signed.content = forge.util.createBuffer(Buffer.from(covered).toString('binary'))
  signed.addCertificate(certificate)
  signed.addSigner({
    key: readFileSync(join(folder, 'rsa.key'), 'utf8'),
    certificate,
    digestAlgorithm: forge.pki.oids[digest] ?? '',
    authenticatedAttributes: [
      { type: forge.pki.oids.contentType ?? '', value: forge.pki.oids.data ?? '' },
      { type: forge.pki.oids.messageDigest ?? '' },
      { type: forge.pki.oids.signingTime ?? '' },
    ],
  })
  signed.sign({ detached: true })
  return Buffer.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), 'binary')
}

type Made = { bytes: Uint8Array; beside?: Uint8Array }
const kinds: [string, Key, string[]][] = [
  ['RSA SHA-256', 'rsa', []],
  ['RSA SHA-384', 'rsa', ['-md', 'sha384']],
  ['RSA SHA-512', 'rsa3', ['-md', 'sha512']],
  ['RSA-PSS SHA-256', 'rsa', ['-keyopt', 'rsa_padding_mode:pss']],
  ['RSA-PSS SHA-512', 'rsa3', ['-md', 'sha512', '-keyopt', 'rsa_padding_mode:pss']],
  ['ECDSA P-256', 'p256', []],
  ['ECDSA P-384', 'p384', ['-md', 'sha384']],
]
const bases = ['base', 'streams', 'linear', 'qdf']
const text = Buffer.from('Quyết định số 05/QĐ-UBND\n')

function* good(): Generator<[producer: string, what: string, make: () => Promise<Made>]> {
  for (const [name, key, options] of kinds) {
    const cms = (cades: string[]) => (covered: Uint8Array) => opensslCms(key, [...options, ...cades], covered)
    yield ['openssl', `PAdES, ${name}`, async () => ({ bytes: await signedBy(read('base.pdf'), cms(['-cades'])) })]
    yield ['openssl', `beside, ${name}`, async () => ({ bytes: text, beside: cms(['-cades'])(text) })]
    const older = { subFilter: 'adbe.pkcs7.detached' }
    yield ['openssl', `Adobe, ${name}`, async () => ({ bytes: await signedBy(read('base.pdf'), cms([]), older) })]
  }
  for (const base of bases.slice(1)) {
    for (const key of ['rsa', 'p256'] as const) {
      const cms = (covered: Uint8Array) => opensslCms(key, ['-cades'], covered)
      yield ['qpdf and openssl', `${base}, ${key}`, async () => ({ bytes: await signedBy(read(`${base}.pdf`), cms) })]
    }
  }
  for (const digest of ['sha256', 'sha384', 'sha512']) {
    const older = { subFilter: 'adbe.pkcs7.detached' }
    const cms = (covered: Uint8Array) => forgeCms(digest, covered)
    yield ['node-forge', `Adobe, ${digest}`, async () => ({ bytes: await signedBy(read('base.pdf'), cms, older) })]
    yield ['node-forge', `beside, ${digest}`, async () => ({ bytes: text, beside: cms(text) })]
  }
  for (const form of ['http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'])
    for (const digest of ['sha256', 'sha512'])
      yield ['xml-crypto', `${digest}, ${form.slice(-16)}`, async () => ({ bytes: xml(form, digest) })]
  for (const base of bases) yield ['libpdf', base, async () => ({ bytes: await signedByLibrary(read(`${base}.pdf`)) })]
}

async function signedByLibrary(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  const signer = await P12Signer.create(read('rsa.p12'), '12345678')
  return (await pdf.sign({ signer, fieldName: 'person' })).bytes
}

function xml(form: string, digest: string): Uint8Array {
  const signer = new SignedXml({
    privateKey: createPrivateKey(readFileSync(join(folder, 'rsa.key'))).export({ format: 'pem', type: 'pkcs8' }),
    publicCert: readFileSync(join(folder, 'rsa.pem'), 'utf8'),
    signatureAlgorithm: `http://www.w3.org/2001/04/xmldsig-more#rsa-${digest}` as never,
    canonicalizationAlgorithm: form as never,
  })
  const transforms = ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', form]
  const digestAlgorithm = `http://www.w3.org/2001/04/xmlenc#${digest}`
  signer.addReference({
    xpath: '/*',
    isEmptyUri: true,
    digestAlgorithm: digestAlgorithm as never,
    transforms: transforms as never,
  })
  signer.computeSignature('<van-ban so="05"><trich-yeu>Về việc gửi, nhận</trich-yeu></van-ban>')
  return Buffer.from(signer.getSignedXml())
}

test('good files of programs that share no code with ours are valid, none of them is called invalid', async () => {
  const rows: string[] = []
  const wrong: string[] = []
  for (const [producer, what, make] of good()) {
    const { bytes, beside } = await make()
    const trust = { anchors: anchors(), at: soon }
    // Apart, as everywhere: one of these libraries sets the cryptography of this process to its own.
    const signature = beside ? { bytes: beside } : null
    const judged =
      producer === 'libpdf' ? await judgeFile({ bytes }, trust) : await judgeHere({ file: { bytes }, beside: signature, trust })
    const row = `${producer.padEnd(18)} ${what.padEnd(28)} ${judged.verdict} ${judged.reasons.join(', ')}`
    rows.push(row)
    if (judged.verdict !== 'valid') wrong.push(row)
  }
  console.log(rows.join('\n'))
  expect(wrong).toEqual([])
  expect(rows.length).toBeGreaterThanOrEqual(40)
  expect(new Set(rows.map((row) => row.slice(0, 18))).size).toBeGreaterThanOrEqual(4)
})
