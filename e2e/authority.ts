import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A certificate authority of this test alone, and the key files that it gives: what a vendor would hand over. */
export type Authority = { certificate: string; keyFile: (name: string, organisation: string) => string }

export const filePassword = 'mat-khau-tep'

/** Makes an authority with openssl in a folder. */
export function authorityIn(folder: string): Authority {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const subject = (name: string, organisation: string) => `/C=VN/O=${organisation}/CN=${name}`
  writeFileSync(
    join(folder, 'leaf.cnf'),
    'keyUsage=critical,digitalSignature,nonRepudiation\nbasicConstraints=critical,CA:FALSE\n',
  )
  const root = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-keyout', 'root.key', '-out', 'root.crt']
  const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-addext', 'basicConstraints=critical,CA:TRUE']
  openssl('req', ...root, '-subj', subject('CA thử nghiệm', 'Bản thử'), '-utf8', ...usage)
  let count = 0
  return {
    certificate: join(folder, 'root.crt'),
    keyFile(name, organisation) {
      count += 1
      const [key, request, leaf, file] = [`${count}.key`, `${count}.csr`, `${count}.crt`, `${count}.p12`]
      const asked = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', request, '-subj', subject(name, organisation)]
      openssl('req', ...asked, '-utf8')
      const issued = [
        '-in',
        request,
        '-CA',
        'root.crt',
        '-CAkey',
        'root.key',
        '-CAcreateserial',
        '-days',
        '20',
        '-extfile',
        'leaf.cnf',
      ]
      openssl('x509', '-req', ...issued, '-out', leaf)
      const packed = ['-export', '-inkey', key, '-in', leaf, '-certfile', 'root.crt', '-passout', `pass:${filePassword}`]
      openssl('pkcs12', ...packed, '-out', file)
      return join(folder, file)
    },
  }
}
