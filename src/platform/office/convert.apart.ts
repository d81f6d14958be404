import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { answerApart } from '#platform/apart/answer.ts'

export type Asked = { program: string; ending: string } & ({ path: string } | { bytes: Uint8Array })
export type Converted = { pdf: Uint8Array } | null

/** Seconds of the clock and of the processor, bytes of memory and of any file that is written. */
const limits = { clock: 60, processor: 50, memory: 3_000_000_000, file: 100_000_000 }
const fonts = fileURLToPath(new URL('../../../data/fonts', import.meta.url))

// Times New Roman is drawn with the fonts of our own papers, the same on every machine.
const fontRules = (cache: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer></alias>
</fontconfig>`

const setting = (path: string, name: string, value: string) =>
  `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`
const scripting = '/org.openoffice.Office.Common/Security/Scripting'
// No macro runs, nothing is fetched from elsewhere.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">${setting(scripting, 'MacroSecurityLevel', '3')}${setting(scripting, 'DisableMacrosExecution', 'true')}${setting(scripting, 'BlockUntrustedRefererLinks', 'true')}${setting('/org.openoffice.Office.Writer/Content/Update', 'Link', '0')}</oor:items>`

// PDF/A-2b with tags: what is signed is kept for long.
const archived = `pdf:writer_pdf_Export:${JSON.stringify({
  SelectPdfVersion: { type: 'long', value: '2' },
  UseTaggedPDF: { type: 'boolean', value: 'true' },
})}`

async function convert(folder: string, asked: Asked): Promise<Converted> {
  const file = join(folder, `van-ban.${asked.ending}`)
  await mkdir(join(folder, 'profile/user'), { recursive: true })
  await writeFile(join(folder, 'profile/user/registrymodifications.xcu'), settings)
  await writeFile(join(folder, 'fonts.conf'), fontRules(join(folder, 'fonts')))
  await writeFile(file, 'path' in asked ? await readFile(asked.path) : asked.bytes)
  const office = [
    asked.program,
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    '--headless',
    '--norestore',
    '--nologo',
  ]
  const bounds = [`--as=${limits.memory}`, `--cpu=${limits.processor}`, `--fsize=${limits.file}`]
  const work = ['--convert-to', archived, '--outdir', folder, file]
  await promisify(execFile)('timeout', ['-k', '2', `${limits.clock}`, 'prlimit', ...bounds, ...office, ...work], {
    env: { HOME: folder, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  })
  return { pdf: new Uint8Array(await readFile(join(folder, 'van-ban.pdf'))) }
}

// The process that a Word file from outside is converted in.
answerApart(async (asked: Asked): Promise<Converted> => {
  const folder = await mkdtemp(join(tmpdir(), 'lt-office-'))
  try {
    return await convert(folder, asked)
  } catch {
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
