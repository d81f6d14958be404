import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryFolder } from '#platform/config/config.ts'

const manifest = JSON.parse(readFileSync(join(repositoryFolder, 'package.json'), 'utf8')) as { version: string }

/** Version of this program, as package.json says it. */
export const { version } = manifest
