import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from '#platform/db/desk.ts'
import { anchorCertificates, judgePdf } from '#signing'
import { draftFor, type TestProvince, testProvince } from './documents.testing.ts'
import { incomingList } from './incoming/list.sql.ts'
import { incomingView } from './incoming/view.sql.ts'
import { approve, create, direct, done, issue, passOn, register, sendBack, sign, start, submit } from './index.ts'
import { view } from './outgoing/view.sql.ts'

let province: TestProvince
const pin = '12345678'
beforeAll(async () => {
  province = await testProvince()
})
afterAll(() => province.close())

/** A draft of the department's specialist, reviewed by the head of division and signed by the director. */
async function signed(to: string[]): Promise<string> {
  const [drafter, head, director] = [province.as('anh.nguyenthi'), province.as('toan.phamduc'), province.as('an.levan')]
  const id = await drafter.work((work) => create(work, draftFor(province, to)))
  const steps = [{ ordinal: 1, post: province.actor('toan.phamduc').post, task: 'REVIEW' as const }]
  await drafter.work((work) => submit(work, id, { steps }))
  await head.work((work) => approve(work, id, 'Đồng ý'))
  expect(await sign(director, [id], pin)).toEqual([{ id, refused: null }])
  return id
}

const arrivalAt = async (desk: Desk) => {
  const [newest] = await desk.work((work) => incomingList(work, { states: ['ARRIVED'] }))
  if (!newest) throw new Error('nothing arrived')
  return newest
}

test('a letter is drafted, reviewed, signed, numbered, sealed, released, registered, directed, processed and finished', async () => {
  const clerk = province.as('na.lethu')
  const id = await signed(['H99', 'H99.13'])
  expect(await issue(clerk, [id], pin)).toEqual([{ id, refused: null }])
  const shown = await clerk.work((work) => view(work, id))
  expect(shown.doc).toMatchObject({ state: 'ISSUED', codeNumber: 1, codeNotation: 'STC-NS' })
  expect(shown.deliveries.map((one) => [one.state, one.electronic, one.paper, one.scope])).toEqual([
    ['ARRIVED', true, false, 'BETWEEN'],
    ['ARRIVED', true, false, 'BETWEEN'],
  ])

  const reception = province.as('hoa.dothi')
  const arrival = await arrivalAt(reception)
  expect(arrival).toMatchObject({ codeNumber: '01', codeNotation: 'STC-NS', issuingAgency: 'Sở Tài chính' })
  const leader = province.actor('thinh.ngohuu').post
  expect(await reception.work((work) => register(work, arrival.id, { submitTo: leader }))).toBe(1)
  const lead = { role: 'LEAD' as const, division: null, post: province.actor('duong.buitung').post }
  await province
    .as('thinh.ngohuu')
    .work((work) => direct(work, arrival.id, { body: 'P. TH tham mưu', dueOn: null, assignments: [lead] }))
  const doer = province.as('duong.buitung')
  const [assignment] = (await doer.work((work) => incomingView(work, arrival.id))).assignments
  if (!assignment) throw new Error('no assignment')
  await doer.work((work) => start(work, assignment.id, 40))
  await doer.work((work) => done(work, assignment.id, 'Đã tổng hợp vào báo cáo năm'))

  const [first] = (await clerk.work((work) => view(work, id))).deliveries
  expect(first).toMatchObject({ state: 'ACCEPTED' })
  for (const at of [first?.acceptedAt, first?.assignedAt, first?.inProgressAt, first?.finishedAt]) expect(at).toBeInstanceOf(Date)
})

test('the released file carries both signatures, judged valid under the authority of the demonstration', async () => {
  const clerk = province.as('na.lethu')
  const id = await signed(['H99.13'])
  await issue(clerk, [id], pin)
  const judged = await clerk.work(async (work) => {
    const sealed = (await view(work, id)).files.find((file) => file.role === 'SEALED')
    const bytes = await province.vault.files.bytes(work.tx, sealed?.sha256 ?? '')
    return judgePdf(bytes, { anchors: await anchorCertificates(work.tx), at: work.clock.now })
  })
  expect(judged).toMatchObject({ verdict: 'valid' })
  expect(judged.signatures.map((one) => one.signer)).toEqual(['Lê Văn An', 'Sở Tài chính'])
})

test('a wrong PIN signs nothing and is counted; the draft still waits', async () => {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  await expect(sign(province.as('an.levan'), [id], '00000000')).rejects.toMatchObject({ code: 'wrong-pin' })
  expect((await drafter.work((work) => view(work, id))).doc.state).toBe('TO_SIGN')
  expect(await sign(province.as('an.levan'), [id], pin)).toEqual([{ id, refused: null }])
})

test('nobody but the signer signs, nobody but the clerk issues, nobody outside the agency sees it', async () => {
  const drafter = province.as('anh.nguyenthi')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [] }))
  expect((await sign(province.as('thinh.ngohuu'), [id], pin))[0]?.refused?.code).toBe('not-found')
  await expect(issue(province.as('anh.nguyenthi'), [id], pin)).rejects.toMatchObject({ code: 'not-allowed' })
  expect((await issue(province.as('na.lethu'), [id], pin))[0]?.refused?.code).toBe('wrong-state')
  await expect(province.as('hoa.dothi').work((work) => view(work, id))).rejects.toMatchObject({ code: 'not-found' })
})

test('a returned draft carries its reason, and a head passes an assignment on inside the division', async () => {
  const drafter = province.as('anh.nguyenthi')
  const head = province.as('toan.phamduc')
  const id = await drafter.work((work) => create(work, draftFor(province, ['H99'])))
  await drafter.work((work) => submit(work, id, { steps: [{ ordinal: 1, post: head.actor.post, task: 'REVIEW' }] }))
  await head.work((work) => sendBack(work, id, 'Bổ sung số liệu quý III'))
  const shown = await drafter.work((work) => view(work, id))
  expect(shown.doc.state).toBe('RETURNED')
  expect(shown.history.at(-1)).toMatchObject({ step: 'return', reason: 'Bổ sung số liệu quý III' })

  const committee = await (async () => {
    const clerk = province.as('hoa.dothi')
    const form = draftFor(province, ['H99.11'], {
      signer: province.actor('minh.tranquang').post,
      kind: 'DECISION',
      subject: 'ban hành kế hoạch',
    })
    const made = await province.as('duong.buitung').work((work) => create(work, form))
    await province.as('duong.buitung').work((work) => submit(work, made, { steps: [] }))
    await sign(province.as('minh.tranquang'), [made], pin)
    return issue(clerk, [made], pin)
  })()
  expect(committee[0]?.refused).toBeNull()
  const clerk = province.as('na.lethu')
  const arrival = await arrivalAt(clerk)
  await clerk.work((work) => register(work, arrival.id, { submitTo: province.actor('an.levan').post }))
  const division = head.actor.division
  await province.as('an.levan').work((work) =>
    direct(work, arrival.id, {
      body: 'P. Ngân sách chủ trì',
      dueOn: null,
      assignments: [{ role: 'LEAD', division, post: null }],
    }),
  )
  const [given] = (await head.work((work) => incomingView(work, arrival.id))).assignments
  await head.work((work) => passOn(work, given?.id ?? '', drafter.actor.post))
  expect((await drafter.work((work) => incomingView(work, arrival.id))).assignments[0]).toMatchObject({
    post: drafter.actor.post,
    state: 'GIVEN',
  })
})
