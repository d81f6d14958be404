import { expect, test } from 'vitest'
import { faultForLog } from './log.ts'

const thrown = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}

const fromDatabase = (code: string, message: string, more: object) => Object.assign(new Error(message), { code, ...more })

test.each([
  ['a text that is no JSON', thrown(() => JSON.parse('Nguyễn Văn An "và" Trần'))],
  ['a value that is no number', fromDatabase('22P02', 'invalid input syntax for type integer: "Nguyễn Văn An"', {})],
  [
    'a row that is there twice',
    fromDatabase('23505', 'duplicate key value violates unique constraint "account_login"', {
      detail: 'Key (login)=(Nguyễn) already exists.',
      where: 'COPY account, line 1: "Nguyễn"',
      parameters: ['Nguyễn'],
    }),
  ],
])('the log of %s tells what happened and quotes nobody', (_, error) => {
  const line = JSON.stringify(faultForLog(error))
  expect(line).not.toMatch(/Nguyễn|Trần/)
  expect(line).toMatch(/JSON|integer|account_login/)
  expect(faultForLog(error)).toMatchObject({ type: expect.any(String), frames: expect.any(Array) })
})
