import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import HelpPage from './help.page.tsx'

test('the way of a document is told step by step, signing included, in the order in which the product leads through it', () => {
  const Stub = createRoutesStub([{ path: '*', Component: HelpPage }])
  const page = renderToStaticMarkup(createElement(Stub, { initialEntries: ['/'] }))
  const steps = ['Trình ký', 'Duyệt', 'Ký số', 'Cấp số', 'Đóng dấu', 'Phát hành', 'Vào sổ', 'Cho ý kiến', 'Hoàn thành']
  const places = steps.map((step) => page.indexOf(`<b>${step}.</b>`))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(page).toContain('href="/chung-thu-so"')
})

test.for(Object.entries(refusalWords))('the refusal %s says what to do', ([, words]) => {
  expect(words).toMatch(/hãy /i)
})
