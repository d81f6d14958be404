import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { repositoryFolder } from './config.ts'

const read = new Map<string, Promise<unknown>>()

/**
 * What a YAML file of `data/` says, parsed once per process: it comes with the program and changes with it only. Whoever asks
 * gives it a shape and takes copies.
 */
export function lawData(file: string): Promise<unknown> {
  const known = read.get(file) ?? readFile(join(repositoryFolder, 'data', file), 'utf8').then(parse)
  read.set(file, known)
  return known
}
