import { createServer } from 'node:net'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { startProblemOf } from '#platform/config/problem.ts'
import { listen } from './listen.ts'

test('without a wish the next free port from 8080 on is taken, and said to be another one', async () => {
  const first = fastify()
  const second = fastify()
  const one = await listen(first, '127.0.0.1', null)
  const two = await listen(second, '127.0.0.1', null)
  expect(two.moved).toBe(true)
  expect(Number(new URL(two.address).port)).toBeGreaterThan(Number(new URL(one.address).port))
  expect((await fetch(two.address)).status).toBe(404)
  await Promise.all([first.close(), second.close()])
})

test('a wish is kept or refused, never changed', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const app = fastify()
  const problem = await listen(app, '127.0.0.1', port).catch(startProblemOf)
  expect(problem).toContain(`Cổng ${port}`)
  await new Promise((resolve) => other.close(resolve))
  expect(await listen(app, '127.0.0.1', port)).toEqual({ address: `http://127.0.0.1:${port}`, moved: false })
  await app.close()
})
