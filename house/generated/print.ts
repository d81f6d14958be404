import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { repositoryFolder } from '#platform/config/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { generated, typesFile } from './pages.ts'

/** Writes the generated files anew, from a database made for the purpose: all pages, or with `--types` the database's types. */
async function print(typesOnly: boolean) {
  const dataDir = await mkdtemp(join(tmpdir(), 'lt-docs-'))
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
  try {
    await migrate({ ownerUrl: server.url, kind: 'test' })
    for (const [path, made] of Object.entries(generated)) {
      if ((path === typesFile) !== typesOnly) continue
      const file = join(repositoryFolder, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, await made(server.url))
      process.stdout.write(`${path}\n`)
    }
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

await print(process.argv.includes('--types'))
