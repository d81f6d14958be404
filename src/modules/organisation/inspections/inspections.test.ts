import { sql } from 'kysely'
import { type ActionFunctionArgs, RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '#kernel/vietnamese.ts'
import { sessionActor, signIn } from '#organisation'
import { openDesk } from '#platform/db/desk.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { password, type TestOffice, testOffice } from '../organisation.testing.ts'
import { endInspection, inspections, inspectionWith, openedInInspection, openInspection } from './inspect.ts'
import { InspectionForm } from './inspection.forms.ts'
import { action } from './inspection.page.tsx'

let office: TestOffice
let token: string
beforeAll(async () => {
  office = await testOffice()
  token = await signIn(office.nobody, { login: 'inspector', password }, { address: '10.0.0.1', program: 'test' })
})
afterAll(async () => office.close())

const today = dayOf(new Date())
const refused = (code: string, about?: string) => expect.objectContaining({ code, ...(about ? { about } : {}) })
/** The inspector sits in finance; health is inspected. */
const form = (over: Partial<InspectionForm> = {}) =>
  InspectionForm.parse({
    post: office.actor('inspector').post,
    agencies: [office.agency('H98.12')],
    decision: '112/QĐ-UBND',
    decidedOn: today,
    firstDay: today,
    lastDay: addDays(today, 30),
    ...over,
  })
const open = (login: string, over: Partial<InspectionForm> = {}) =>
  office.as(login).work((work) => openInspection(work, form(over)))
const end = (login: string, id: string) => office.as(login).work((work) => endInspection(work, id))
const reach = async () => (await sessionActor(office.pool, token))?.agencies

test('an inspector reaches the own agency alone, then the inspected one from the first day on, and no more when it is ended', async () => {
  const [own, health] = [office.agency('H98.11'), office.agency('H98.12')]
  expect(await reach()).toEqual([own])
  const id = await open('province')
  expect(await reach()).toEqual([own, health])
  await end('province', id)
  expect(await reach()).toEqual([own])
  const coming = await open('province', { firstDay: addDays(today, 2), lastDay: addDays(today, 3) })
  expect(await reach()).toEqual([own])
  const shift = (days: number) =>
    sql`update organisation.inspection set first_day = first_day + ${days}::int, last_day = last_day + ${days}::int where id = ${coming}`
  const owner = openDesk(office.pool, office.actor('province'))
  // Days pass by: only the owner of the database can make them.
  await expect(owner.work(({ tx }) => shift(-2).execute(tx))).rejects.toThrow(/permission denied/)
  await end('province', coming)
})

test('the page opens it for one ticked agency and for several; what was typed comes back with what is wrong', async () => {
  const press = async (...agencies: string[]) => {
    const { post, decision, decidedOn, firstDay, lastDay } = form({ decision: '115/QĐ-UBND' })
    const sent = new URLSearchParams({ intent: 'open', post, decision, decidedOn, firstDay, lastDay })
    for (const agency of agencies) sent.append('agencies', agency)
    const context = new RouterContextProvider()
    context.set(deskContext, office.as('province'))
    const request = new Request('http://office/thanh-tra', { method: 'POST', body: sent })
    return action({ context, request, params: {} } as unknown as ActionFunctionArgs)
  }
  for (const agencies of [[office.agency('H98.12')], [office.agency('H98.12'), office.agency('H98')]]) {
    const answer = await press(...agencies)
    expect(answer instanceof Response && answer.status).toBe(303)
  }
  const none = (await press()) as { data: { errors: Record<string, string>; filled: Record<string, unknown> } }
  expect(none.data).toMatchObject({ errors: {}, filled: { decision: '115/QĐ-UBND' } })
  for (const one of await office.as('province').work(inspections)) if (one.state !== 'ENDED') await end('province', one.id)
})

test('it is opened by the province’s administrator and the IT department only, never for oneself, for inspectors only', async () => {
  for (const login of ['unit', 'clerk', 'head', 'inspector', 'specialist'])
    await expect(open(login)).rejects.toEqual(refused('not-allowed', 'inspection'))
  await expect(open('province', { post: office.actor('clerk').post })).rejects.toEqual(refused('bad-input', 'post'))
  const oneself = openDesk(office.pool, { ...office.actor('inspector'), roles: ['ictDepartment', 'inspector'] })
  await expect(oneself.work((work) => openInspection(work, form()))).rejects.toEqual(refused('bad-input', 'post'))
})

test.for([
  ['agencies', []],
  ['agencies', ['00000000-0000-7000-8000-000000000000']],
  ['decidedOn', addDays(today, 1)],
  ['firstDay', addDays(today, -1)],
  ['firstDay', 'mai kia'],
  ['lastDay', addDays(today, -1)],
  ['lastDay', addDays(today, 366)],
] as const)('%s %j is refused', async ([field, value]) => {
  await expect(open('province', { [field]: value })).rejects.toEqual(refused('bad-input', field))
})

test('opener, inspector and inspected see it; its neighbours do not; only the opener’s side ends it', async () => {
  const id = await open('province', { decision: '113/QĐ-UBND' })
  const seen = async (login: string) => (await office.as(login).work(inspections)).some((one) => one.id === id)
  expect(await seen('province')).toBe(true)
  expect(await seen('inspector')).toBe(true)
  expect(await seen('clerkNextDoor')).toBe(true)
  expect(await seen('unitNextDoor')).toBe(true)
  // The inspector's colleagues, and the inspected agency's people without a duty for it.
  for (const login of ['clerk', 'head', 'specialist', 'unit']) expect(await seen(login)).toBe(false)
  const specialist = openDesk(office.pool, { ...office.actor('clerkNextDoor'), roles: ['specialist'] })
  expect(await specialist.work(inspections)).toEqual([])
  for (const login of ['inspector', 'clerkNextDoor']) await expect(end(login, id)).rejects.toEqual(refused('not-allowed'))
  await expect(end('head', id)).rejects.toEqual(refused('not-found'))
  await end('province', id)
  await expect(end('province', id)).rejects.toEqual(refused('not-found'))
})

test('what is opened is written down once a day, where the inspected agency reads it; without an inspection nothing is opened', async () => {
  const opened = { agency: office.agency('H98.12'), direction: 'OUT' as const, about: '018f0000-0000-7000-8000-0000000000aa' }
  const inspector = office.as('inspector', { agencies: [office.agency('H98.11'), opened.agency] })
  const look = () => inspector.work((work) => openedInInspection(work, opened))
  await expect(look()).rejects.toEqual(refused('not-found'))
  const id = await open('province', { decision: '114/QĐ-UBND' })
  await look()
  await look()
  const { readings, inspection } = await office.as('clerkNextDoor').work((work) => inspectionWith(work, id))
  expect(readings).toMatchObject([{ about: opened.about, agencyName: 'Sở Y tế' }])
  expect(inspection.documents).toBe(1)
  await expect(office.as('clerk').work((work) => inspectionWith(work, id))).rejects.toEqual(refused('not-found'))
  const change = (statement: string) => inspector.work(({ tx }) => sql.raw(statement).execute(tx))
  await expect(change('delete from organisation.inspection_reading')).rejects.toThrow(/permission denied/)
  await expect(change('update organisation.inspected set agency = inspecting')).rejects.toThrow(/permission denied/)
  // The own documents of an inspector leave no trace here.
  await inspector.work((work) => openedInInspection(work, { ...opened, agency: office.agency('H98.11') }))
  expect((await office.as('province').work((work) => inspectionWith(work, id))).readings).toHaveLength(1)
})
