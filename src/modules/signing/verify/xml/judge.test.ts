import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { judgeHere } from '../file.ts'

const folder = mkdtempSync(join(tmpdir(), 'lt-xml-'))
const soon = new Date(Date.now() + 600_000)
const keys = { rsa: ['rsa:2048'], ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] } as const
const certificates = new Map<string, X509Certificate>()
const privateKeys = new Map<string, KeyObject>()

beforeAll(() => {
  for (const [name, kind] of Object.entries(keys)) {
    const made = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`, '-days', '30']
    execFileSync('openssl', ['req', '-x509', '-newkey', ...kind, '-nodes', ...made], { stdio: 'pipe', cwd: folder })
    certificates.set(name, new X509Certificate(readFileSync(join(folder, `${name}.pem`))))
    privateKeys.set(name, createPrivateKey(readFileSync(join(folder, `${name}.key`))))
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const certificate = (name: string): X509Certificate => certificates.get(name) ?? expect.fail(name)
const key = (name: string): KeyObject => privateKeys.get(name) ?? expect.fail(name)
const judge = (xml: string, content?: string) =>
  judgeHere({
    file: { bytes: Buffer.from(content ?? xml) },
    beside: content === undefined ? null : { bytes: Buffer.from(xml) },
    trust: { anchors: [...certificates.values()].map((one) => new Uint8Array(one.raw)), at: soon },
  })

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const envelopedSignature = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const letter = '<vb:van-ban xmlns:vb="urn:vb" so="05/QĐ-UBND"><vb:trich-yeu>Về việc   gửi &amp; nhận</vb:trich-yeu></vb:van-ban>'

type Recipe = { xpath?: string; form?: string; algorithm?: string; transforms?: string[]; digest?: string; at?: string }

/** Signed by a library that shares no code with the verifier. */
function signedBy(xml: string, recipe: Recipe = {}): string {
  const form = recipe.form ?? exclusive
  const signer = new SignedXml({
    privateKey: key('rsa').export({ format: 'pem', type: 'pkcs8' }),
    publicCert: certificate('rsa').toString(),
    signatureAlgorithm: (recipe.algorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256') as never,
    canonicalizationAlgorithm: form as never,
  })
  signer.addReference({
    xpath: recipe.xpath ?? '/*',
    digestAlgorithm: (recipe.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256') as never,
    transforms: (recipe.transforms ?? [envelopedSignature, form]) as never,
    isEmptyUri: recipe.xpath === undefined,
  })
  signer.computeSignature(xml, recipe.at ? { location: { reference: recipe.at, action: 'append' } } : {})
  return signer.getSignedXml()
}

test.for([
  ['exclusive form', {}],
  ['inclusive form', { form: inclusive }],
  [
    'SHA-512',
    { algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', digest: 'http://www.w3.org/2001/04/xmlenc#sha512' },
  ],
  ['RSA-PSS', { algorithm: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' }],
] as const)('an enveloped signature of another library holds: %s; one letter changed, it does not', async ([, recipe]) => {
  const xml = signedBy(letter, recipe)
  const judged = await judge(xml)
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  expect(judged.signatures).toMatchObject([{ signer: 'rsa', coversWholeFile: true, integrity: 'intact', level: null }])
  for (const [was, is] of [
    ['gửi', 'gởi'],
    ['05/', '06/'],
    ['</vb:trich-yeu>', '</vb:trich-yeu><vb:them/>'],
  ] as const) {
    expect(await judge(xml.replace(was, is))).toMatchObject({ verdict: 'invalid', reasons: ['content-changed'] })
  }
  expect((await judge(`<?xml version="1.0"?>\n<!-- lời dẫn -->\n${xml}`)).verdict).toBe('valid')
})

const beneath = `<goi><than Id="than"><noi-dung>Đồng ý</noi-dung></than></goi>`
const detached = () => signedBy(beneath, { xpath: "//*[local-name()='than']", transforms: [exclusive] })

test('a signature beside the signed part, both beneath a bare root, covers the file', async () => {
  expect(await judge(detached())).toMatchObject({ verdict: 'valid', signatures: [{ coversWholeFile: true }] })
  const more = detached().replace('<than', '<than2>Không đồng ý</than2><than')
  expect(await judge(more)).toMatchObject({ verdict: 'indeterminate', reasons: ['xml-part-only'] })
  expect(await judge(detached().replace('<goi>', '<goi loai="khan">'))).toMatchObject({ reasons: ['xml-part-only'] })
  expect(await judge(detached().replace('<goi>', '<goi>hỏa tốc'))).toMatchObject({ reasons: ['xml-part-only'] })
})

const signatureIn = (xml: string) => /<Signature[\s\S]*<\/Signature>/.exec(xml)?.[0] ?? ''
const evil = '<than><noi-dung>Không đồng ý</noi-dung></than>'
const original = '<than Id="than"><noi-dung>Đồng ý</noi-dung></than>'

const attacks: [string, () => string, string[]][] = [
  [
    'the signed part moved aside, another in its place',
    () => detached().replace(original, `<cho>${original}</cho>${evil}`),
    ['indeterminate'],
  ],
  [
    'the signed part hidden in an object of the signature',
    () => {
      const xml = detached()
      return xml.replace(original, evil).replace('</Signature>', `<Object>${original}</Object></Signature>`)
    },
    ['invalid', 'indeterminate'],
  ],
  [
    'the whole signed file wrapped by another',
    () => `<goi>${evil}<cu>${signedBy(letter)}</cu></goi>`,
    ['invalid', 'indeterminate'],
  ],
  [
    'two parts of one identifier',
    () => detached().replace('</goi>', '<than Id="than"><noi-dung>Không</noi-dung></than></goi>'),
    ['invalid'],
  ],
  ['an identifier of another case', () => detached().replace('</goi>', '<than ID="than"/></goi>'), ['invalid']],
  [
    'something unsigned in the enveloped signature',
    () => signedBy(letter).replace('</Signature>', `<Object>${evil}</Object></Signature>`),
    ['indeterminate'],
  ],
  [
    'a second SignedInfo before the first (CVE-2025-29774)',
    () => {
      const xml = signedBy(letter)
      const info = /<SignedInfo>[\s\S]*<\/SignedInfo>/.exec(xml)?.[0] ?? ''
      const forged = info.replace(/<DigestValue>[^<]*/, `<DigestValue>${createHash('sha256').update('giả').digest('base64')}`)
      return xml.replace(info, `${forged}${info}`)
    },
    ['invalid'],
  ],
  [
    'a comment in the digest (CVE-2025-29775)',
    () => signedBy(letter).replace('<DigestValue>', '<DigestValue><!--giả-->'),
    ['invalid'],
  ],
  ['a comment that tears a word apart', () => signedBy(letter).replace('nhận', 'nh<!---->ận'), ['indeterminate']],
  [
    'two signature values',
    () => signedBy(letter).replace('<SignatureValue>', '<SignatureValue>AA==</SignatureValue><SignatureValue>'),
    ['invalid'],
  ],
  ['a document type', () => `<!DOCTYPE a [<!ENTITY b "c">]>${signedBy(letter)}`, ['indeterminate']],
  ['a reference to a file', () => signedBy(letter).replace('URI=""', 'URI="file:///etc/passwd"'), ['invalid', 'indeterminate']],
  ['a reference without an address', () => signedBy(letter).replace(' URI=""', ''), ['invalid', 'indeterminate']],
  [
    'XSLT',
    () => signedBy(letter).replace(envelopedSignature, 'http://www.w3.org/TR/1999/REC-xslt-19991116'),
    ['invalid', 'indeterminate'],
  ],
  [
    'XPath',
    () => signedBy(letter).replace(envelopedSignature, 'http://www.w3.org/TR/1999/REC-xpath-19991116'),
    ['invalid', 'indeterminate'],
  ],
  [
    'HMAC under the public key',
    () => signedBy(letter).replace('xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256'),
    ['indeterminate'],
  ],
  ['SHA-1', () => signedBy(letter, { algorithm: `${dsig}rsa-sha1`, digest: `${dsig}sha1` }), ['indeterminate']],
  ['a torn file', () => signedBy(letter).slice(0, -20), ['indeterminate']],
]

test.for(attacks)('attack: %s', async ([, forge, verdicts]) => {
  const xml = forge()
  const judged = await judge(xml)
  expect(verdicts).toContain(judged.verdict)
  expect(judged.reasons.length).toBeGreaterThan(0)
})

test('what was really changed by the attacks is what they say: the untouched files are valid', async () => {
  expect((await judge(detached())).verdict).toBe('valid')
  expect(signatureIn(detached())).toContain('URI="#than"')
})

/** A XAdES signature with ECDSA over a file beside it, or over an object inside. */
function xades(content: string, bound: string, changes: (xml: string) => string = (xml) => xml): string {
  const digest = (text: string | Buffer, algorithm = 'sha256') => createHash(algorithm).update(text).digest('base64')
  const method = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>'
  const properties =
    `<xa:SignedProperties xmlns:ds="${dsig}" xmlns:xa="http://uri.etsi.org/01903/v1.3.2#" Id="p"><xa:SignedSignatureProperties>` +
    `<xa:SigningTime>2026-11-21T08:00:00+07:00</xa:SigningTime><xa:SigningCertificateV2><xa:Cert><xa:CertDigest>${method}` +
    `<ds:DigestValue>${digest(certificate(bound).raw)}</ds:DigestValue></xa:CertDigest></xa:Cert></xa:SigningCertificateV2>` +
    '</xa:SignedSignatureProperties></xa:SignedProperties>'
  using read = XmlDocument.fromString(properties)
  const info =
    `<ds:SignedInfo xmlns:ds="${dsig}"><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>` +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"></ds:SignatureMethod>' +
    `<ds:Reference URI="van-ban.pdf">${method}<ds:DigestValue>${digest(content)}</ds:DigestValue></ds:Reference>` +
    `<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#p"><ds:Transforms><ds:Transform Algorithm="${exclusive}">` +
    `</ds:Transform></ds:Transforms>${method}<ds:DigestValue>${digest(read.canonicalizeToString({ mode: 1 }))}</ds:DigestValue>` +
    '</ds:Reference></ds:SignedInfo>'
  const value = sign('sha384', Buffer.from(info), { key: key('ec'), dsaEncoding: 'ieee-p1363' }).toString('base64')
  const x509 = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate('ec').raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
  return changes(
    `<ds:Signature xmlns:ds="${dsig}" Id="s">${info}<ds:SignatureValue>${value}</ds:SignatureValue>${x509}<ds:Object>` +
      `<xa:QualifyingProperties xmlns:xa="http://uri.etsi.org/01903/v1.3.2#" Target="#s">${properties}</xa:QualifyingProperties></ds:Object></ds:Signature>`,
  )
}

test('XAdES beside a file, with ECDSA: level, time and certificate are read from what is signed', async () => {
  const content = 'Nội dung văn bản'
  const judged = await judge(xades(content, 'ec'), content)
  expect(judged.reasons).toEqual(['signed-outside-validity'])
  expect(judged.signatures).toMatchObject([
    {
      level: 'B-B',
      algorithm: 'ECDSA-384-SHA384',
      claimedAt: new Date('2026-11-21T01:00:00Z'),
      coversWholeFile: true,
      integrity: 'intact',
    },
  ])
  expect(await judge(xades(content, 'ec'), 'Nội dung khác')).toMatchObject({ verdict: 'invalid', reasons: ['content-changed'] })
  expect(await judge(xades(content, 'rsa'), content)).toMatchObject({
    verdict: 'invalid',
    signatures: [{ reasons: ['signing-certificate'] }],
  })
  const later = await judge(
    xades(content, 'ec', (xml) => xml.replace('08:00:00', '09:00:00')),
    content,
  )
  expect(later).toMatchObject({ verdict: 'invalid', reasons: ['content-changed'] })
  expect(await judge(xades(content, 'ec'))).toMatchObject({ reasons: ['xml-reference'], signatures: [{ integrity: 'unknown' }] })
})

test('a file without signature, and one that no parser takes', async () => {
  expect(await judge(letter)).toMatchObject({ verdict: 'indeterminate', reasons: ['no-signature'], signatures: [] })
  expect(await judge('<a><b></a>')).toMatchObject({ verdict: 'indeterminate', reasons: ['unreadable'] })
  expect(await judge(`<a>${'<b>'.repeat(5_000)}`)).toMatchObject({ reasons: ['unreadable'] })
})
