import { readFile, writeFile } from 'node:fs/promises'

/** A value as `node --env-file` reads it back. */
const quoted = (value: string): string => (/^[\w./:@-]*$/.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`)

/** The text of a settings file with these values in the place of earlier ones; other lines stay as they are. */
export function withSettings(text: string, values: Readonly<Record<string, string>>): string {
  const kept = text.split('\n').filter((line) => line !== '' && !Object.keys(values).some((name) => line.startsWith(`${name}=`)))
  const lines = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}`)
  return `${[...kept, ...lines].join('\n')}\n`
}

/** Writes settings into the file that every start reads; it may hold a database's password. */
export async function keepSettings(file: string, values: Readonly<Record<string, string>>): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '')
  await writeFile(file, withSettings(before, values), { mode: 0o600 })
}
