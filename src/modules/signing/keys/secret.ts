import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

const length = 32

async function readSecret(path: string): Promise<Uint8Array | null> {
  try {
    const secret = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex')
    if (secret.length !== length) throw new Error(`${path} is damaged: put it back from where the backup says it is kept`)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Written whole and durable under a name of its own, then linked: of two starting processes one makes the secret, both read it. */
async function makeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(length).toString('hex')}\n`)
    await file.sync()
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await file.close()
    await rm(draft)
  }
}

/**
 * The installation's secret outside the database (32 bytes), under which every key is wrapped a second time; made at the
 * first call. It lies in `secrets/keys.key` of the data folder, readable by its owner alone, and is never part of a backup:
 * without it the database's copy of a key opens for nobody, PIN or not.
 */
export async function keySecret(dir: string): Promise<Uint8Array> {
  const path = join(dir, 'secrets', 'keys.key')
  await mkdir(join(dir, 'secrets'), { recursive: true, mode: 0o700 })
  const known = await readSecret(path)
  if (known) return known
  await makeSecret(path)
  const made = await readSecret(path)
  if (!made) throw new Error(`${path} vanished while it was made`)
  return made
}
