import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { copyBinaries, restoreLinks } from './embedded-binaries.ts'
import { asServer, chooseUser, type RunAs } from './embedded-user.ts'

/** Where the cluster lies, where the server's programs are and as whom they run. */
export type Place = { cluster: string; bin: string; as: RunAs }

function followLink(place: string): string {
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(place) : place
}

function reachable(as: RunAs, place: string): boolean {
  const { file, args, identity } = asServer(as, '/bin/sh', ['-c', 'test -x "$1"', 'sh', place])
  return spawnSync(file, args, { ...identity, stdio: 'ignore', cwd: '/' }).status === 0
}

/** A folder outside a closed home (mode 700) for a server of another user; `cluster` becomes a link, so the data stays findable. */
function outsideFolder(cluster: string, as: { uid: number; gid: number }): string {
  const outside = path.join('/var/lib', `lien-thong-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`)
  mkdirSync(outside, { recursive: true, mode: 0o700 })
  chownSync(outside, as.uid, as.gid)
  const inside = path.join(outside, 'postgres')
  symlinkSync(inside, cluster)
  return inside
}

/**
 * Prepares the folder `postgres` under `dataDir` (absolute) for the programs in `native` (bin, lib, share).
 * Programs that the server's user cannot reach are copied beside the cluster. Throws `cannot-start`.
 */
export function preparePlace(dataDir: string, native: string, forced?: RunAs): Place {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const wanted = path.join(realpathSync(dataDir), 'postgres')
  let cluster = followLink(wanted)
  const as = forced ?? chooseUser(cluster)
  if (as.way === 'other') {
    // The server's user must pass through, and may neither list nor read what lies beside the cluster.
    chmodSync(dataDir, 0o711)
    if (!reachable(as, path.dirname(cluster))) cluster = outsideFolder(wanted, as)
  }
  if (restoreLinks(native) && reachable(as, path.join(native, 'bin', 'postgres'))) {
    return { cluster, bin: path.join(native, 'bin'), as }
  }
  const version = createHash('sha256').update(native).digest('hex').slice(0, 8)
  const copy = copyBinaries(native, `${cluster}-programs-${version}`)
  return { cluster, bin: path.join(copy, 'bin'), as }
}
