import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#kernel/actor.ts'
import { repositoryFolder } from '#platform/config/config.ts'

type Thing = { state: string }
/** One arrow of a life, whatever the noun. */
export type Arrow = { from: readonly string[]; to: string; may: (thing: Thing, actor: Actor) => boolean }
/** A noun's life as its state table says it. `file` is relative to the repository. */
export type Life = { noun: string; file: string; steps: Readonly<Record<string, Arrow>> }

const isLife = (value: unknown): value is { steps: Life['steps'] } =>
  typeof value === 'object' && value !== null && 'steps' in value && 'take' in value

/** Every life of the program: what the `.states.ts` files export, in the order of their paths. */
export async function lives(): Promise<Life[]> {
  const files = globSync('src/modules/**/*.states.ts', { cwd: repositoryFolder }).sort()
  const found: Life[] = []
  for (const file of files) {
    const exported: Record<string, unknown> = await import(join(repositoryFolder, file))
    for (const [name, value] of Object.entries(exported))
      if (isLife(value)) found.push({ noun: name.replace(/States$/, ''), file, steps: value.steps })
  }
  return found
}
