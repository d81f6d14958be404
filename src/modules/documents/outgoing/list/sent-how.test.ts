import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskContext } from '#platform/http/contexts.ts'
import { draftFor, type TestProvince, testProvince } from '../../documents.testing.ts'
import { create, issue, sign, submit } from '../../index.ts'
import type { RecipientForm } from '../outgoing.forms.ts'
import { loader } from './outgoing-list.page.tsx'

let province: TestProvince
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

const paper: Partial<RecipientForm> = { mode: 'PAPER', paperCopies: 1, paperBasis: 'Tổ chức yêu cầu bản giấy' }
const both: Partial<RecipientForm> = { ...paper, mode: 'HYBRID' }

/** A draft to the committee and the ward, each in its way. */
async function drafted(...ways: Partial<RecipientForm>[]): Promise<string> {
  const form = draftFor(province, ['H99', 'H99.51'].slice(0, ways.length))
  const recipients = form.recipients.map((one, at) => ({ ...one, ...ways[at] }))
  return province.as('anh.nguyenthi').work((work) => create(work, { ...form, recipients }))
}
async function shown(query: string) {
  const context = new RouterContextProvider()
  context.set(deskContext, province.as('anh.nguyenthi'))
  const request = new Request(`http://office/van-ban/di?${query}`)
  return (await loader({ context, request, params: {} } as unknown as Parameters<typeof loader>[0])).rows
}

test('before the issue the list shows how it will go, as it was asked for; nothing where it goes to nobody; afterwards how it went', async () => {
  const electronic = await drafted({}, {})
  const ways: [string, string | null][] = [
    [electronic, 'E'],
    [await drafted({}, paper), 'H'],
    [await drafted(both), 'H'],
    [await drafted(paper, paper), 'P'],
    [await drafted(), null],
  ]
  const rows = new Map((await shown('')).map((row) => [row.id, row.exchangeClass]))
  for (const [id, way] of ways) expect(rows.get(id), id).toBe(way)
  const drafter = province.as('anh.nguyenthi')
  await drafter.work((work) => submit(work, electronic, { steps: [] }))
  await sign(province.as('an.levan'), [electronic], '12345678')
  expect(await issue(province.as('na.lethu'), [electronic], '12345678')).toEqual([{ id: electronic, refused: null }])
  expect((await shown('hinhThuc=E')).map((row) => row.id)).toEqual([electronic])
  expect((await shown('hinhThuc=P')).map((row) => row.id)).toEqual([ways[3]?.[0]])
})
