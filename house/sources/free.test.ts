import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRepository } from './sources.ts'

type Part = { license?: string; dev?: boolean; devOptional?: boolean; name?: string }
const json = (path: string) => JSON.parse(readFileSync(inRepository(path), 'utf8')) as Record<string, unknown>

/** Licences under which anybody may use, read, change and pass on a part, and which Apache-2.0 may stand beside. */
const free = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]

/** A choice needs one free licence, a sum only free ones. */
const isFree = (licence: string): boolean => {
  const words = licence.replace(/[()]/g, '')
  if (words.includes(' OR ')) return words.split(' OR ').some(isFree)
  return words.split(' AND ').every((one) => free.includes(one))
}

const unfree = (parts: Record<string, Part>) =>
  Object.entries(parts)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .filter(([, { license }]) => !isFree(license ?? ''))
    .map(([path, { license }]) => `${path}: ${license ?? 'no licence'}`)

test('the product is open source under Apache-2.0, and every part it ships is free software', () => {
  expect(json('package.json').license).toBe('Apache-2.0')
  expect(readFileSync(inRepository('LICENSE'), 'utf8')).toMatch(/Apache License\s+Version 2\.0, January 2004/)
  const parts = json('package-lock.json').packages as Record<string, Part>
  expect(Object.keys(parts).length).toBeGreaterThan(100)
  expect(unfree(parts)).toEqual([])
})

test('a part that is not free is seen', () => {
  expect(unfree({ a: { license: 'SEE LICENSE IN LICENSE.md' }, b: {}, c: { license: '(BSD-3-Clause OR GPL-2.0)' } })).toEqual([
    'a: SEE LICENSE IN LICENSE.md',
    'b: no licence',
  ])
})
