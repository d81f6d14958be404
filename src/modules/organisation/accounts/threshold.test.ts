import { expect, test } from 'vitest'
import { type Guest, guestGroups, withinSentence } from './threshold.ts'

const guest = (id: string, agency: string, roles: Guest['roles'], name = id): Guest => ({
  id,
  name,
  position: 'Chuyên viên',
  agency,
  agencyName: `Sở ${agency}`,
  roles,
})
const people = [
  guest('lead', 'UBND', ['agencyLeader']),
  guest('worker', 'TC', ['specialist'], 'Nguyễn Thị Ánh'),
  guest('clerk', 'TC', ['recordsClerk']),
  guest('clerk', 'TC', ['archivist']),
  guest('admin', 'TC', ['unitAdmin']),
]

test('the agency with most of the five roles comes first, in the order in which a document meets them, each person once', () => {
  const { first, others } = guestGroups(people, '')
  expect(first.map((one) => one.id)).toEqual(['clerk', 'worker', 'admin'])
  expect(others.map((one) => one.id)).toEqual(['lead'])
})

test('of several agencies with the five roles the largest comes first; one of each role, the second ones with the province', () => {
  const five = ['recordsClerk', 'chiefOfOffice', 'agencyLeader', 'headOfDivision', 'specialist'] as const
  const at = (agency: string) => five.map((role) => guest(`${agency}-${role}`, agency, [role]))
  const { first, others } = guestGroups(
    [...at('UBND'), ...at('TC'), guest('second', 'TC', ['specialist']), guest('eye', 'SN', ['inspector'])],
    '',
  )
  expect(first.map((one) => one.id)).toEqual(five.map((role) => `TC-${role}`))
  expect(others.map((one) => one.id)).toEqual(['eye', ...five.map((role) => `UBND-${role}`), 'second'])
})

test('people are found without marks, by name and by agency', () => {
  expect(guestGroups(people, 'thi anh').first.map((one) => one.id)).toEqual(['worker'])
  expect(guestGroups(people, 'ubnd')).toMatchObject({ first: [], others: [{ id: 'lead' }] })
  expect(guestGroups(people, 'không có ai')).toEqual({ first: [], others: [] })
})

test('the name of the province stands within a sentence', () => {
  expect(withinSentence('Tỉnh Thanh Giang')).toBe('tỉnh Thanh Giang')
})
