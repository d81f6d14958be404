import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPool } from '#platform/db/pool.ts'
import { letterPdf, typesetLetter } from '#platform/pdf/letter.testing.ts'
import { anchorCertificates, judgePdf } from '#signing'
import { attach, attachPaper, detach, goOnPaper, moveAttachment } from '../attachments/attach.ts'
import { draftFor, type TestProvince, testProvince } from '../documents.testing.ts'
import { submit } from '../outgoing/circuit/submit.ts'
import { create } from '../outgoing/compose/draft.ts'
import { mainFile } from '../outgoing/file.sql.ts'
import { issue } from '../outgoing/issue/issue.ts'
import { sign } from '../outgoing/sign/sign.ts'
import { view } from '../outgoing/view.sql.ts'
import { type Boxes, boxNames } from './boxes.ts'
import { placeBoxes, typeInstead, uploadMain } from './upload.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const drafter = () => province.as('anh.nguyenthi')
const clerk = () => province.as('na.lethu')

async function scan(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([595, 842])
  page.drawRectangle({ x: 60, y: 60, width: 470, height: 700, color: rgb(0.9, 0.9, 0.9) })
  return pdf.save()
}

const given = (bytes: Uint8Array, over: { name?: string; noSecretStamp?: boolean } = {}) => ({
  name: 'van-ban.pdf',
  noSecretStamp: false,
  content: bytes,
  ...over,
})
const draft = () => drafter().work((work) => create(work, draftFor(province, ['H99'])))
const shown = (id: string) => drafter().work((work) => view(work, id))

describe('an uploaded PDF instead of typed text', () => {
  test('boxes are proposed where the file leaves room, near to where our own typesetting puts them', async () => {
    const id = await draft()
    const { pdf, holes } = typesetLetter('Nội dung văn bản soạn ở nơi khác.')
    await uploadMain(drafter(), id, given(pdf))
    const { doc } = await shown(id)
    expect(doc.source).toBe('UPLOAD')
    const boxes = doc.boxes as Boxes
    expect(boxes.map((box) => box.name)).toEqual([...boxNames])
    for (const box of boxes.filter((one) => one.name !== 'agency')) {
      const hole = holes.find((one) => one.name === box.name)
      expect(Math.abs((hole?.x ?? 0) - box.x)).toBeLessThan(12)
      expect(Math.abs((hole?.y ?? 0) - box.y)).toBeLessThan(14)
    }
  })

  test('it is signed, numbered and sealed on its boxes, and judged valid; month and year printed in the file stay as they are', async () => {
    const id = await draft()
    await uploadMain(drafter(), id, given(letterPdf('Nội dung văn bản soạn ở nơi khác.')))
    const boxes = (await shown(id)).doc.boxes as Boxes
    const printed = boxes.map((box) =>
      box.name === 'month' || box.name === 'year' ? { ...box, x: 0, y: 0, width: 0, height: 0 } : box,
    )
    await placeBoxes(drafter(), id, printed)
    await drafter().work((work) => submit(work, id, { steps: [] }))
    expect(await sign(province.as('an.levan'), [id], pin)).toEqual([{ id, refused: null }])
    expect(await issue(clerk(), [id], pin)).toEqual([{ id, refused: null }])
    const judged = await clerk().work(async (work) => {
      const bytes = await province.vault.files.bytes(work.tx, await mainFile(work.tx, id, 'SEALED'))
      return judgePdf(bytes, { anchors: await anchorCertificates(work.tx), at: work.clock.now })
    })
    expect(judged).toMatchObject({ verdict: 'valid' })
    expect(judged.signatures.map((one) => one.signer)).toEqual(['Lê Văn An', 'Sở Tài chính'])
  })

  test('a box outside its page is refused by its name', async () => {
    const id = await draft()
    await uploadMain(drafter(), id, given(letterPdf('Nội dung.')))
    const boxes = (await shown(id)).doc.boxes as Boxes
    const astray = boxes.map((box) => (box.name === 'person' ? { ...box, x: 550 } : box))
    await expect(placeBoxes(drafter(), id, astray)).rejects.toMatchObject({ code: 'bad-input', about: 'person' })
    const later = boxes.map((box) => (box.name === 'agency' ? { ...box, page: 7 } : box))
    await expect(placeBoxes(drafter(), id, later)).rejects.toMatchObject({ code: 'bad-input', about: 'agency' })
  })

  test('a draft with a file that is taken out is typed again; without a file nothing is submitted', async () => {
    const id = await draft()
    await uploadMain(drafter(), id, given(letterPdf('Nội dung.')))
    await drafter().work((work) => typeInstead(work, id))
    expect((await shown(id)).doc).toMatchObject({ source: 'EDITOR', boxes: null })
    await drafter().work((work) => submit(work, id, { steps: [] }))
  })

  test.for([
    ['no PDF at all', new TextEncoder().encode('xin chào'), 'unreadable-file'],
    ['a broken PDF', new TextEncoder().encode('%PDF-1.7\nhỏng'), 'unreadable-file'],
    ['an empty file', new Uint8Array(), 'unreadable-file'],
  ] as const)('%s is refused and nothing changes', async ([, bytes, code]) => {
    const id = await draft()
    await expect(uploadMain(drafter(), id, given(bytes))).rejects.toMatchObject({ code })
    expect((await shown(id)).doc.source).toBe('EDITOR')
  })

  test('nobody but drafter and clerk puts files in, and only into a draft', async () => {
    const id = await draft()
    const file = given(letterPdf('Nội dung.'))
    await expect(uploadMain(province.as('toan.phamduc'), id, file)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(uploadMain(province.as('thinh.ngohuu'), id, file)).rejects.toMatchObject({ code: 'not-found' })
    await drafter().work((work) => submit(work, id, { steps: [] }))
    await expect(uploadMain(drafter(), id, file)).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(attach(drafter(), id, file)).rejects.toMatchObject({ code: 'wrong-state' })
  })
})

describe('secrets at the doors of files', () => {
  const audited = async () => {
    const pool = openPool(province.ownerUrl)
    try {
      const { rows } = await sql<{
        detail: { door: string }
      }>`select detail from platform.audit where verb = 'secret.refused' order by at`.execute(pool)
      return rows.map((row) => row.detail.door)
    } finally {
      await pool.destroy()
    }
  }
  const stored = (id: string) => shown(id).then(({ files }) => files.length)

  test.for(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'])('a line “%s” on page 1: nothing is stored but an audit line', async (stamp) => {
    const id = await draft()
    const file = given(letterPdf(`Kính gửi các đơn vị\n${stamp}\nNội dung`))
    await expect(uploadMain(drafter(), id, file)).rejects.toMatchObject({ code: 'secret-material' })
    await expect(attach(drafter(), id, file)).rejects.toMatchObject({ code: 'secret-material' })
    expect(await stored(id)).toBe(0)
    expect((await audited()).slice(-2)).toEqual(['outgoing.upload', 'outgoing.attach'])
  })

  test('the words in running text pass', async () => {
    const id = await draft()
    await uploadMain(drafter(), id, given(letterPdf('Bảo vệ bí mật nhà nước, bảo mật thông tin, mật độ dân số.')))
    expect(await stored(id)).toBe(1)
  })

  test('a stamp in a text file or a file’s name is a stamp as well', async () => {
    const id = await draft()
    const text = { name: 'ghi-chu.txt', content: new TextEncoder().encode('a\nTỐI MẬT\nb'), noSecretStamp: false }
    await expect(attach(drafter(), id, text)).rejects.toMatchObject({ code: 'secret-material' })
    const named = given(letterPdf('Nội dung.'), { name: 'MẬT.pdf' })
    await expect(attach(drafter(), id, named)).rejects.toMatchObject({ code: 'secret-material' })
    expect(await stored(id)).toBe(0)
  })

  test('a scan without text needs the clerk and the clerk’s tick', async () => {
    const id = await draft()
    const bytes = await scan()
    for (const noSecretStamp of [false, true]) {
      const asked = uploadMain(drafter(), id, given(bytes, { noSecretStamp }))
      await expect(asked).rejects.toMatchObject({ code: 'bad-input', about: 'noSecretStamp' })
    }
    await expect(uploadMain(clerk(), id, given(bytes))).rejects.toMatchObject({ about: 'noSecretStamp' })
    await uploadMain(clerk(), id, given(bytes, { noSecretStamp: true }))
    expect(await stored(id)).toBe(1)
    const pool = openPool(province.ownerUrl)
    const refused = sql`update documents.outgoing_file set no_secret_stamp_by = null where outgoing = ${id}`.execute(pool)
    await expect(refused).rejects.toThrow('outgoing_file_stamp_looked_for')
    await pool.destroy()
  })
})

describe('attachments', () => {
  const names = (id: string) => shown(id).then(({ files }) => files.map((file) => `${file.name}${file.onPaper ? ' (giấy)' : ''}`))

  test('stand in their order, go on paper by a tick, and are taken out', async () => {
    const id = await draft()
    const bytes = letterPdf('Phụ lục.')
    for (const name of ['phu-luc-1.pdf', 'phu-luc-2.pdf']) await attach(drafter(), id, given(bytes, { name }))
    await drafter().work((work) => attachPaper(work, id, 'Bản vẽ khổ A0'))
    const [first, second, paper] = (await shown(id)).files
    await drafter().work((work) => moveAttachment(work, id, second?.id ?? '', -1))
    await drafter().work((work) => goOnPaper(work, id, first?.id ?? '', true))
    expect(await names(id)).toEqual(['phu-luc-2.pdf', 'phu-luc-1.pdf (giấy)', 'Bản vẽ khổ A0 (giấy)'])
    const back = drafter().work((work) => goOnPaper(work, id, paper?.id ?? '', false))
    await expect(back).rejects.toMatchObject({ code: 'not-found' })
    await drafter().work((work) => detach(work, id, first?.id ?? ''))
    expect(await names(id)).toEqual(['phu-luc-2.pdf', 'Bản vẽ khổ A0 (giấy)'])
  })

  test('files that came after the last version make a version of their own, so that nobody signs what they saw otherwise', async () => {
    const id = await draft()
    await attach(drafter(), id, given(letterPdf('Phụ lục.')))
    await drafter().work((work) => submit(work, id, { steps: [] }))
    expect((await shown(id)).versions.map((one) => one.version)).toEqual([1, 2])
  })

  test('of a neighbour’s document are not reached', async () => {
    const id = await draft()
    await attach(drafter(), id, given(letterPdf('Phụ lục.')))
    const [file] = (await shown(id)).files
    const other = province.as('duong.buitung')
    await expect(other.work((work) => detach(work, id, file?.id ?? ''))).rejects.toMatchObject({ code: 'not-found' })
    const mine = await draft()
    const foreign = drafter().work((work) => detach(work, mine, file?.id ?? ''))
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
  })

  test.for([
    ['a.exe', [0x4d, 0x5a]],
    ['a.docx', [0x4d, 0x5a, 0x00]],
    ['khong-duoi', [0x25, 0x50, 0x44, 0x46]],
    ['a.pdf', [0x50, 0x4b, 0x03, 0x04]],
  ] as const)('%s that is none of the known kinds is refused', async ([name, bytes]) => {
    const id = await draft()
    const asked = attach(drafter(), id, given(new Uint8Array(bytes), { name }))
    await expect(asked).rejects.toMatchObject({ code: 'unreadable-file' })
  })
})
