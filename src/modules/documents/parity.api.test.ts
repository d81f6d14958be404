import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { apiOver, type Call, sent } from './api.testing.ts'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'
import type { DraftForm } from './outgoing/outgoing.forms.ts'

let province: TestProvince
let call: Call
let close: () => Promise<void>
const pin = '12345678'

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

type Standing = { id: string; state: string; version: number; symbol: string | null; arrivalNumber: number | null }
type Rows<Row = { id: string; state: string; subject: string; symbol: string }> = { rows: Row[] }

const begun = async (over: Partial<DraftForm> = {}, to = ['H99']) =>
  (await call<Standing>('anh.nguyenthi', 'POST', '/outgoing', draftFor(province, to, over))).body.id

async function signed(over: Partial<DraftForm> = {}): Promise<string> {
  const id = await begun(over)
  await call('anh.nguyenthi', 'POST', `/outgoing/${id}/submission`, { steps: [] })
  await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
  return id
}

async function issued(over: Partial<DraftForm> = {}): Promise<string> {
  const id = await signed(over)
  await call('na.lethu', 'POST', '/issues', { ids: [id], pin })
  return id
}

const outgoing = (login: string, id: string, what: string, body?: unknown) =>
  call<Standing & { code: string; about: string }>(login, 'POST', `/outgoing/${id}/${what}`, body)
const incoming = (login: string, id: string, what: string, body?: unknown) =>
  call<Standing & { code: string; about: string }>(login, 'POST', `/incoming/${id}/${what}`, body)
/** The arrival of a subject at the committee. */
const arrivalOf = async (subject: string) =>
  (await call<Rows>('hoa.dothi', 'GET', '/incoming?limit=200')).body.rows.find((row) => row.subject === subject)?.id ?? ''

describe('a document on paper', () => {
  const entry = {
    kind: 'OFFICIAL_LETTER',
    issuingAgency: 'Bộ Thử',
    codeNumber: '9',
    codeNotation: 'BT-VP',
    subject: 'về việc thử',
  }

  test('is entered with its scan, put right, registered; its twin is refused', async () => {
    const files = [sent('quet.pdf', letterPdf('Nội dung giấy'))]
    const made = await call<Standing>('na.lethu', 'POST', '/incoming', { ...entry, files })
    expect(made).toMatchObject({ status: 201, body: { state: 'ARRIVED' } })
    const { id } = made.body
    expect(await call('na.lethu', 'PUT', `/incoming/${id}`, { ...entry, subject: 'về việc thử lại' })).toMatchObject({
      status: 200,
    })
    const shown = await call<{ subject: string; files: { name: string }[] }>('na.lethu', 'GET', `/incoming/${id}`)
    expect(shown.body).toMatchObject({ subject: 'về việc thử lại', files: [{ name: 'quet.pdf' }] })
    expect(await call('na.lethu', 'POST', '/incoming', entry)).toMatchObject({
      status: 409,
      body: { code: 'duplicate-document', about: id },
    })
    expect(await incoming('na.lethu', id, 'registration', {})).toMatchObject({ status: 200, body: { state: 'REGISTERED' } })
    expect(await incoming('na.lethu', id, 'paper', { arrivedOn: '2026-01-05' })).toMatchObject({ status: 409 })
    const slip = await call('na.lethu', 'GET', `/incoming/${id}/slip`)
    expect(slip.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('only the clerk enters, only the own agency puts right; a scan without words needs the tick', async () => {
    expect(await call('anh.nguyenthi', 'POST', '/incoming', entry)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await call(null, 'POST', '/incoming', entry)).toMatchObject({ status: 401 })
    const png = sent('anh.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]))
    const scanned = { ...entry, codeNumber: '10', files: [png] }
    expect(await call('na.lethu', 'POST', '/incoming', scanned)).toMatchObject({ status: 400, body: { about: 'noSecretStamp' } })
    const made = await call<Standing>('na.lethu', 'POST', '/incoming', { ...scanned, noSecretStamp: true })
    expect(made.status).toBe(201)
    expect(await call('hoa.dothi', 'PUT', `/incoming/${made.body.id}`, entry)).toMatchObject({ status: 404 })
    expect(await incoming('hoa.dothi', made.body.id, 'paper', { arrivedOn: '2026-01-05' })).toMatchObject({ status: 404 })
  })

  test('announced by its sender is found by its number and bound to the delivery; only a clerk asks', async () => {
    const recipients = draftFor(province, ['H99']).recipients.map((one) => ({
      ...one,
      mode: 'PAPER' as const,
      paperCopies: 1,
      paperBasis: 'Nơi nhận đề nghị',
    }))
    const id = await issued({ recipients, subject: 'gửi bằng giấy' })
    const { symbol } = (await call<Standing>('na.lethu', 'GET', `/outgoing/${id}`)).body
    const path = `/announced-papers?code=${encodeURIComponent(symbol ?? '')}`
    const { papers } = (await call<{ papers: Record<string, string>[] }>('hoa.dothi', 'GET', path)).body
    const [paper] = papers
    expect(papers).toHaveLength(1)
    expect(await call('duong.buitung', 'GET', path)).toMatchObject({ status: 403 })
    expect((await call<{ papers: unknown[] }>('na.lethu', 'GET', path)).body.papers).toEqual([])
    const { delivery, kind, issuingAgency, codeNumber, codeNotation, subject } = paper ?? {}
    const form = { delivery, kind, issuingAgency, codeNumber, codeNotation, subject }
    expect(await call('hoa.dothi', 'POST', '/incoming', form)).toMatchObject({ status: 201 })
    const shown = await call<{ deliveries: { state: string }[] }>('na.lethu', 'GET', `/outgoing/${id}`)
    expect(shown.body.deliveries).toMatchObject([{ state: 'ARRIVED' }])
  })
})

describe('processing', () => {
  test('proposal with its assignees, agreement, remarks, helpers, extension and confirmation', async () => {
    await issued({ subject: 'cho ý kiến' })
    const id = await arrivalOf('cho ý kiến')
    await incoming('hoa.dothi', id, 'registration', {})
    const doer = province.actor('duong.buitung')
    const assignments = [{ role: 'LEAD', division: null, post: doer.post }]
    const leader = province.actor('thinh.ngohuu').post
    const proposal = { leader, body: 'Đề xuất giao', dueOn: '2999-06-30', assignments }
    expect(await incoming('hoa.dothi', id, 'proposal', proposal)).toMatchObject({ status: 200, body: { state: 'TO_DIRECT' } })
    expect(await incoming('hoa.dothi', id, 'agreement', {})).toMatchObject({ status: 403 })
    expect(await incoming('thinh.ngohuu', id, 'agreement', {})).toMatchObject({ status: 200, body: { state: 'ASSIGNED' } })
    expect(await incoming('duong.buitung', id, 'remarks', { body: 'Đang xem' })).toMatchObject({ status: 200 })
    expect(await incoming('na.lethu', id, 'remarks', { body: 'x' })).toMatchObject({ status: 404 })
    type Shown = { assignments: { id: string }[]; extensions: { id: string; answer: string | null }[]; notes: { body: string }[] }
    const shown = async () => (await call<Shown>('duong.buitung', 'GET', `/incoming/${id}`)).body
    const work = (await shown()).assignments[0]?.id
    const later = { until: '2999-07-15', reason: 'Chờ số liệu' }
    expect(await call('hoa.dothi', 'POST', `/assignments/${work}/extensions`, later)).toMatchObject({ status: 403 })
    expect(await call('duong.buitung', 'POST', `/assignments/${work}/extensions`, later)).toMatchObject({ status: 204 })
    const extension = (await shown()).extensions[0]?.id
    const answer = { granted: true }
    expect(await call('duong.buitung', 'POST', `/extensions/${extension}/answer`, answer)).toMatchObject({ status: 403 })
    expect(await call('na.lethu', 'POST', `/extensions/${extension}/answer`, answer)).toMatchObject({ status: 404 })
    expect(await call('thinh.ngohuu', 'POST', `/extensions/${extension}/answer`, answer)).toMatchObject({ status: 204 })
    expect((await shown()).extensions).toMatchObject([{ answer: 'GRANTED' }])
    await call('duong.buitung', 'POST', `/assignments/${work}/start`, { progress: 10 })
    expect(await call('hoa.dothi', 'POST', `/assignments/${work}/start`, { progress: 90 })).toMatchObject({ status: 403 })
    await call('duong.buitung', 'POST', `/assignments/${work}/completion`, { report: 'Xong' })
    expect(await call('duong.buitung', 'POST', `/assignments/${work}/confirmation`)).toMatchObject({ status: 403 })
    expect(await call('thinh.ngohuu', 'POST', `/assignments/${work}/confirmation`)).toMatchObject({ status: 204 })
    expect((await shown()).notes.map((note) => note.body)).toEqual(['Đề xuất giao', 'Đồng ý đề xuất.', 'Đang xem'])
  })
})

describe('after the issue', () => {
  test('a recall is asked, answered by the recipient, and stands line by line', async () => {
    const id = await issued({ subject: 'thu hồi thử' })
    const arrival = await arrivalOf('thu hồi thử')
    await incoming('hoa.dothi', arrival, 'registration', {})
    const [reason] = (await call<Rows<{ code: string }>>('na.lethu', 'GET', '/reasons?group=recall')).body.rows
    const asked = { code: reason?.code ?? '', remark: 'Nhầm số liệu' }
    expect(await outgoing('anh.nguyenthi', id, 'recall', asked)).toMatchObject({ status: 403 })
    expect(await outgoing('hoa.dothi', id, 'recall', asked)).toMatchObject({ status: 404 })
    expect(await outgoing('na.lethu', id, 'recall', asked)).toMatchObject({ status: 200, body: { state: 'RECALL_REQUESTED' } })
    expect(await incoming('duong.buitung', arrival, 'recall-answer', { answer: '15' })).toMatchObject({ status: 404 })
    expect(await incoming('hoa.dothi', arrival, 'recall-answer', { answer: '16' })).toMatchObject({ status: 400 })
    expect(await incoming('hoa.dothi', arrival, 'recall-answer', { answer: '15' })).toMatchObject({
      status: 200,
      body: { state: 'RECALLED' },
    })
    const recall = await call<{ lines: { delivery: string; answer: string }[] }>('na.lethu', 'GET', `/outgoing/${id}/recall`)
    expect(recall.body.lines).toMatchObject([{ answer: '15' }])
    expect(await call('hoa.dothi', 'GET', `/outgoing/${id}/recall`)).toMatchObject({ status: 404 })
    const entered = { delivery: recall.body.lines[0]?.delivery, on: '2026-01-05', by: 'Văn thư' }
    expect(await outgoing('anh.nguyenthi', id, 'recall/entries', entered)).toMatchObject({ status: 403 })
  })

  test('paper sent later has its basis; the sheet prints; a replacement takes the place of the old one', async () => {
    const id = await issued({ subject: 'gửi giấy sau' })
    const { deliveries } = (await call<{ deliveries: { id: string }[] }>('na.lethu', 'GET', `/outgoing/${id}`)).body
    const bases = (await call<Rows<{ code: string; remark: boolean }>>('na.lethu', 'GET', '/reasons?group=paper_basis')).body.rows
    const paper = { delivery: deliveries[0]?.id, copies: 2, code: bases[0]?.code ?? '', remark: 'Theo đề nghị' }
    expect(await outgoing('anh.nguyenthi', id, 'paper', paper)).toMatchObject({ status: 403 })
    expect(await outgoing('na.lethu', id, 'paper', { ...paper, code: 'KHONG-CO' })).toMatchObject({
      body: { code: 'paper-needs-basis' },
    })
    expect(await outgoing('na.lethu', id, 'paper', paper)).toMatchObject({ status: 200 })
    expect((await call('na.lethu', 'GET', `/outgoing/${id}/sheet`)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await call('hoa.dothi', 'GET', `/outgoing/${id}/sheet`)).toMatchObject({ status: 404 })
    await issued({ replaces: id, subject: 'thay thế' })
    expect((await call<Standing>('na.lethu', 'GET', `/outgoing/${id}`)).body.state).toBe('REPLACED')
  })

  test('numbers are held, bound, inserted and voided by the clerk alone', async () => {
    const { rows } = (await call<Rows<{ id: string; direction: string; kinds: string[] }>>('na.lethu', 'GET', '/books')).body
    const book = rows.find((one) => one.direction === 'OUT' && one.kinds.length === 0)?.id ?? ''
    expect(await call('anh.nguyenthi', 'GET', '/books')).toMatchObject({ status: 403 })
    expect(await call('hoa.dothi', 'GET', `/books/${book}`)).toMatchObject({ status: 404 })
    const hold = (login: string) =>
      call<{ year: number; number: number }>(login, 'POST', `/books/${book}/held-numbers`, { reason: 'Giữ cho quyết định' })
    expect(await hold('anh.nguyenthi')).toMatchObject({ status: 403 })
    const held = await hold('na.lethu')
    expect(held.status).toBe(201)
    const { year, number } = held.body
    const first = await signed()
    expect(await outgoing('anh.nguyenthi', first, 'held-number', { year, number })).toMatchObject({ status: 403 })
    expect(await outgoing('na.lethu', first, 'held-number', { year, number })).toMatchObject({
      status: 200,
      body: { state: 'NUMBERED' },
    })
    const second = await signed()
    const inserted = { year, after: number, reason: 'Chèn theo chỉ đạo' }
    expect(await outgoing('anh.nguyenthi', second, 'inserted-number', inserted)).toMatchObject({ status: 403 })
    expect((await outgoing('na.lethu', second, 'inserted-number', inserted)).body.symbol).toMatch(/^\d+a\//)
    const [reason] = (await call<Rows<{ code: string }>>('na.lethu', 'GET', '/reasons?group=void')).body.rows
    const because = { code: reason?.code ?? '', remark: 'Sai thể thức' }
    expect(await outgoing('anh.nguyenthi', second, 'void', because)).toMatchObject({ status: 403 })
    expect(await outgoing('na.lethu', second, 'void', because)).toMatchObject({ status: 200, body: { state: 'VOIDED' } })
    const again = await hold('na.lethu')
    const gone = { year: again.body.year, number: again.body.number, reason: 'Không dùng' }
    expect(await call('an.levan', 'POST', `/books/${book}/voided-numbers`, gone)).toMatchObject({ status: 403 })
    expect(await call('na.lethu', 'POST', `/books/${book}/voided-numbers`, gone)).toMatchObject({
      status: 200,
      body: { held: [] },
    })
  })
})

describe('inside the agency', () => {
  test('a document without number is read and finished by whoever received it, and by nobody else', async () => {
    const recipients = [{ recipientKind: 'PERSON', recipient: province.actor('yen.vuhai').post, recipientName: 'Vũ Hải Yến' }]
    const form = { ...draftFor(province, []), internal: true, numbered: false, recipients }
    const { id } = (await call<Standing>('anh.nguyenthi', 'POST', '/outgoing', form)).body
    await outgoing('anh.nguyenthi', id, 'submission', { steps: [] })
    await call('an.levan', 'POST', '/signatures', { ids: [id], read: [id], pin })
    expect(await outgoing('anh.nguyenthi', id, 'release')).toMatchObject({ status: 200, body: { state: 'ISSUED' } })
    expect(await outgoing('yen.vuhai', id, 'reading')).toMatchObject({ status: 200 })
    expect(await outgoing('na.lethu', id, 'finish', {})).toMatchObject({ status: 403 })
    expect(await outgoing('hoa.dothi', id, 'reading')).toMatchObject({ status: 404 })
    expect(await outgoing('yen.vuhai', id, 'finish', { outcome: 'Đã phổ biến' })).toMatchObject({ status: 200 })
    const { rows } = (await call<Rows<{ outcome: string }>>('na.lethu', 'GET', `/outgoing/${id}/readings`)).body
    expect(rows).toMatchObject([{ outcome: 'Đã phổ biến' }])
    expect(await call('hoa.dothi', 'GET', `/outgoing/${id}/readings`)).toMatchObject({ status: 404 })
  })
})

describe('files', () => {
  test('attachments come, move, go on paper and out; a PDF takes the place of the text, with its boxes', async () => {
    const id = await begun()
    const pdf = letterPdf('Nội dung văn bản')
    const attached = await call<{ id: string }>('anh.nguyenthi', 'POST', `/outgoing/${id}/attachments`, sent('phu-luc.pdf', pdf))
    expect(attached.status).toBe(201)
    const file = `attachments/${attached.body.id}`
    expect(await outgoing('toan.phamduc', id, 'attachments', sent('a.pdf', pdf))).toMatchObject({ status: 403 })
    expect(await outgoing('na.lethu', id, 'paper-attachments', { name: 'Bản vẽ A0' })).toMatchObject({ status: 200 })
    expect(await outgoing('anh.nguyenthi', id, `${file}/place`, { to: 'down' })).toMatchObject({ status: 200 })
    expect(await outgoing('anh.nguyenthi', id, `${file}/mode`, { onPaper: true })).toMatchObject({ status: 200 })
    expect(await outgoing('hoa.dothi', id, `${file}/mode`, { onPaper: true })).toMatchObject({ status: 404 })
    type Shown = {
      source: string
      boxes: { name: string; page: number; x: number; y: number; width: number; height: number }[]
      files: { name: string }[]
    }
    const shown = async () => (await call<Shown>('anh.nguyenthi', 'GET', `/outgoing/${id}`)).body
    expect((await shown()).files.map((one) => one.name)).toEqual(['Bản vẽ A0', 'phu-luc.pdf'])
    expect(await call('hoa.dothi', 'DELETE', `/outgoing/${id}/${file}`)).toMatchObject({ status: 404 })
    expect(await call('anh.nguyenthi', 'DELETE', `/outgoing/${id}/${file}`)).toMatchObject({ status: 200 })
    expect(await call('hoa.dothi', 'PUT', `/outgoing/${id}/upload`, sent('a.pdf', pdf))).toMatchObject({ status: 404 })
    expect(await call('anh.nguyenthi', 'PUT', `/outgoing/${id}/upload`, sent('a.pdf', pdf))).toMatchObject({ status: 200 })
    const { source, boxes } = await shown()
    expect(source).toBe('UPLOAD')
    const places = Object.fromEntries(boxes.map(({ name, ...place }) => [name, place]))
    expect(await call('anh.nguyenthi', 'PUT', `/outgoing/${id}/boxes`, places)).toMatchObject({ status: 200 })
    const astray = { ...places, person: { ...places.person, page: 9 } }
    expect(await call('anh.nguyenthi', 'PUT', `/outgoing/${id}/boxes`, astray)).toMatchObject({
      status: 400,
      body: { about: 'person' },
    })
    const printed = { ...places, number: { ...places.number, width: 0 } }
    expect(await call('anh.nguyenthi', 'PUT', `/outgoing/${id}/boxes`, printed)).toMatchObject({ status: 400 })
    expect(await call('anh.nguyenthi', 'DELETE', `/outgoing/${id}/upload`)).toMatchObject({ status: 200 })
    expect((await shown()).source).toBe('EDITOR')
  })

  test('what was signed by hand is recorded with its scan, numbered and sent as a copy that the agency certifies', async () => {
    const id = await begun({ subject: 'ký tay' })
    await outgoing('anh.nguyenthi', id, 'submission', { steps: [] })
    const scan = sent('quet.pdf', letterPdf('Bản ký tay'))
    const hand = { signerName: 'Lê Văn An', signedOn: '2026-01-05', scan }
    expect(await outgoing('anh.nguyenthi', id, 'hand-signature', hand)).toMatchObject({ status: 403 })
    expect(await outgoing('na.lethu', id, 'hand-signature', hand)).toMatchObject({ status: 200, body: { state: 'SIGNED' } })
    await outgoing('na.lethu', id, 'number')
    expect(await outgoing('anh.nguyenthi', id, 'final-scan', { scan, pin })).toMatchObject({ status: 403 })
    expect(await outgoing('na.lethu', id, 'final-scan', { scan, pin: '00000000' })).toMatchObject({ body: { code: 'wrong-pin' } })
    expect(await outgoing('na.lethu', id, 'final-scan', { scan, pin })).toMatchObject({ status: 200, body: { state: 'SEALED' } })
    expect(await outgoing('na.lethu', id, 'release')).toMatchObject({ status: 200, body: { state: 'ISSUED' } })
  })
})

describe('books, registers and search', () => {
  test('a book is opened with its kinds and first number, printed and closed; others do not reach it', async () => {
    const known = (await call<Rows<{ code: string; outgoing: boolean }>>('na.lethu', 'GET', '/kinds')).body.rows
    const books = (await call<Rows<{ kinds: string[] }>>('na.lethu', 'GET', '/books')).body.rows
    const taken = books.flatMap((one) => one.kinds)
    const kinds = known
      .filter((one) => one.outgoing && !taken.includes(one.code))
      .map((one) => one.code)
      .slice(-2)
    const opened = await call<{ id: string }>('na.lethu', 'POST', '/books', { name: 'Sổ thử', kinds: [kinds[0]] })
    expect(opened.status).toBe(201)
    const book = `/books/${opened.body.id}`
    expect(await call('anh.nguyenthi', 'POST', '/books', { name: 'Sổ khác' })).toMatchObject({ status: 403 })
    const opening = { opening: 12, reason: 'Tiếp nối sổ giấy' }
    expect(await call('na.lethu', 'POST', `${book}/opening`, opening)).toMatchObject({
      status: 200,
      body: { years: [{ opening: 12 }] },
    })
    expect(await call('na.lethu', 'PUT', `${book}/kinds`, { kinds })).toMatchObject({ status: 200 })
    for (const [what, body] of [
      ['opening', opening],
      ['close', undefined],
    ] as const)
      expect(await call('hoa.dothi', 'POST', `${book}/${what}`, body)).toMatchObject({ status: 404 })
    expect(await call('hoa.dothi', 'PUT', `${book}/kinds`, { kinds: [] })).toMatchObject({ status: 404 })
    expect((await call<{ heads: string[] }>('na.lethu', 'GET', `${book}/register`)).body.heads).toHaveLength(10)
    expect((await call('na.lethu', 'GET', `${book}/register.pdf`)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await call('na.lethu', 'GET', `${book}/register.xlsx`)).bytes.subarray(0, 2).toString()).toBe('PK')
    for (const what of ['', '/register', '/register.pdf', '/register.xlsx'])
      expect(await call('hoa.dothi', 'GET', `${book}${what}`)).toMatchObject({ status: 404 })
    expect(await call('na.lethu', 'POST', `${book}/close`)).toMatchObject({ status: 200, body: { closed: true } })
  })

  test('search finds what the asker may read, by words without marks, and nothing of others', async () => {
    const id = await begun({ subject: 'đò ngang bến Vạn Phúc' })
    const found = (login: string) => call<Rows>(login, 'GET', '/search?find=ben+van+phuc')
    expect((await found('anh.nguyenthi')).body.rows.map((row) => row.id)).toEqual([id])
    expect((await found('hoa.dothi')).body.rows).toEqual([])
    expect(await call(null, 'GET', '/search?find=a')).toMatchObject({ status: 401 })
    expect((await call<Rows<{ code: string }>>('hoa.dothi', 'GET', '/kinds')).body.rows.length).toBeGreaterThan(28)
    expect(await call(null, 'GET', '/kinds')).toMatchObject({ status: 401 })
    expect(await call(null, 'GET', '/reasons?group=void')).toMatchObject({ status: 401 })
  })
})
