import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { roles } from '#kernel/actor.ts'
import { repositoryFolder } from '#platform/config/config.ts'
import { deskContext } from '#platform/http/contexts.ts'
import { addDivision, editDivision, endDivision } from '../divisions/tend-division.ts'
import { type TestOffice, testOffice } from '../organisation.testing.ts'
import { setLocked } from '../people/account-state.sql.ts'
import { peopleWith } from '../people/directory.sql.ts'
import { roleWords } from '../people/roles.vi.ts'
import type { AgencyForm } from './agency.forms.ts'
import { agencyById, divisionsOf } from './agency.sql.ts'
import { loader } from './overview.page.tsx'
import { overviewOf } from './overview.sql.ts'
import { editAgency, endAgency, foundAgency, tendAgency } from './shape-tree.ts'
import { lineageOf, treeOn } from './tree.sql.ts'
import { treeLines } from './tree.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.close())

const refused = (code: string, about?: string) => expect.objectContaining(about === undefined ? { code } : { code, about })
const form = (organId: string, over: Partial<AgencyForm> = {}): AgencyForm => ({
  name: `Cơ quan ${organId}`,
  shortName: organId,
  symbol: 'CQ',
  organId,
  level: 'COMMUNE',
  kind: 'STATE',
  place: 'Thanh Giang',
  parent: office.agency('H98'),
  hasSeal: true,
  reachable: true,
  ...over,
})
const found = (by: string, organId: string, over: Partial<AgencyForm> = {}) =>
  office.as(by).work((work) => foundAgency(work, form(organId, over)))
const read = (id: string) => office.nobody.work(({ tx }) => agencyById(tx, id))

test('the tree is shaped by the province’s administrator and nobody else', async () => {
  for (const by of ['unit', 'clerk', 'head', 'inspector'])
    await expect(found(by, 'H98.20')).rejects.toEqual(refused('not-allowed'))
  const id = await found('province', 'H98.20', { effectiveFrom: '01/07/2025' })
  expect(await read(id)).toMatchObject({ organId: 'H98.20', effectiveFrom: '2025-07-01', hasSeal: true })
  await expect(office.as('unit').work((work) => editAgency(work, id, form('H98.20')))).rejects.toEqual(refused('not-allowed'))
  await expect(office.as('unit').work((work) => endAgency(work, id, { effectiveTo: '01/01/2027' }))).rejects.toEqual(
    refused('not-allowed'),
  )
})

test('an identifier belongs to one agency; a superior is not its own subordinate; a seal is somebody’s', async () => {
  await expect(found('province', 'H98.11')).rejects.toEqual(refused('already-there', 'organId'))
  const child = await found('province', 'H98.21', { parent: office.agency('H98.12') })
  const move = { ...form('H98.12'), name: 'Sở Y tế', parent: child }
  await expect(office.as('province').work((work) => editAgency(work, office.agency('H98.12'), move))).rejects.toEqual(
    refused('bad-input', 'parent'),
  )
  await expect(found('province', 'H98.22', { kind: 'UNDER_ANOTHER_SEAL' })).rejects.toEqual(refused('bad-input', 'sealedBy'))
  const body = await found('province', 'H98.22', { kind: 'UNDER_ANOTHER_SEAL', sealedBy: office.agency('H98.11') })
  expect(await read(body)).toMatchObject({ hasSeal: false, sealedBy: office.agency('H98.11') })
  const hamlet = await found('province', 'H98.23', { level: 'HAMLET' })
  expect(await read(hamlet)).toMatchObject({ hasSeal: false })
})

test('a unit administrator puts symbol, short name and place of the own agency right, not of another', async () => {
  const tend = (by: string) =>
    office
      .as(by)
      .work((work) => tendAgency(work, office.agency('H98.11'), { shortName: 'Sở TC', symbol: 'STCh', place: 'An Bình' }))
  await expect(tend('unitNextDoor')).rejects.toEqual(refused('not-allowed'))
  await expect(tend('clerk')).rejects.toEqual(refused('not-allowed'))
  await tend('unit')
  expect(await read(office.agency('H98.11'))).toMatchObject({
    name: 'Sở Tài chính',
    symbol: 'STCh',
    place: 'An Bình',
    organId: 'H98.11',
  })
})

test('an agency ends with a day and a successor; until then and in old trees it stands', async () => {
  const [old, heir] = [await found('province', 'H98.30', { effectiveFrom: '01/01/2020' }), await found('province', 'H98.31')]
  const below = await found('province', 'H98.32', { parent: old })
  const end = (id: string, over: object = {}) =>
    office
      .as('province')
      .work((work) => endAgency(work, id, { effectiveTo: '30/06/2025', successor: [heir], succession: 'MERGE', ...over }))
  await expect(end(old)).rejects.toEqual(refused('in-use'))
  await expect(end(office.agency('H98.12'))).rejects.toEqual(refused('in-use'))
  await expect(end(old, { effectiveTo: '30/06/2019' })).rejects.toEqual(refused('bad-input', 'effectiveTo'))
  await expect(end(old, { successor: [heir, old] })).rejects.toEqual(refused('bad-input', 'successor'))
  await office
    .as('province')
    .work((work) => editAgency(work, below, form('H98.32', { parent: heir, effectiveFrom: '01/01/2020' })))
  await end(old)
  const tree = (day: string) => office.nobody.work(async ({ tx }) => (await treeOn(tx, day)).map((node) => node.organId))
  expect(await tree('2025-06-30')).toContain('H98.30')
  expect(await tree('2025-07-01')).not.toContain('H98.30')
  expect(await office.nobody.work(({ tx }) => lineageOf(tx, heir))).toEqual([
    expect.objectContaining({ organId: 'H98.30', kind: 'MERGE', on: '2025-07-01', direction: 'BEFORE' }),
  ])
  // The identifier of an ended agency may be given again.
  await expect(found('province', 'H98.30')).resolves.toBeTypeOf('string')
})

test('an agency that is split goes on in several, all of them remembered', async () => {
  const old = await found('province', 'H98.40', { effectiveFrom: '01/01/2020' })
  const heirs = [await found('province', 'H98.41'), await found('province', 'H98.42')]
  const ending = { effectiveTo: '30/06/2025', successor: heirs, succession: 'SPLIT' as const }
  await office.as('province').work((work) => endAgency(work, old, ending))
  const lines = await office.nobody.work(({ tx }) => lineageOf(tx, old))
  expect(lines.map(({ id, kind, direction }) => ({ id, kind, direction }))).toEqual(
    heirs.map((id) => ({ id, kind: 'SPLIT', direction: 'AFTER' })),
  )
})

test('a district begins only while there were districts', async () => {
  const over = (effectiveFrom?: string) => ({ level: 'DISTRICT' as const, ...(effectiveFrom ? { effectiveFrom } : {}) })
  await expect(found('province', 'H98.50', over('01/07/2025'))).rejects.toEqual(refused('bad-input', 'level'))
  await expect(found('province', 'H98.50', over())).rejects.toEqual(refused('bad-input', 'level'))
  await expect(found('province', 'H98.50', over('01/01/2020'))).resolves.toBeTypeOf('string')
})

test('divisions are the own administrator’s; one with people does not end', async () => {
  const agency = office.agency('H98.11')
  const add = (by: string, name: string) => office.as(by).work((work) => addDivision(work, agency, { name, symbol: 'TT' }))
  for (const by of ['unitNextDoor', 'clerk']) await expect(add(by, 'Thanh tra Sở')).rejects.toEqual(refused('not-allowed'))
  const id = await add('unit', 'Thanh tra Sở')
  await expect(add('unit', 'Thanh tra Sở')).rejects.toEqual(refused('already-there', 'name'))
  const edit = (by: string) => office.as(by).work((work) => editDivision(work, id, { name: 'Phòng Thanh tra', symbol: 'PTT' }))
  await expect(edit('unitNextDoor')).rejects.toEqual(refused('not-allowed'))
  await edit('unit')
  const end = (by: string, division: string) => office.as(by).work((work) => endDivision(work, division))
  await expect(end('unitNextDoor', id)).rejects.toEqual(refused('not-allowed'))
  await expect(end('unit', office.division)).rejects.toEqual(refused('in-use', 'division'))
  await end('unit', id)
  expect((await office.nobody.work(({ tx }) => divisionsOf(tx, agency))).map((one) => one.name)).toEqual(['Phòng Ngân sách'])
})

test('the overview says what an agency cannot work without', async () => {
  const overview = await office.nobody.work(({ tx }) => overviewOf(tx, office.agency('H98.12')))
  expect(overview).toMatchObject({ agencies: 1, people: 2, noPassword: 0, locked: 0 })
  expect(overview.lacks.map((one) => one.lack)).toEqual(['head'])
})

test('the tree opens the way to the chosen agency and nothing else', () => {
  const node = (id: string, parent: string | null) => ({ id, parent, shortName: id, people: 0 })
  const nodes = [
    node('p', null),
    node('a', 'p'),
    node('b', 'p'),
    node('a1', 'a'),
    node('a2', 'a'),
    node('b1', 'b'),
    node('lost', 'gone'),
  ]
  const shown = (chosen: string | null) => treeLines(nodes, chosen).map((line) => `${line.depth}${line.node.id}`)
  expect(shown(null)).toEqual(['0p', '1a', '1b', '0lost'])
  expect(shown('a1')).toEqual(['0p', '1a', '2a1', '2a2', '1b', '0lost'])
})

test('people read the same words for roles on screens and in the table of law', () => {
  const file = parse(readFileSync(join(repositoryFolder, 'data/roles.yaml'), 'utf8')) as {
    roles: { code: string; name: string }[]
  }
  expect(Object.fromEntries(file.roles.map(({ code, name }) => [code, name]))).toEqual(roleWords)
  expect(Object.keys(roleWords)).toEqual([...roles])
})

test('behind each figure about accounts stand its people, of one agency or of all; who administers nothing sees none', async () => {
  const names = async (filter: Parameters<typeof peopleWith>[1], agency: string | null) =>
    (await office.nobody.work(({ tx }) => peopleWith(tx, filter, agency))).map(({ name }) => name)
  const next = office.agency('H98.12')
  expect(await names('tat-ca', next)).toEqual(['Phan Thị Bên', 'Võ Minh Kế'])
  expect(await names('da-khoa', null)).toEqual([])
  await office.nobody.work(({ tx }) => setLocked(tx, office.actor('clerkNextDoor').person, true))
  expect(await names('da-khoa', null)).toEqual(['Phan Thị Bên'])
  expect(await names('da-khoa', office.agency('H98.11'))).toEqual([])
  expect(await names('chua-dat-mat-khau', null)).toEqual([])
  await office.nobody.work(({ tx }) => setLocked(tx, office.actor('clerkNextDoor').person, false))

  const open = (login: string) => {
    const context = new RouterContextProvider()
    context.set(deskContext, office.as(login))
    const request = new Request('http://localhost/quan-tri?loc=tat-ca')
    return loader({ context, request, params: {}, url: new URL(request.url), pattern: '' } as Parameters<typeof loader>[0])
  }
  for (const login of ['clerk', 'head', 'inspector', 'specialist'])
    await expect(open(login)).rejects.toEqual(refused('not-allowed', 'administration'))
  expect((await open('unitNextDoor')).found.map(({ agency }) => agency)).toEqual([next, next])
})
