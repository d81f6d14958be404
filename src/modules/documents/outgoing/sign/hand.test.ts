import { afterAll, beforeAll, expect, test } from 'vitest'
import { typeset } from '#platform/pdf/typeset.ts'
import { anchorCertificates, judgePdf } from '#signing'
import { printWithSheet } from '../../deliveries/delivery-sheet.ts'
import { markRead, readingsOf } from '../../deliveries/inside.sql.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { incomingList } from '../../incoming/list.sql.ts'
import { booksOf, create, finishInside, issue, number, release, sealScan, sign, signByHand, submit } from '../../index.ts'
import { registerOf, registerPdf, registerWorkbook } from '../../registers/print-register.ts'
import { RecipientForm } from '../outgoing.forms.ts'
import { view } from '../view.sql.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())
const clerk = () => province.as('na.lethu')
const drafter = () => province.as('anh.nguyenthi')

/** A file that stands for a scanner's: with words, so that it can be searched for a stamp. */
const paper = (title: string) => ({
  name: 'quet.pdf',
  content: typeset('register', {
    data: JSON.stringify({
      flipped: false,
      parent: '',
      agency: 'Sở Tài chính',
      title,
      lines: [],
      heads: ['A'],
      widths: [1],
      rows: [],
      struck: [],
    }),
  }).pdf,
})

async function toSign(over: Parameters<typeof draftFor>[2] = {}): Promise<string> {
  const id = await drafter().work((work) => create(work, draftFor(province, ['H99'], over)))
  await drafter().work((work) => submit(work, id, { steps: [] }))
  return id
}
const signedOn = '2026-01-05'
const hand = { signerName: 'Lê Văn An', signedOn, noSecretStamp: false }

test('signed by hand: recorded with its scan, numbered from the same book, sent as a copy that only the agency signed', async () => {
  const id = await toSign()
  await signByHand(clerk(), id, { ...hand, scan: paper('Bản ký tay') })
  const { codeNumber } = await clerk().work((work) => number(work, id))
  expect(await issue(clerk(), [id], pin)).toEqual([{ id, refused: { code: 'scan-missing', about: id } }])
  await sealScan(clerk(), id, { scan: paper('Bản có số'), noSecretStamp: false, pin })
  await clerk().work((work) => release(work, id))
  const shown = await clerk().work((work) => view(work, id))
  expect(shown.doc).toMatchObject({ state: 'ISSUED', signedBy: 'hand', source: 'HAND', codeNumber })
  const judged = await clerk().work(async (work) => {
    const sealed = shown.files.find((file) => file.role === 'SEALED')
    return judgePdf(await province.vault.files.bytes(work.tx, sealed?.sha256 ?? ''), {
      anchors: await anchorCertificates(work.tx),
      at: work.clock.now,
    })
  })
  expect(judged.signatures.map((one) => one.signer)).toEqual(['Sở Tài chính'])
  const [arrival] = await province.as('hoa.dothi').work((work) => incomingList(work, { states: ['ARRIVED'] }))
  expect(arrival?.subject).toBe(shown.doc.subject)
})

test('paper for all: the final scan stays without any digital signature', async () => {
  const recipients = draftFor(province, ['H99']).recipients.map((one) => ({
    ...one,
    mode: 'PAPER' as const,
    paperCopies: 1,
    paperBasis: 'Theo đề nghị của nơi nhận',
  }))
  const id = await toSign({ recipients })
  await signByHand(clerk(), id, { ...hand, scan: paper('Bản ký tay') })
  await clerk().work((work) => number(work, id))
  await sealScan(clerk(), id, { scan: paper('Bản có số'), noSecretStamp: false, pin: '' })
  const sealed = (await clerk().work((work) => view(work, id))).files.find((file) => file.role === 'SEALED')
  const bytes = await clerk().work((work) => province.vault.files.bytes(work.tx, sealed?.sha256 ?? ''))
  expect(bytes.includes('/ByteRange')).toBe(false)
})

test('nobody but the clerk records it; no stamp, no day to come, no other file', async () => {
  const id = await toSign()
  const scan = paper('Bản ký tay')
  await expect(signByHand(drafter(), id, { ...hand, scan })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(signByHand(province.as('hoa.dothi'), id, { ...hand, scan })).rejects.toMatchObject({ code: 'not-found' })
  await expect(signByHand(clerk(), id, { ...hand, signedOn: '2999-01-01', scan })).rejects.toMatchObject({ about: 'signedOn' })
  const text = { name: 'x.pdf', content: new TextEncoder().encode('no pdf') }
  await expect(signByHand(clerk(), id, { ...hand, scan: text })).rejects.toMatchObject({ code: 'unreadable-file' })
  await expect(signByHand(clerk(), id, { ...hand, signerName: 'TỐI MẬT', scan })).rejects.toMatchObject({
    code: 'secret-material',
  })
  await signByHand(clerk(), id, { ...hand, scan })
  await expect(sealScan(clerk(), id, { scan, noSecretStamp: false, pin })).rejects.toMatchObject({ code: 'wrong-state' })
  await clerk().work((work) => number(work, id))
  await expect(sealScan(drafter(), id, { scan, noSecretStamp: false, pin })).rejects.toMatchObject({ code: 'not-allowed' })
})

test('an internal document without number: read and finish are recorded per recipient, nobody else finishes it', async () => {
  const head = province.actor('toan.phamduc')
  const recipients = [
    { recipientKind: 'DIVISION' as const, recipient: head.division, recipientName: 'Phòng Ngân sách' },
    { recipientKind: 'PERSON' as const, recipient: province.actor('yen.vuhai').post, recipientName: 'Vũ Hải Yến' },
  ].map((one) => RecipientForm.parse(one))
  const id = await toSign({ internal: true, numbered: false, recipients })
  await sign(province.as('an.levan'), [id], pin)
  await drafter().work((work) => release(work, id))
  const shown = await clerk().work((work) => view(work, id))
  expect(shown.doc).toMatchObject({ state: 'ISSUED', codeNumber: null })
  expect(shown.deliveries.map((one) => [one.scope, one.state])).toEqual([
    ['INTERNAL', 'ARRIVED'],
    ['INTERNAL', 'ARRIVED'],
  ])
  await province.as('yen.vuhai').work((work) => markRead(work, id))
  await province.as('toan.phamduc').work((work) => finishInside(work, id, 'Đã phổ biến trong phòng'))
  await expect(clerk().work((work) => finishInside(work, id, ''))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(province.as('hoa.dothi').work((work) => finishInside(work, id, ''))).rejects.toMatchObject({ code: 'not-found' })
  const readings = await clerk().work((work) => readingsOf(work.tx, id))
  expect(readings.map((one) => [one.name, one.finishedAt !== null, one.outcome]).sort()).toEqual(
    [
      ['Phạm Đức Toàn', true, 'Đã phổ biến trong phòng'],
      ['Vũ Hải Yến', false, ''],
    ].sort(),
  )
})

test('books and delivery sheets print with the columns of the decree; others print nothing', async () => {
  const id = await toSign()
  await sign(province.as('an.levan'), [id], pin)
  await issue(clerk(), [id], pin)
  const book = (await clerk().work((work) => booksOf(work.tx, work.actor.agency, 'OUT'))).find((one) => one.kinds.length === 0)
  const period = { from: '2020-01-01', to: '2999-12-31' }
  const register = await clerk().work((work) => registerOf(work, book?.id ?? '', period))
  expect(register.heads).toHaveLength(10)
  expect(register.heads.slice(0, 3)).toEqual([
    'Số, ký hiệu văn bản',
    'Ngày tháng văn bản',
    'Tên loại và trích yếu nội dung văn bản',
  ])
  expect(register.rows.at(-1)?.[3]).toBe('Lê Văn An')
  expect(
    Buffer.from(registerPdf(register, new Date(0)))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  // A longer period than one print holds says where it stops: a part is never taken for the whole.
  const another = await toSign()
  await sign(province.as('an.levan'), [another], pin)
  await issue(clerk(), [another], pin)
  const part = await clerk().work((work) => registerOf(work, book?.id ?? '', period, 1))
  expect(part.rows).toEqual(register.rows.slice(0, 1))
  expect(part.lines.at(-1)).toBe(
    `Kỳ này còn số sau số ${part.rows[0]?.[0]}: bản in dừng ở đây, hãy in tiếp từ ngày ${part.rows[0]?.[1]}`,
  )
  expect(register.lines.join()).not.toContain('bản in dừng')
  expect(
    Buffer.from(await registerWorkbook(register))
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect(
    Buffer.from(await printWithSheet(clerk(), id))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  for (const login of ['anh.nguyenthi', 'hoa.dothi']) {
    const asked = province.as(login).work((work) => registerOf(work, book?.id ?? '', period))
    await expect(asked).rejects.toMatchObject({ code: 'not-found' })
  }
  await expect(printWithSheet(province.as('hoa.dothi'), id)).rejects.toMatchObject({ code: 'not-found' })
})
