import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { create, finishInside, release, sign, submit } from '#documents'
import { figuresOf, mismatchesIn, sumOf } from '#statistics'
import { draftFor, type TestProvince, testProvince } from '../../documents/documents.testing.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

type Lists = { document_type_lists: Record<string, string[]> }
const file = parse(readFileSync(new URL('../../../../data/targets.yaml', import.meta.url), 'utf8')) as Lists
const lists = file.document_type_lists

/** Under which kind each wording of the text goes in the product; schedules and meeting papers bear no number. */
const kindOf: Record<string, string> = {
  ...{
    'Lịch công tác': 'PROGRAMME',
    'Tài liệu họp': 'REPORT',
    'Giấy mời': 'INVITATION',
    'Văn bản chỉ đạo điều hành': 'DIRECTIVE',
  },
  ...{ 'Thông báo': 'NOTICE', 'Báo cáo': 'REPORT', 'Chương trình': 'PROGRAMME', 'Kế hoạch': 'PLAN', 'Quyết định': 'DECISION' },
  ...{ 'Quy chế': 'REGULATION', 'Dự án': 'PROJECT', 'Đề án': 'SCHEME' },
}

async function counted() {
  const clerk = province.as('na.lethu')
  return clerk.work(async (work) => {
    const day = work.clock.today
    return sumOf(await figuresOf(work, { scopes: ['INTERNAL'], from: day, to: day, at: null }))
  })
}

/** Goes from draft to a person and a unit of the agency as an internal paper; the person finishes it. */
async function sent(name: string) {
  const drafter = province.as('anh.nguyenthi')
  const reader = province.actor('toan.phamduc')
  const recipients = [
    { recipientKind: 'PERSON', recipient: reader.post, recipientName: reader.name },
    { recipientKind: 'DIVISION', recipient: reader.division, recipientName: 'Phòng Ngân sách' },
  ]
  const form = draftFor(province, [], { kind: kindOf[name] ?? '', subject: name.toLowerCase(), internal: true, numbered: false })
  const id = await drafter.work((work) => create(work, { ...form, recipients: recipients as unknown as typeof form.recipients }))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  expect(await sign(province.as('an.levan'), [id], pin)).toEqual([{ id, refused: null }])
  await province.as('na.lethu').work((work) => release(work, id))
  await province.as('toan.phamduc').work((work) => finishInside(work, id, ''))
}

test.for([
  ['schedules, meeting papers, invitations, direction, notices and reports', 'internal_fully_electronic_from_2014'],
  ['programmes, plans, decisions, regulations, projects and schemes', 'internal_fully_electronic_added_2015'],
] as const)('%s go to persons and units of the agency wholly electronically and are counted', async ([, list]) => {
  const names = lists[list] ?? []
  expect(names).toHaveLength(6)
  const before = await counted()
  for (const name of names) await sent(name)
  const after = await counted()
  expect(after.documents - before.documents).toBe(6)
  expect(after.e - before.e).toBe(6)
  expect(after.sent_e - before.sent_e).toBe(12)
  expect([after.h, after.p, after.copies_h]).toEqual([before.h, before.p, before.copies_h])
  expect(await province.as('na.lethu').work(({ tx }) => mismatchesIn(tx))).toBe(0)
})
