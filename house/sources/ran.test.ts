import { join } from 'node:path'
import { expect, test } from 'vitest'
import { notRun, passedIn } from './ran.ts'
import { inRepository } from './sources.ts'

const report = (title: string, status: string) => ({
  testResults: [{ name: join(inRepository('.'), 'src/a.test.ts'), assertionResults: [{ title, status }] }],
})
const rows = [{ id: 'S0-1-1', test: ['src/a.test.ts#the story (script: %s)'] }]

test('a clause whose test was skipped, failed or is not there is named; one that ran, with its table filled in, is not', () => {
  expect(notRun(rows, passedIn([report('the story (script: true)', 'passed')]))).toEqual([])
  const named = ['S0-1-1: src/a.test.ts#the story (script: %s)']
  expect(notRun(rows, passedIn([report('the story (script: true)', 'skipped')]))).toEqual(named)
  expect(notRun(rows, passedIn([report('the story (script: true)', 'failed')]))).toEqual(named)
  expect(notRun(rows, passedIn([report('another story', 'passed')]))).toEqual(named)
  expect(notRun(rows, passedIn([]))).toEqual(named)
})
