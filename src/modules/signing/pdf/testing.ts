import { execFileSync, spawnSync } from 'node:child_process'
import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sheet, typesetSheet } from '#platform/pdf/sheet.ts'
import { hashOf, type Signer, type SignerAlgorithm } from '../signer.ts'
import { prepareFields } from './prepare.ts'

/** A certification authority of openssl's making, in a folder of its own: a judge that shares no code with ours. */
export type TestAuthority = {
  folder: string
  root: Uint8Array
  /** A certificate and its key; times as openssl writes them ("20260101000000Z"). */
  issue(name: string, options?: { algorithm?: SignerAlgorithm; from?: string; to?: string; usage?: string }): Signer
  /** A token (RFC 3161) for a SHA-256 digest, by a certificate that `issue` made with the usage "stamp". */
  stamp(name: string, digest: Uint8Array): Uint8Array
  /** Revokes a certificate. Returns the lists of both authorities, in DER. */
  revoke(name: string): Uint8Array[]
  remove(): void
}

const derOf = (pem: string) => new Uint8Array(new X509Certificate(pem).raw)
const alive = { from: '20200101000000Z', to: '20400101000000Z' }

function keyOf(folder: string, name: string, algorithm: SignerAlgorithm): string {
  const file = join(folder, `${name}.key`)
  const kind =
    algorithm === 'RSA-SHA256'
      ? ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']
      : ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${algorithm === 'ECDSA-P384-SHA384' ? 'P-384' : 'P-256'}`]
  execFileSync('openssl', ['genpkey', ...kind, '-out', file], { stdio: 'pipe' })
  return file
}

// pdfsig trusts only leaves that name a use and a list of revoked certificates: it reports what its library last missed.
const settings = (folder: string, services: string | null) => `[ca]
default_ca = it
[it]
dir = ${folder}
database = ${folder}/index.txt
serial = ${folder}/serial
new_certs_dir = ${folder}
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
copy_extensions = none
[any]
commonName = supplied
[authority]
crlDistributionPoints = URI:${services ?? 'http://ca.example'}/root.crl
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
extendedKeyUsage = emailProtection
crlDistributionPoints = URI:${services ?? 'http://ca.example'}/issuing.crl
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
${services ? `authorityInfoAccess = OCSP;URI:${services}/ocsp` : ''}
[stamp]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
${services ? `crlDistributionPoints = URI:${services}/issuing.crl` : ''}
[ocsp]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
[tsa]
default_tsa = stamper
[stamper]
serial = ${folder}/stamps
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
[wrong]
basicConstraints = critical, CA:FALSE
keyUsage = critical, keyEncipherment
[req]
distinguished_name = names
[names]
`

type Order = { name: string; key: string; issuer: string | null; extensions: string; from: string; to: string }

function certificate(folder: string, { name, key, issuer, extensions, from, to }: Order): string {
  const config = join(folder, 'ca.cnf')
  const file = join(folder, `${name}.pem`)
  const request = join(folder, `${name}.csr`)
  execFileSync('openssl', ['req', '-new', '-key', key, '-subj', `/CN=${name}`, '-utf8', '-config', config, '-out', request], {
    stdio: 'pipe',
  })
  const by = issuer
    ? ['-cert', join(folder, `${issuer}.pem`), '-keyfile', join(folder, `${issuer}.key`)]
    : ['-selfsign', '-keyfile', key]
  const life = ['-startdate', from, '-enddate', to, '-extensions', extensions]
  execFileSync('openssl', ['ca', '-config', config, '-batch', '-notext', '-utf8', ...by, ...life, '-in', request, '-out', file], {
    stdio: 'pipe',
  })
  return readFileSync(file, 'utf8')
}

function stamped(folder: string, { name, digest, issuing }: { name: string; digest: Uint8Array; issuing: string }): Uint8Array {
  const [query, reply] = [join(folder, 'stamp.tsq'), join(folder, 'stamp.tsr')]
  const config = ['-config', join(folder, 'ca.cnf')]
  execFileSync('openssl', ['ts', '-query', '-digest', Buffer.from(digest).toString('hex'), '-sha256', '-cert', '-out', query], {
    stdio: 'pipe',
  })
  const by = [
    '-signer',
    join(folder, `${name}.pem`),
    '-inkey',
    join(folder, `${name}.key`),
    '-chain',
    join(folder, `${issuing}.pem`),
  ]
  execFileSync(
    'openssl',
    ['ts', '-reply', ...config, '-section', 'stamper', '-queryfile', query, ...by, '-token_out', '-out', reply],
    { stdio: 'pipe' },
  )
  return new Uint8Array(readFileSync(reply))
}

function revokedLists(folder: string, order: { name: string; authorities: string[] }): Uint8Array[] {
  const files = (name: string) => ['-cert', join(folder, `${name}.pem`), '-keyfile', join(folder, `${name}.key`)]
  const config = ['ca', '-config', join(folder, 'ca.cnf')]
  execFileSync('openssl', [...config, ...files(order.authorities.at(-1) ?? ''), '-revoke', join(folder, `${order.name}.pem`)], {
    stdio: 'pipe',
  })
  return order.authorities.map((authority) => {
    const file = join(folder, 'list.pem')
    execFileSync('openssl', [...config, ...files(authority), '-gencrl', '-crldays', '3650', '-out', file], { stdio: 'pipe' })
    return new Uint8Array(execFileSync('openssl', ['crl', '-in', file, '-outform', 'DER']))
  })
}

/** Makes a root and an issuing authority with openssl. `services`: where certificates say that OCSP and lists are to be had. */
export function testAuthority(label = 'Thử', services: string | null = null): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'lt-ca-'))
  writeFileSync(join(folder, 'ca.cnf'), settings(folder, services))
  writeFileSync(join(folder, 'index.txt'), '')
  const [root, issuing] = [`${label} Root`, `${label} Issuing`] as const
  const rootPem = certificate(folder, {
    name: root,
    key: keyOf(folder, root, 'RSA-SHA256'),
    issuer: null,
    extensions: 'authority',
    ...alive,
  })
  const issuingPem = certificate(folder, {
    name: issuing,
    key: keyOf(folder, issuing, 'RSA-SHA256'),
    issuer: root,
    extensions: 'authority',
    ...alive,
  })
  const chain = [derOf(issuingPem), derOf(rootPem)]
  return {
    folder,
    root: derOf(rootPem),
    issue(name, { algorithm = 'RSA-SHA256', from = alive.from, to = alive.to, usage = 'leaf' } = {}) {
      const key = keyOf(folder, name, algorithm)
      const pem = certificate(folder, { name, key, issuer: issuing, extensions: usage, from, to })
      const privateKey = createPrivateKey(readFileSync(key))
      return {
        chain: [derOf(pem), ...chain],
        algorithm,
        sign: async (bytes) => new Uint8Array(sign(hashOf(algorithm), bytes, privateKey)),
      }
    },
    stamp: (name, digest) => stamped(folder, { name, digest, issuing }),
    revoke: (name) => revokedLists(folder, { name, authorities: [root, issuing] }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A short official letter of an invented province. */
export const testSheet: Sheet = {
  family: 'letter',
  parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
  agency: 'Sở Tài chính',
  place: 'Thanh Giang',
  notation: 'STC-VP',
  kindName: null,
  subject: 'báo cáo tình hình gửi, nhận văn bản điện tử năm 2026',
  urgency: 'NORMAL',
  addressees: ['Các sở, ban, ngành thuộc tỉnh', 'Ủy ban nhân dân các xã, phường'],
  body: {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'Thực hiện Kế hoạch số 45/KH-UBND, đề nghị các cơ quan báo cáo.' }] },
    ],
  },
  signing: { capacityLines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Ngô Hữu Thịnh' },
  recipients: ['Như trên;', 'Lưu: VT, VP.'],
  demonstration: true,
}

/** A letter, typeset and with its fields, as it lies before the signer. */
export async function preparedLetter(changes: Partial<Sheet> = {}): Promise<Uint8Array> {
  const { pdf, holes } = typesetSheet({ ...testSheet, ...changes }, new Date('2026-11-20T02:00:00Z'))
  return prepareFields(pdf, holes)
}

/** Output of a judge that reads a file, and its exit status. */
export function judge(command: string, args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh' },
  })
  return { status, said: `${stdout}${stderr}` }
}
