import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { promisify } from 'node:util'

/** Where poppler's programs lie, which take the pages out of a PDF. */
export type Poppler = { pdfinfo: string; pdfimages: string; pdftoppm: string }
/** Where the programs of the distribution lie that read scans; pictures need no poppler. */
export type Recogniser = { tesseract: string; poppler: Poppler | null }

/** Tesseract with its Vietnamese data, and poppler, as Debian installs them; null where tesseract cannot read Vietnamese. */
export function recogniser(root = '/usr'): Recogniser | null {
  const tesseract = `${root}/bin/tesseract`
  const vietnamese = globSync(`${root}/share/tesseract-ocr/*/tessdata/vie.traineddata`)
  if (!existsSync(tesseract) || vietnamese.length === 0) return null
  const [pdfinfo, pdfimages, pdftoppm] = [`${root}/bin/pdfinfo`, `${root}/bin/pdfimages`, `${root}/bin/pdftoppm`]
  const whole = [pdfinfo, pdfimages, pdftoppm].every((one) => existsSync(one))
  return { tesseract, poppler: whole ? { pdfinfo, pdfimages, pdftoppm } : null }
}

/** Bytes of memory and of any file that a program may take; a drawing of a square metre fits. */
const limits = { memory: 3_000_000_000, file: 500_000_000 }

export type Said = { stdout: string; stderr: string }

/**
 * Runs a program over a file from outside: after everybody else, with limits of time, memory and size, with nothing of our
 * environment. @throws whatever makes it end with a fault
 */
export async function runBounded(folder: string, seconds: number, command: readonly string[]): Promise<Said> {
  const bounds = [`--as=${limits.memory}`, `--fsize=${limits.file}`, `--cpu=${seconds}`]
  const all = ['-k', '2', `${seconds}`, 'nice', '-n', '10', 'prlimit', ...bounds, ...command]
  return promisify(execFile)('timeout', all, {
    cwd: folder,
    env: { HOME: folder, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', OMP_THREAD_LIMIT: '1' },
    maxBuffer: 10_000_000,
  })
}
