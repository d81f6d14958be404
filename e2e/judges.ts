import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const said = (command: string, ...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' })
  return { status, text: `${stdout}\n${stderr}` }
}

export type Judged = {
  /** Who signed, in order; only signatures that pdfsig calls valid. */
  valid: string[]
  /** Who signed the whole file. */
  whole: string[]
  /** MuPDF: how many revisions broke what the one before allowed. */
  broken: string
  /** qpdf: true when it has nothing to complain of. */
  clean: boolean
  pages: number
  text: string
}

/** What programs that share no code with ours say of a PDF. */
export function judged(folder: string, name: string, bytes: Buffer): Judged {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  const script = join(folder, 'history.js')
  writeFileSync(script, 'print(new PDFDocument(scriptArgs[0]).validateChangeHistory())')
  const signatures = said('pdfsig', '-nocert', file).text.split('Signature #').slice(1)
  const names = (with_: string) =>
    signatures.filter((one) => one.includes(with_)).map((one) => /Signer Certificate Common Name: (.*)/.exec(one)?.[1] ?? '')
  const checked = said('qpdf', '--check', file)
  return {
    valid: names('Signature is Valid'),
    whole: names('Total document signed'),
    broken: said('mutool', 'run', script, file).text.trim(),
    clean: checked.status === 0 && !/warning/i.test(checked.text),
    pages: Number(/Pages:\s+(\d+)/.exec(said('pdfinfo', file).text)?.[1] ?? 0),
    text: execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }),
  }
}
