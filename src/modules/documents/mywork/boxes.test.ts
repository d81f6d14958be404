import { expect, test } from 'vitest'
import { type Role, visitor } from '#kernel/actor.ts'
import { boxesOf, decisions, isHidden, mayWait } from './boxes.ts'

const actor = (...roles: Role[]) => ({ ...visitor, person: 'p', post: 'o', agency: 'a', roles })

test('the home of who administers begins with that while nothing asks for a deed; that of all others with their boxes', () => {
  expect(mayWait(actor('unitAdmin'), [])).toBe(true)
  expect(mayWait(actor('ictDepartment'), ['insideToRead', 'drafts'])).toBe(true)
  expect(mayWait(actor('systemAdmin'), ['insideToRead', 'toReview'])).toBe(false)
  for (const role of ['specialist', 'recordsClerk', 'agencyLeader'] as const) expect(mayWait(actor(role), []), role).toBe(false)
})

test('empty boxes of own papers are left out for who has an office’s work, and stay for a specialist', () => {
  expect(boxesOf(actor('unitAdmin')).filter((box) => !isHidden(actor('unitAdmin'), box, 0))).toEqual([])
  expect(isHidden(actor('specialist'), 'toDo', 0)).toBe(false)
  expect(isHidden(actor('unitAdmin'), 'toDo', 1)).toBe(false)
})

test('what a leader decides are boxes of the leader', () => {
  const own = boxesOf(actor('agencyLeader'))
  expect(decisions.filter((box) => !own.includes(box))).toEqual([])
})
