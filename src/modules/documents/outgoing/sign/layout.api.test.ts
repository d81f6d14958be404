import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { contentFrom } from '#kernel/content.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import { officeProgram } from '#platform/office/convert.ts'
import type { Sheet, SheetFamily } from '#platform/pdf/sheet.ts'
import { brokenClaims, claimsOf } from '#platform/pdf/testing/layout-claims.ts'
import { misplaced } from '#platform/pdf/testing/layout-places.ts'
import { measured } from '#platform/pdf/testing/measured.ts'
import { apiOver, type Call, sent } from '../../api.testing.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import type { DraftForm } from '../outgoing.forms.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>

beforeAll(async () => {
  province = await testProvince()
  const over = await apiOver(province)
  call = over.call
  close = over.close
})
afterAll(async () => {
  await close()
  await province.close()
})

type Kind = { code: string; name: string; abbreviation: string; template: SheetFamily }
const { outgoing: kinds } = parse(readFileSync(join(repositoryFolder, 'data/kinds.yaml'), 'utf8')) as { outgoing: Kind[] }
const text = 'Căn cứ Luật Tổ chức chính quyền địa phương;\nĐiều 1. Nội dung thứ nhất.\n1. Khoản thứ nhất.'

async function drafted(over: Partial<DraftForm>): Promise<string> {
  const made = await call<{ id: string }>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, ['H99'], over))
  expect(made.status).toBe(201)
  return made.body.id
}

const enacts = (family: SheetFamily) => family === 'decision' || family === 'resolution'

/** The sheet that a kind's draft by the department of finance must give. */
const sheetOf = ({ name, abbreviation, template: family }: Kind): Sheet => ({
  family,
  parentAgency: 'Ủy ban nhân dân tỉnh Thanh Giang',
  agency: 'Sở Tài chính',
  place: 'Thanh Giang',
  notation: abbreviation === '' ? 'STC-NS' : `${abbreviation}-STC`,
  kindName: family === 'letter' ? null : name,
  subject: 'công tác gửi, nhận văn bản',
  authority: enacts(family) ? (family === 'decision' ? 'Giám đốc Sở Tài chính' : 'Sở Tài chính') : null,
  urgency: 'NORMAL',
  addressees: [],
  body: contentFrom(text),
  signing: { capacityLines: [family === 'minutes' ? 'CHỦ TỌA' : 'GIÁM ĐỐC'], name: 'Lê Văn An' },
  others: family === 'minutes' ? [{ capacityLines: ['THƯ KÝ'], name: 'Nguyễn Thị Ánh' }] : [],
  recipients: ['Như trên', 'Lưu: VT, NS'],
  demonstration: true,
})

test.for(kinds)('$name, drafted and previewed over the API, is laid out by its sample', async (kind) => {
  const id = await drafted({ kind: kind.code, subject: 'công tác gửi, nhận văn bản', content: contentFrom(text) })
  const { status, type, bytes } = await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview`)
  expect([status, type]).toEqual([200, 'application/pdf'])
  const [measures, sheet] = [measured(bytes), sheetOf(kind)]
  expect([...brokenClaims(measures, claimsOf(sheet)), ...misplaced(measures, sheet)]).toEqual([])
})

test('the copy to be signed by hand is dotted where the electronic one is blank; others see neither', async () => {
  const id = await drafted({ circulation: 'RETURN', content: contentFrom('Nội dung\n=== Phụ lục: Biểu số liệu\nMột') })
  const noted = async (form: string) => {
    const { bytes } = await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview?form=${form}`)
    const { spans } = measured(bytes)
    expect(spans.map(({ text: words }) => words.trim())).toContain('XEM XONG TRẢ LẠI')
    return spans.some(({ text: words }) => words.includes('Kèm theo Văn bản số') && words.includes('…'))
  }
  expect([await noted('signing'), await noted('paper')]).toEqual([false, true])
  expect(await call('hoa.dothi', 'GET', `/outgoing/${id}/preview`)).toMatchObject({ status: 404 })
  expect(await call(null, 'GET', `/outgoing/${id}/preview`)).toMatchObject({ status: 401 })
  expect(await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview?form=khac`)).toMatchObject({ status: 400 })
})

test('a committee’s decision is signed for the collective: TM. with its name, a deputy in the head’s place', async () => {
  const lines = async (signer: string, competence: DraftForm['signerCompetence']) => {
    const form = draftFor(province, ['H99.11'], {
      kind: 'DECISION',
      signer: province.actor(signer).post,
      signerCompetence: competence,
      content: contentFrom(text),
    })
    const made = await call<{ id: string }>('duong.buitung', 'POST', '/outgoing', form)
    const { bytes } = await call('duong.buitung', 'GET', `/outgoing/${made.body.id}/preview`)
    return measured(bytes)
      .spans.filter(({ bold, size }) => bold && size === 14)
      .map((span) => span.text.trim())
  }
  const deputy = await lines('thinh.ngohuu', 'ON_BEHALF_OF')
  expect(deputy).toEqual(expect.arrayContaining(['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']))
  expect(deputy.join(' ')).toContain('ỦY BAN NHÂN DÂN TỈNH THANH GIANG')
})

test('the same draft comes as a Word file; an uploaded PDF has none', async () => {
  const id = await drafted({ content: contentFrom('Nội dung của văn bản này đủ dài.') })
  const word = await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview?form=word`)
  expect([word.status, word.type]).toEqual([200, expect.stringContaining('wordprocessingml')])
  expect(word.bytes.subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04', 'latin1'))
  const { bytes } = await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview`)
  await call('anh.nguyenthi', 'PUT', `/outgoing/${id}/upload`, { ...sent('a.pdf', bytes), noSecretStamp: false })
  expect(await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview?form=word`)).toMatchObject({ status: 404 })
})

test('a Word file is taken as the text: turned into a PDF where LibreOffice is installed, else that is said', {
  timeout: 60_000,
}, async () => {
  const id = await drafted({ content: contentFrom('Nội dung soạn trong Word.') })
  const { bytes } = await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview?form=word`)
  const file = { ...sent('van-ban.docx', bytes), noSecretStamp: false }
  const taken = await call('anh.nguyenthi', 'PUT', `/outgoing/${id}/upload`, file)
  if (!officeProgram()) return expect(taken).toMatchObject({ status: 409, body: { code: 'no-converter' } })
  expect(taken.status).toBe(200)
  const words = measured((await call('anh.nguyenthi', 'GET', `/outgoing/${id}/preview`)).bytes).words.map((word) => word.text)
  expect(words.join(' ')).toContain('Nội dung soạn trong Word./.')
  expect(await call('hoa.dothi', 'PUT', `/outgoing/${id}/upload`, file)).toMatchObject({ status: 404 })
})
