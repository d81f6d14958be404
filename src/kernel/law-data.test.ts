import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { roles } from './actor.ts'
import { fold, nfc } from './vietnamese.ts'

const text = (path: string) => readFileSync(`data/${path}`, 'utf8')
const read = (path: string) => parse(text(path))

describe('every file of law says where it comes from, by what law, and since when', () => {
  const described = [
    'kinds.yaml',
    'certificate-request.yaml',
    'refusal-reasons.yaml',
    'roles.yaml',
    'holidays/working-hours.yaml',
    'ict-index-daklak.about.yaml',
  ]
  test.each([...described, 'holidays/vn-holidays.about.yaml', 'territory/provinces-34.about.yaml'])('%s', (path) => {
    expect(read(path)).toMatchObject({
      source: expect.stringMatching(/\S/),
      basis: expect.stringMatching(/\S/),
      valid_from: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
    expect(read(path)).toHaveProperty('valid_until')
  })

  test('each table of figures has its description beside it', () => {
    const files = readdirSync('data', { recursive: true }).map(String)
    // The template of an import is a form to fill in, not law.
    for (const table of files.filter((file) => file.endsWith('.csv') && !file.startsWith('import-template')))
      expect(files).toContain(table.replace(/\.csv$/, '.about.yaml'))
  })

  test('texts are NFC', () => {
    for (const path of described) expect(text(path)).toBe(nfc(text(path)))
  })
})

describe('Decree 30/2020, article 7 and annex III: kinds of documents', () => {
  type Kind = { ordinal: number; code: string; name: string; abbreviation: string; template: string; layout: string[] }
  const { outgoing, copies, incoming }: Record<'outgoing' | 'copies' | 'incoming', Kind[]> = read('kinds.yaml')

  test('29 kinds in the order of the decree, with abbreviations to the letter', () => {
    const abbreviations = outgoing.map(({ abbreviation }) => abbreviation || '–').join(' ')
    expect(abbreviations).toBe('NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ – CĐ BGN BTT GUQ GM GGT GNP PG PC PB –')
    expect(outgoing.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 29 }, (_, at) => at + 1))
    expect(outgoing.filter(({ abbreviation }) => abbreviation === '').map(({ name }) => name)).toEqual(['Công văn', 'Thư công'])
    expect(copies.map(({ abbreviation }) => abbreviation)).toEqual(['SY', 'TrS', 'SL'])
  })

  test('every sample of the annex serves some kind', () => {
    const layouts = new Set(outgoing.flatMap(({ layout }) => layout))
    expect(layouts).toEqual(new Set(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9', '1.10']))
  })

  test('no code, name or abbreviation stands for two kinds of one list', () => {
    const all = [...outgoing, ...incoming]
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
    expect(new Set(all.map(({ name }) => fold(name))).size).toBe(all.length)
    const given = [...outgoing, ...copies].map(({ abbreviation }) => abbreviation).filter(Boolean)
    expect(given).toHaveLength(30)
    expect(new Set(given).size).toBe(30)
  })
})

describe('reasons', () => {
  const { source, basis, valid_from, valid_until, ...lists } = read('refusal-reasons.yaml')
  type Reason = { code: string; text: string; basis: string; verified: boolean; remark: boolean; modes?: string[] }

  test.each(Object.entries<Reason[]>(lists))('%s: codes are unique, each has words and a basis', (_, reasons) => {
    expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length)
    for (const reason of reasons) {
      expect(reason).toMatchObject({ text: expect.stringMatching(/\S/), basis: expect.stringMatching(/\S/) })
      expect([typeof reason.verified, typeof reason.remark]).toEqual(['boolean', 'boolean'])
      expect(reason.code).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
    }
  })

  test('"another reason" always asks which', () => {
    for (const reasons of Object.values<Reason[]>(lists))
      for (const { code, remark } of reasons) if (code === 'OTHER') expect(remark).toBe(true)
  })

  test('paper with an electronic copy has the two grounds of Decision 28/2018, article 7.2', () => {
    const both = lists.paper_basis
      .filter(({ modes }: Reason) => modes?.includes('ELECTRONIC_AND_PAPER'))
      .map(({ code }: Reason) => code)
    expect(both).toEqual(expect.arrayContaining(['TO_GOVERNMENT', 'LISTED_KIND']))
  })
})

test('the roles are those of the code', () => {
  expect(read('roles.yaml').roles.map(({ code }: { code: string }) => code)).toEqual([...roles])
})

test('34 provinces with 3,321 commune units: the parts of each make its sum', () => {
  const [, ...rows] = text('territory/provinces-34.csv').trim().split('\n')
  const units = rows.map((row) => row.split(','))
  expect(units).toHaveLength(34)
  expect(units.map((unit) => Number(unit[3])).reduce((a, b) => a + b, 0)).toBe(3321)
  for (const [, name, , all, communes, wards, zones] of units)
    expect(`${name} ${Number(communes) + Number(wards) + Number(zones)}`).toBe(`${name} ${all}`)
})

test('the five source texts: what each states about itself stands in it', () => {
  const { texts } = read('sources/texts/about.yaml')
  expect(texts.map(({ id }: { id: string }) => id)).toEqual(['S0', 'S1', 'S2', 'S3', 'S4'])
  for (const { file, subject, number } of texts) {
    const said = text(`sources/texts/${file}`)
      .replace(/[\s*]+/g, ' ')
      .toLocaleUpperCase('vi')
    expect(said).toContain(subject.toLocaleUpperCase('vi'))
    if (number !== null) expect(said).toMatch(new RegExp(`SỐ:? ${number} ?/`))
  }
})
