import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'

/** Folder of the newest PostgreSQL of the distribution, or null where none is installed. */
export function distributionBinaries(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root)
    ? readdirSync(root).filter((name) => existsSync(path.join(root, name, 'bin', 'postgres')))
    : []
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  return newest ? path.join(root, newest) : null
}

/**
 * A server beside the installation, as an operator's own one is (DATABASE_URL): the distribution's where there is one.
 * `empty` makes a database of that name and answers its address.
 */
export async function externalServer(
  dataDir: string,
): Promise<{ empty: (name: string) => Promise<string>; stop: () => Promise<void> }> {
  const binaries = distributionBinaries()
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off' }, ...(binaries ? { binaries } : {}) })
  return {
    stop: server.stop,
    async empty(name) {
      const client = new pg.Client({ connectionString: server.url })
      await client.connect()
      await client.query(`create database ${name} template template0 encoding 'UTF8'`)
      await client.end()
      return Object.assign(new URL(server.url), { pathname: name }).href
    },
  }
}
