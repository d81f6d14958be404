import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repositoryFolder } from '#platform/config/config.ts'

const run = promisify(execFile)
const tool = join(repositoryFolder, 'node_modules/kysely-codegen/dist/cli/bin.js')

/** The types of a migrated database as `src/platform/db/schema.gen.ts` holds them. @param ownerUrl - as its owner */
export async function schemaTypes(ownerUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lt-types-'))
  const file = join(folder, 'schema.gen.ts')
  // No schema is the default one, so that every table carries its schema's name.
  const options = ['--dialect', 'postgres', '--default-schema', 'platform_none', '--exclude-pattern', 'graphile_worker.*']
  const types = ['--date-parser', 'string', '--numeric-parser', 'number', '--type-mapping', '{"int8":"number"}']
  try {
    await run(process.execPath, [tool, ...options, ...types, '--out-file', file], {
      cwd: folder,
      env: { ...process.env, DATABASE_URL: ownerUrl },
    })
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
