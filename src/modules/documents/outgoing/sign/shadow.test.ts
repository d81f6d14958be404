import { PDFDocument, PDFName, PDFString, rgb } from '@cantoo/pdf-lib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#platform/db/pool.ts'
import { letterPdf } from '#platform/pdf/letter.testing.ts'
import { attach } from '../../attachments/attach.ts'
import { performOnFiles } from '../../attachments/perform.ts'
import { fileWords } from '../../attachments/refusals.vi.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { uploadMain } from '../../drafting/upload.ts'
import { submit } from '../circuit/submit.ts'
import { create } from '../compose/draft.ts'
import { perform } from '../perform.ts'
import { view } from '../view.sql.ts'
import { shadowOf } from './shadow.ts'
import { signRead } from './sign-read.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const drafter = () => province.as('anh.nguyenthi')
const director = () => province.as('an.levan')
const draft = () => drafter().work((work) => create(work, draftFor(province, ['H99'])))
const given = (content: Uint8Array, name = 'van-ban.pdf') => ({ name, content, noSecretStamp: false })
const shown = (id: string) => drafter().work((work) => view(work, id))

/** A letter of ours to which somebody did something. */
async function tampered(act: (pdf: PDFDocument) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(letterPdf('Nội dung văn bản soạn ở nơi khác.'))
  act(pdf)
  return pdf.save()
}
const launching = () =>
  tampered((pdf) => pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') })))
const covered = () =>
  tampered((pdf) => pdf.getPage(0).drawRectangle({ x: 80, y: 300, width: 450, height: 400, color: rgb(1, 1, 1) }))

async function audited(id: string) {
  const pool = openPool(province.ownerUrl)
  try {
    const { rows } = await sql<{ codes: string }>`select detail ->> 'codes' as codes from platform.audit
      where verb = 'outgoing.confirm-shadow' and about = ${id}`.execute(pool)
    return rows.map((row) => row.codes)
  } finally {
    await pool.destroy()
  }
}

test('a file that opens a program is not taken, as text or beside it; the words say what it is, the draft stays as it was', async () => {
  const id = await draft()
  const bytes = await launching()
  await expect(attach(drafter(), id, given(bytes))).rejects.toMatchObject({ code: 'hidden-content', about: 'launch' })
  const form = new FormData()
  form.set('intent', 'upload')
  form.set('file', new File([Uint8Array.from(bytes)], 'van-ban.pdf', { type: 'application/pdf' }))
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  await expect(performOnFiles(drafter(), id, request, new FormData())).rejects.toMatchObject({
    code: 'hidden-content',
    about: 'launch',
  })
  expect(fileWords({ code: 'hidden-content', about: 'launch' })).toContain('Launch')
  const { doc, files } = await shown(id)
  expect([doc.source, files]).toEqual(['EDITOR', []])
})

test('covered words are told at the draft and asked about before the signature; confirmed they are signed, and that is audited', async () => {
  const id = await draft()
  await uploadMain(drafter(), id, given(await covered()))
  await attach(drafter(), id, given(letterPdf('Phụ lục.'), 'phu-luc.pdf'))
  const [file, ...others] = await shadowOf(drafter(), id)
  expect(others).toEqual([])
  expect(file).toMatchObject({ main: true, name: 'van-ban.pdf', findings: [{ code: 'covered-text', level: 'warn', page: 1 }] })
  await drafter().work((work) => submit(work, id, { steps: [] }))
  const press = { ids: [id], ticked: [id] }
  expect(await signRead(director(), press, pin)).toEqual([{ id, refused: { code: 'hidden-unconfirmed', about: id } }])
  expect((await shown(id)).doc.state).toBe('TO_SIGN')
  expect(await audited(id)).toEqual([])
  // Who may not sign confirms nothing; another agency's files are not there to be seen.
  expect((await signRead(province.as('minh.tranquang'), { ...press, despite: [id] }, pin))[0]?.refused?.code).toBe('not-found')
  await expect(shadowOf(province.as('hoa.dothi'), id)).rejects.toMatchObject({ code: 'not-found' })
  const form = new FormData()
  for (const [name, value] of Object.entries({ intent: 'sign', pin, despite: id })) form.set(name, value)
  expect(await perform(director(), id, form)).toBeNull()
  expect((await shown(id)).doc.state).toBe('SIGNED')
  expect(await audited(id)).toEqual(['covered-text'])
})

test('what the installation refuses since the file came in is not signed, confirmed or not; what it ignores is not asked about', async () => {
  const id = await draft()
  await uploadMain(drafter(), id, given(await covered()))
  await drafter().work((work) => submit(work, id, { steps: [] }))
  const pool = openPool(province.ownerUrl)
  const set = (level: string) =>
    sql`insert into signing.shadow_level (code, level, set_by) values ('covered-text', ${level}, ${director().actor.person})
      on conflict (code) do update set level = excluded.level`.execute(pool)
  try {
    await set('refuse')
    const press = { ids: [id], ticked: [id], despite: [id] }
    expect((await signRead(director(), press, pin))[0]?.refused).toEqual({ code: 'hidden-content', about: 'covered-text' })
    await set('ignore')
    expect(await shadowOf(director(), id)).toEqual([])
    expect(await signRead(director(), { ids: [id], ticked: [id] }, pin)).toEqual([{ id, refused: null }])
  } finally {
    await sql`delete from signing.shadow_level`.execute(pool)
    await pool.destroy()
  }
})
