import { afterAll, beforeAll, expect, test } from 'vitest'
import { typesetLetter } from '#platform/pdf/letter.testing.ts'
import { checkMark } from '../checking/check-mark.ts'
import { givenCode } from '../checking/code.sql.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { codeInQr } from '../duplicates/paper-match.sql.ts'
import { complete, create, type EnteredFile, EntryForm, enter, issue, matchPaper, register, sign, submit } from '../index.ts'
import { view } from '../outgoing/view.sql.ts'
import { enterEach } from './entry.each.ts'
import { announcedEntry } from './entry.sql.ts'
import { incomingFiles, read } from './incoming.sql.ts'
import { judgedMain } from './judged-main.ts'
import { incomingList } from './list.sql.ts'
import { narrowedIncoming } from './narrowed.sql.ts'
import { lookAt } from './scan.ts'
import { processingSlip } from './slip.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const entry = (over: Partial<EntryForm> = {}): EntryForm =>
  EntryForm.parse({
    kind: 'OFFICIAL_LETTER',
    issuingAgency: 'Kho bạc Nhà nước khu vực XIV',
    codeNumber: '1207',
    codeNotation: 'KBNN-KSC',
    promulgationDate: '2026-03-18',
    subject: 'Đối chiếu số liệu chi đầu tư phát triển quý III',
    ...over,
  })

const letter = (line: string) =>
  typesetLetter(`Kính gửi quý cơ quan bản đối chiếu số liệu chi đầu tư.\n${line}\nTrân trọng.`, {
    parentAgency: null,
    agency: 'Kho bạc Nhà nước khu vực XIV',
    notation: 'KBNN-KSC',
    addressees: ['Sở Tài chính'],
  }).pdf

const scanned = async (bytes: Uint8Array, name = 'ban-quet.pdf'): Promise<EnteredFile> => {
  const scan = await lookAt(bytes, name, 'file')
  const clerk = province.as('na.lethu')
  return { ...scan, kept: await clerk.work(({ tx }) => province.vault.files.keep(tx, bytes, scan.mediaType)) }
}

// The smallest picture that there is.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a letter on paper is entered with its scan, registered and submitted in one act', async () => {
  const clerk = province.as('na.lethu')
  const id = await clerk.work(async (work) => enter(work, entry(), [await scanned(letter('Bảo mật thông tin.'))]))
  const leader = province.actor('an.levan').post
  const number = await clerk.work((work) => register(work, id, { submitTo: leader }))
  const doc = await clerk.work((work) => read(work, id))
  expect(doc).toMatchObject({ state: 'TO_DIRECT', arrivalNumber: number, electronic: false, paper: true, sender: null })
})

test('the same number, symbol and issuer, or the same file, is refused until a reason is given', async () => {
  const clerk = province.as('na.lethu')
  const twin = entry({ codeNumber: ' 01207', issuingAgency: 'KHO BẠC nhà nước khu vực XIV' })
  await expect(clerk.work((work) => enter(work, twin, []))).rejects.toMatchObject({ code: 'duplicate-document' })
  const file = await scanned(letter('Bảo mật thông tin.'))
  const other = entry({ codeNumber: '1', codeNotation: 'KHAC' })
  await expect(clerk.work((work) => enter(work, other, [file]))).rejects.toMatchObject({ code: 'duplicate-document' })
  const id = await clerk.work((work) => enter(work, { ...twin, duplicateReason: 'Bản gửi lần hai có sửa phụ lục' }, []))
  expect(await clerk.work((work) => read(work, id))).toMatchObject({ duplicateReason: 'Bản gửi lần hai có sửa phụ lục' })
})

test('the paper of a known document gets no second số đến', async () => {
  const clerk = province.as('na.lethu')
  const [known] = await clerk.work((work) => narrowedIncoming(work, { find: '1207/KBNN-KSC', states: ['TO_DIRECT'] }))
  const mailed = await clerk.work((work) => enter(work, entry({ codeNumber: '9', paper: false }), []))
  await clerk.work((work) => matchPaper(work, mailed, work.clock.today))
  expect(await clerk.work((work) => read(work, mailed))).toMatchObject({ paper: true, electronic: true, arrivalNumber: null })
  await expect(clerk.work((work) => matchPaper(work, known?.id ?? '', work.clock.today))).rejects.toMatchObject({
    code: 'wrong-state',
  })
  await expect(province.as('an.levan').work((work) => matchPaper(work, mailed, '2026-01-01'))).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('a pile of scans waits, one document each; none is registered before its issuer is known, and only the clerk drops one', async () => {
  const pile = [await scanned(letter('Tờ một'), 'don_thu_1.pdf'), await scanned(letter('Tờ hai'), 'don_thu_2.pdf')]
  await expect(enterEach(province.as('anh.nguyenthi'), pile, false)).rejects.toMatchObject({ code: 'not-allowed' })
  const clerk = province.as('na.lethu')
  expect(await enterEach(clerk, pile, false)).toBe(2)
  const [first, second] = await clerk.work((work) => narrowedIncoming(work, { find: 'don thu' }))
  expect([first?.subject, second?.subject].sort()).toEqual(['Don thu 1', 'Don thu 2'])
  const take = () => clerk.work((work) => register(work, first?.id ?? '', { submitTo: null }))
  await expect(take()).rejects.toMatchObject({ code: 'bad-input', about: 'issuingAgency' })
  await clerk.work((work) => complete(work, first?.id ?? '', entry({ codeNumber: '9001' }), []))
  expect(await take()).toBeGreaterThan(0)
})

test('nobody but the clerk enters or completes, and no other agency sees what waits', async () => {
  for (const login of ['an.levan', 'yen.vuhai', 'anh.nguyenthi', 'toan.phamduc', 'nghia.dangtrong'])
    await expect(province.as(login).work((work) => enter(work, entry({ codeNumber: login }), []))).rejects.toMatchObject({
      code: 'not-allowed',
    })
  const id = await province.as('na.lethu').work((work) => enter(work, entry({ codeNumber: '77' }), []))
  for (const login of ['hoa.dothi', 'kim.hoangthi', 'nghia.dangtrong'])
    await expect(province.as(login).work((work) => complete(work, id, entry(), []))).rejects.toMatchObject({ code: 'not-found' })
  await province.as('na.lethu').work((work) => complete(work, id, entry({ codeNumber: '78', subject: 'Trích yếu mới' }), []))
  expect(await province.as('na.lethu').work((work) => narrowedIncoming(work, { find: 'trich yeu moi' }))).toHaveLength(1)
})

test('state secrets come in by no door: field, words, page 1 of a file; a picture only after the clerk looked', async () => {
  const clerk = province.as('na.lethu')
  const secret = { code: 'secret-material' }
  await expect(clerk.work((work) => enter(work, entry({ classification: 'Tối mật' }), []))).rejects.toMatchObject(secret)
  await expect(clerk.work((work) => enter(work, entry({ subject: 'MẬT' }), []))).rejects.toMatchObject(secret)
  await expect(lookAt(letter('TUYỆT MẬT'), 'a.pdf', 'file')).rejects.toMatchObject(secret)
  expect(await lookAt(letter('Mật độ dân số, bảo mật dữ liệu'), 'a.pdf', 'file')).toMatchObject({ hasText: true })
  await expect(lookAt(Buffer.from('không phải tệp'), 'a.pdf', 'file')).rejects.toMatchObject({ code: 'unreadable-file' })
  const photo = await scanned(picture, 'anh-chup.png')
  expect(photo.hasText).toBe(false)
  const form = entry({ codeNumber: '501' })
  await expect(clerk.work((work) => enter(work, form, [photo]))).rejects.toMatchObject({ about: 'noSecretStamp' })
  const looked = await clerk.work((work) => enter(work, { ...form, noSecretStamp: true }, [photo]))
  expect(await clerk.work((work) => read(work, looked))).toMatchObject({ state: 'ARRIVED' })
})

async function issued(mode: 'PAPER' | 'ELECTRONIC'): Promise<string> {
  const drafter = province.as('anh.nguyenthi')
  const to = {
    recipientKind: 'AGENCY' as const,
    recipient: province.agency('H99'),
    recipientName: 'UBND tỉnh',
    purpose: 'FOR_HANDLING' as const,
  }
  const way = mode === 'PAPER' ? { mode, paperCopies: 1, paperBasis: 'Tài liệu chưa số hóa' } : { mode }
  const form = draftFor(province, [], { subject: `gửi ${mode}` })
  const draft = { ...form, recipients: draftFor(province, ['H99']).recipients.map((one) => ({ ...one, ...to, ...way })) }
  const id = await drafter.work((work) => create(work, draft as typeof form))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await sign(province.as('an.levan'), [id], pin)
  expect(await issue(province.as('na.lethu'), [id], pin)).toEqual([{ id, refused: null }])
  return id
}

test('a paper that its sender announced is found by its number or QR code; the sender sees it arrive and accepted', async () => {
  const id = await issued('PAPER')
  const sender = province.as('na.lethu')
  const { doc } = await sender.work((work) => view(work, id))
  const receiver = province.as('hoa.dothi')
  const code = `0${doc.codeNumber}/${doc.codeNotation}`
  expect(codeInQr(`https://tra-cuu.example/vb?so=${encodeURIComponent(code)}`)).toBe(code)
  const found = await receiver.work((work) => announcedEntry(work, code))
  expect(found).toMatchObject({ subject: 'gửi PAPER', issuingAgency: 'Sở Tài chính' })
  const check = checkMark((await sender.work(({ tx }) => givenCode(tx, id))) ?? '', province.vault)
  for (const scanned of [check.address, check.code.toLowerCase()])
    expect(await receiver.work((work) => announcedEntry(work, scanned))).toEqual(found)
  // Nobody else is told of it.
  expect(await province.as('kim.hoangthi').work((work) => announcedEntry(work, check.address))).toBeNull()
  expect(await province.as('kim.hoangthi').work((work) => announcedEntry(work, code))).toBeNull()
  const form = entry({
    delivery: found?.delivery ?? null,
    codeNumber: found?.codeNumber ?? '',
    codeNotation: found?.codeNotation ?? '',
  })
  await expect(province.as('kim.hoangthi').work((work) => enter(work, form, []))).rejects.toMatchObject({ code: 'wrong-state' })
  const incoming = await receiver.work((work) => enter(work, form, []))
  await receiver.work((work) => register(work, incoming, { submitTo: null }))
  expect((await sender.work((work) => view(work, id))).deliveries[0]).toMatchObject({ state: 'ACCEPTED', electronic: false })
  expect(await receiver.work((work) => announcedEntry(work, code))).toBeNull()
})

test('the verdict on an arrival is judged once and kept; one without signature is never valid', async () => {
  await issued('ELECTRONIC')
  const clerk = province.as('hoa.dothi')
  const [row] = await clerk.work((work) => incomingList(work, { states: ['ARRIVED'] }))
  const judge = () => clerk.work(async (work) => judgedMain(work, province.vault.files, await read(work, row?.id ?? '')))
  const judged = await judge()
  expect(judged).toMatchObject({ verdict: 'valid', reasons: [] })
  expect(judged?.signatures.map((one) => one.signer)).toEqual(['Lê Văn An', 'Sở Tài chính'])
  expect(await judge()).toEqual(judged)
  expect((await clerk.work((work) => read(work, row?.id ?? ''))).verdict).toBe('valid')
  const own = province.as('na.lethu')
  const mailed = await own.work(async (work) =>
    enter(work, entry({ codeNumber: '31', paper: false }), [await scanned(letter('Thư.'))]),
  )
  const unsigned = await own.work(async (work) => judgedMain(work, province.vault.files, await read(work, mailed)))
  expect(unsigned).toMatchObject({ verdict: 'indeterminate', reasons: ['no-signature'] })
})

test('a signed file that came by mail is taken in and judged: its signature fields are no script', async () => {
  const clerk = province.as('hoa.dothi')
  const [row] = await clerk.work((work) => incomingList(work, { states: ['ARRIVED'] }))
  const signed = await clerk.work(async ({ tx }) => {
    const [main] = await incomingFiles(tx, row?.id ?? '')
    return province.vault.files.bytes(tx, main?.sha256 ?? '')
  })
  const own = province.as('na.lethu')
  const file = await scanned(signed, 'da-ky.pdf')
  const mailed = await own.work((work) => enter(work, entry({ codeNumber: '32', paper: false }), [file]))
  const judged = await own.work(async (work) => judgedMain(work, province.vault.files, await read(work, mailed)))
  expect(judged).toMatchObject({
    verdict: 'valid',
    signatures: [{ signer: 'Lê Văn An', level: 'B-B' }, { signer: 'Sở Tài chính' }],
  })
})

test('the slip prints what was decided so far; nobody outside the agency prints it', async () => {
  const clerk = province.as('na.lethu')
  const [row] = await clerk.work((work) => incomingList(work, { states: ['TO_DIRECT'] }))
  const { bytes } = await clerk.work((work) => processingSlip(work, row?.id ?? ''))
  expect(await lookAt(bytes, 'phieu.pdf', 'file')).toMatchObject({ mediaType: 'application/pdf', hasText: true })
  await expect(province.as('hoa.dothi').work((work) => processingSlip(work, row?.id ?? ''))).rejects.toMatchObject({
    code: 'not-found',
  })
})
