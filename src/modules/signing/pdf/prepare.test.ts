import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { typesetSheet } from '#platform/pdf/sheet.ts'
import type { Hole } from '#platform/pdf/typeset.ts'
import { certify } from './certify.ts'
import { fillNumber } from './fill.ts'
import { judgePdf } from './judge.ts'
import { prepareFields } from './prepare.ts'
import { seal } from './seal.ts'
import { judge, preparedLetter, type TestAuthority, testAuthority, testSheet } from './testing.ts'

const at = new Date('2026-11-20T03:00:00Z')
let authority: TestAuthority
const inFolder = (name: string) => join(authority.folder, name)

beforeAll(() => {
  authority = testAuthority()
  writeFileSync(inFolder('history.js'), 'print(new PDFDocument(scriptArgs[0]).validateChangeHistory())')
})
afterAll(() => authority.remove())

/** Boxes as a drafter places them on an uploaded file. */
const boxes: Hole[] = [
  { name: 'number', page: 1, x: 120, y: 700, width: 40, height: 16 },
  { name: 'day', page: 1, x: 380, y: 700, width: 20, height: 16, italic: true },
  { name: 'month', page: 1, x: 420, y: 700, width: 20, height: 16, italic: true },
  { name: 'year', page: 1, x: 470, y: 700, width: 32, height: 16, italic: true },
  { name: 'person', page: 1, x: 350, y: 200, width: 130, height: 70 },
  { name: 'agency', page: 1, x: 297, y: 187, width: 96, height: 96 },
]

/** The files of others: plain and classic, with object streams, linearised, of another maker, with a form of its own. */
function foreign(kind: string): Uint8Array {
  const { pdf } = typesetSheet(testSheet)
  writeFileSync(inFolder('plain.pdf'), pdf)
  const out = inFolder(`${kind}.pdf`)
  if (kind === 'mupdf') {
    writeFileSync(inFolder('page.txt'), '%%MediaBox 0 0 595 842\n%%Font F Times-Roman\nBT /F 12 Tf 72 700 Td (So: ...) Tj ET\n')
    execFileSync('mutool', ['create', '-o', out, inFolder('page.txt')])
  } else {
    const options: Record<string, string[]> = {
      classic: ['--object-streams=disable'],
      streams: ['--object-streams=generate'],
      linear: ['--linearize'],
      linearStreams: ['--linearize', '--object-streams=generate'],
    }
    execFileSync('qpdf', [...(options[kind] ?? []), inFolder('plain.pdf'), out])
  }
  return new Uint8Array(readFileSync(out))
}

test.for([
  'classic',
  'streams',
  'linear',
  'linearStreams',
  'mupdf',
])('an uploaded file (%s) is prepared, signed, numbered and sealed', async (kind) => {
  const prepared = await prepareFields(foreign(kind), boxes)
  const signed = await certify(prepared, { field: 'person', signer: authority.issue('Người ký'), at, name: 'Người ký' })
  const numbered = await fillNumber(signed, { number: '123', day: '05', month: '01', year: '2027' })
  const sealed = await seal(numbered, { field: 'agency', signer: authority.issue('Cơ quan'), at, name: 'Cơ quan' })
  const file = inFolder(`${kind}-sealed.pdf`)
  writeFileSync(file, sealed)
  const judged = await judgePdf(sealed, { anchors: [authority.root], at: null })
  expect([judged.verdict, judged.reasons]).toEqual(['valid', []])
  expect(judge('mutool', ['run', inFolder('history.js'), file]).said.trim()).toBe('0')
  const checked = judge('qpdf', ['--check', file])
  expect([checked.status, checked.said.includes('WARNING')]).toEqual([0, false])
  expect(judge('pdfsig', ['-nocert', file]).said.split('Signature is Valid.')).toHaveLength(3)
  expect(judge('pdftotext', ['-layout', file, '-']).said.replace(/\s+/g, ' ')).toMatch(/123.*05.*01.*2027/)
})

test('the fields are named for readers who hear them, embedded and tagged', async () => {
  const file = inFolder('tagged.pdf')
  writeFileSync(file, await preparedLetter())
  const tags = judge('pdfinfo', ['-struct-text', file]).said
  expect(tags.split('Form').length - 1).toBeGreaterThanOrEqual(8)
  for (const font of judge('pdffonts', [file]).said.trim().split('\n').slice(3)) expect(font).toMatch(/yes yes yes/)
  const plain = inFolder('tagged.qdf.pdf')
  execFileSync('qpdf', ['--qdf', '--object-streams=disable', file, plain])
  const objects = readFileSync(plain, 'latin1')
  expect(objects.match(/\/Subtype \/Widget/g)).toHaveLength(8)
  expect(objects.match(/\/TU /g)).toHaveLength(8)
  expect(objects.match(/\/StructParent /g)).toHaveLength(8)
  expect(objects).not.toContain('NeedAppearances')
})

test('labels of one’s own replace ours', async () => {
  const prepared = await prepareFields(foreign('mupdf'), boxes.slice(0, 1), { labels: { number: 'Number' } })
  expect(Buffer.from(prepared).toString('latin1')).toContain('(Number)')
})

test('what cannot be prepared is refused with its reason', async () => {
  const plain = foreign('classic')
  const one = boxes.slice(0, 1)
  await expect(prepareFields(plain, [{ ...boxes[0], page: 9 } as Hole])).rejects.toMatchObject({
    code: 'bad-input',
    about: 'page:9',
  })
  await expect(prepareFields(plain, [...one, ...one])).rejects.toMatchObject({ code: 'bad-input', about: 'field:number' })
  await expect(prepareFields(await prepareFields(plain, one), one)).rejects.toMatchObject({
    code: 'bad-input',
    about: 'field:number',
  })
  const signed = await certify(await preparedLetter(), { signer: authority.issue('Ai đó'), at, name: 'Ai đó' })
  await expect(prepareFields(signed, boxes)).rejects.toMatchObject({ code: 'bad-input', about: 'already-signed' })
  execFileSync('qpdf', ['--encrypt', 'x', 'y', '256', '--', inFolder('plain.pdf'), inFolder('locked.pdf')])
  const locked = new Uint8Array(readFileSync(inFolder('locked.pdf')))
  await expect(prepareFields(locked, one)).rejects.toMatchObject({ code: 'file-protected' })
  for (const bytes of [Buffer.from('not a PDF'), new Uint8Array()]) {
    await expect(prepareFields(bytes, one)).rejects.toMatchObject({ code: 'unreadable-file' })
  }
})
