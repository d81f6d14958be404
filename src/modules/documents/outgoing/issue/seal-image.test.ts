import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putSealImage } from '#signing'
import { become, draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { submit } from '../circuit/submit.ts'
import { create } from '../compose/draft.ts'
import { mainFile } from '../file.sql.ts'
import { sign } from '../sign/sign.ts'
import { view } from '../view.sql.ts'
import { issue } from './issue.ts'

let province: TestProvince
let folder: string
const pin = '12345678'
const picture = readFileSync(new URL('../../../../platform/pdf/testing/signature.png', import.meta.url))

beforeAll(async () => {
  province = await testProvince()
  folder = mkdtempSync(join(tmpdir(), 'lt-seal-'))
  await become(province, 'real')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await province.close()
})

const clerk = () => province.as('na.lethu')

async function signed(): Promise<string> {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  expect(await sign(province.as('an.levan'), [id], pin)).toEqual([{ id, refused: null }])
  return id
}

test('a real agency without the picture of its seal takes no number and seals nothing', async () => {
  const id = await signed()
  await expect(issue(clerk(), [id], pin)).rejects.toMatchObject({ code: 'no-seal-image' })
  expect((await clerk().work((work) => view(work, id))).doc).toMatchObject({ state: 'SIGNED', codeNumber: null })
})

test('only its clerk or administrator puts it, only a PNG with a transparent ground, never in a demonstration', async () => {
  const put = (login: string, image: Uint8Array) => province.as(login).work((work) => putSealImage(work, image))
  await expect(put('anh.nguyenthi', picture)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(put('na.lethu', new TextEncoder().encode('x'.repeat(100)))).rejects.toMatchObject({ code: 'unreadable-file' })
  const opaque = Buffer.from(picture)
  opaque[25] = 2
  await expect(put('na.lethu', opaque)).rejects.toMatchObject({ code: 'bad-input', about: 'seal-ground' })
  await expect(put('na.lethu', Buffer.concat([picture, Buffer.alloc(262_144)]))).rejects.toMatchObject({ code: 'too-large' })
  await expect(put('na.lethu', picture.subarray(0, 200))).rejects.toMatchObject({ code: 'unreadable-file' })
  await become(province, 'demo')
  await expect(put('na.lethu', picture)).rejects.toMatchObject({ code: 'not-allowed' })
  await become(province, 'real')
})

test('with the picture the agency’s signature shows it; another agency’s clerk does not reach it', async () => {
  const id = await signed()
  await clerk().work((work) => putSealImage(work, picture))
  expect(await issue(clerk(), [id], pin)).toEqual([{ id, refused: null }])
  const bytes = await clerk().work(async (work) => province.vault.files.bytes(work.tx, await mainFile(work.tx, id, 'SEALED')))
  const file = join(folder, 'sealed.pdf')
  writeFileSync(file, bytes)
  expect(execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' })).toMatch(/smask/)
  const seen = (login: string) =>
    province.as(login).work(({ tx }) => tx.selectFrom('signing.seal_image').select('agency').execute())
  expect(await seen('na.lethu')).toHaveLength(1)
  expect(await seen('hoa.dothi')).toEqual([])
})
