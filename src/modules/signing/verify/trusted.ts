import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Certificate, CertificateRevocationList, OCSPResponse } from 'pkijs'
import { bufferOf, type Trust } from './certificates.ts'

const readable = /\.(pem|crt|cer|der|crl|ocsp|ors)$/i
const block = /-----BEGIN (CERTIFICATE|X509 CRL)-----([\s\S]+?)-----END \1-----/g

function readsAs(read: (der: ArrayBuffer) => unknown, der: Uint8Array): boolean {
  try {
    read(bufferOf(der))
    return true
  } catch {
    return false
  }
}

/**
 * What a folder of files trusts: authorities (DER, PEM), revocation lists, OCSP answers; each is known by its content.
 * Other files are passed over.
 * @throws when the folder cannot be read
 */
export async function trustedIn(folder: string): Promise<Required<Omit<Trust, 'at'>>> {
  const found = { anchors: [] as Uint8Array[], crls: [] as Uint8Array[], ocsps: [] as Uint8Array[] }
  for (const name of (await readdir(folder)).filter((one) => readable.test(one)).toSorted()) {
    const file = await readFile(join(folder, name))
    const blocks = [...file.toString('latin1').matchAll(block)].map(([, , body]) => Buffer.from(body ?? '', 'base64'))
    for (const der of blocks.length > 0 ? blocks : [file]) {
      if (readsAs((bytes) => Certificate.fromBER(bytes), der)) found.anchors.push(new Uint8Array(der))
      else if (readsAs((bytes) => CertificateRevocationList.fromBER(bytes), der)) found.crls.push(new Uint8Array(der))
      else if (readsAs((bytes) => OCSPResponse.fromBER(bytes), der)) found.ocsps.push(new Uint8Array(der))
    }
  }
  return found
}
