import { posix } from 'node:path'
import Fastify from 'fastify'
import pages from '#app/routes.ts'
import { api } from '#platform/http/api.ts'
import { modules } from '../../src/app/modules.ts'

/** A page's address as typed, without the start page's empty one: `/van-ban/di/:id`. */
export type PageDoor = { path: string; file: string }

type Entry = { path?: string | undefined; index?: boolean | undefined; file: string; children?: Entry[] | undefined }

function flat(entries: readonly Entry[], above = ''): PageDoor[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${above}/${entry.path}` : above
    const below = flat(entry.children ?? [], path)
    return entry.path || entry.index ? [{ path: path || '/', file: posix.join('src/app', entry.file) }, ...below] : below
  })
}

/** Every page of the route table. */
export const pageDoors = async (): Promise<PageDoor[]> => flat((await pages) as Entry[])

export type Operation = { method: string; path: string; summary: string; tag: string; statuses: string[]; open: boolean }
type Described = { summary?: string; tags?: string[]; security?: unknown[]; responses?: Record<string, unknown> }
export type OpenApi = { openapi: string; paths: Record<string, Record<string, Described>> }

/** The OpenAPI document of the program's own table of contents, as it is served. */
export async function openApi(): Promise<OpenApi> {
  const turnedAway = () => {
    throw new Error('described, not served')
  }
  const app = Fastify()
  await app.register(api, {
    prefix: '/api/v1',
    ground: { pool: null as never, publicUrl: null, actorOf: async () => null, deskOf: turnedAway },
    version: 'generated',
    apiBytes: 1,
    mounts: modules.flatMap((one) => one.api ?? []),
  })
  const answer = await app.inject({ url: '/api/v1/openapi.json' })
  await app.close()
  return answer.json()
}

/** Every operation of the API, in the order of the document. */
export function operations({ paths }: OpenApi): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '', tags = [], security, responses = {} }]) => ({
      method: method.toUpperCase(),
      path,
      summary,
      tag: tags[0] ?? '',
      statuses: Object.keys(responses),
      open: security?.length === 0,
    })),
  )
}
