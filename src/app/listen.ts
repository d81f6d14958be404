import type { FastifyInstance } from 'fastify'
import { cannotStart } from '#platform/config/problem.ts'

const usual = 8080
const further = 20

const isBusy = (error: unknown) => (error as { code?: string } | null)?.code === 'EADDRINUSE'

async function tried(app: FastifyInstance, host: string, port: number): Promise<string | null> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    if (isBusy(error)) return null
    throw error
  }
}

/**
 * Listens on the wanted port, or without one on 8080 or the next free one. Answers the address, and whether it is not the usual one.
 * @throws cannot-start when a wanted port is taken
 */
export async function listen(
  app: FastifyInstance,
  host: string,
  wanted: number | null,
): Promise<{ address: string; moved: boolean }> {
  const ports = wanted === null ? Array.from({ length: further }, (_, at) => usual + at) : [wanted]
  for (const port of ports) {
    const address = await tried(app, host, port)
    if (address) return { address, moved: wanted === null && port !== usual }
  }
  if (wanted === null) return { address: await app.listen({ host, port: 0 }), moved: true }
  throw cannotStart(
    `Cổng ${wanted} đang có chương trình khác dùng. Hãy dừng chương trình đó, hoặc đặt PORT khác, hoặc bỏ PORT để tự tìm cổng trống.`,
    `Port ${wanted} is taken by another program. Stop that one, set another PORT, or leave PORT out to find a free one.`,
  )
}
