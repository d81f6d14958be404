import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { tell } from './places.mjs'

const onPath = (program) =>
  `${process.env.PATH}:/usr/sbin:/sbin`.split(':').some((folder) => existsSync(path.join(folder, program)))
const serverOfDistribution = () => {
  const folder = '/usr/lib/postgresql'
  return existsSync(folder) && readdirSync(folder).some((version) => existsSync(path.join(folder, version, 'bin', 'postgres')))
}

const vietnameseWords = () => {
  const folder = '/usr/share/tesseract-ocr'
  return (
    existsSync(folder) && readdirSync(folder).some((one) => existsSync(path.join(folder, one, 'tessdata', 'vie.traineddata')))
  )
}

/** What the tests judge with, by the Debian package that brings it. */
const tools = {
  chromium: () => onPath('chromium'),
  'poppler-utils': () => onPath('pdfsig') && onPath('pdftotext') && onPath('pdftoppm'),
  'mupdf-tools': () => onPath('mutool'),
  'tesseract-ocr': () => onPath('tesseract'),
  'tesseract-ocr-vie': vietnameseWords,
  qpdf: () => onPath('qpdf'),
  openssl: () => onPath('openssl'),
  'zxing-cpp-tools': () => onPath('ZXingReader'),
  'libnss3-tools': () => onPath('certutil'),
  faketime: () => onPath('faketime'),
  opensc: () => onPath('pkcs11-tool'),
  softhsm2: () => onPath('softhsm2-util'),
  postgresql: serverOfDistribution,
  'util-linux': () => onPath('unshare'),
}

const missing = () => Object.keys(tools).filter((name) => !tools[name]())

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] }).status === 0
}

/**
 * Installs what is missing where that is possible (root, apt). Returns the one line to type for what is still missing, or null.
 * Lists of packages are fetched only when something is missing, so the tests also run without network.
 */
export function ensureDebianPackages() {
  const wanted = missing()
  if (wanted.length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
    tell(`Đang cài gói Debian: ${wanted.join(' ')} …`)
    aptGet('update', '-q')
    aptGet('install', '-y', '-q', '--no-install-recommends', ...wanted)
  }
  const still = missing()
  return still.length > 0 ? `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${still.join(' ')}` : null
}

/** True when the distribution's PostgreSQL is there for the second run of the database tests. */
export const hasServer = serverOfDistribution
export const hasBrowser = tools.chromium
