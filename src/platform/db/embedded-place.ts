import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, readlinkSync, realpathSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { cannotStart } from '#platform/config/problem.ts'
import { copyBinaries, restoreLinks } from './embedded-binaries.ts'
import { asServer, chooseUser, type RunAs } from './embedded-user.ts'

/** Where the cluster lies, where the server's programs are and as whom they run. */
export type Place = { cluster: string; bin: string; as: RunAs }

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

function followLink(place: string): string {
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(place) : place
}

function reachable(as: RunAs, place: string): boolean {
  const { file, args, identity } = asServer(as, '/bin/sh', ['-c', 'test -x "$1"', 'sh', place])
  return spawnSync(file, args, { ...identity, stdio: 'ignore', cwd: '/' }).status === 0
}

/** A folder outside a closed home (mode 700) for a server of another user; `cluster` becomes a link, so the data stays findable. */
function outsideFolder(cluster: string, as: { uid: number; gid: number }): string {
  const outside = path.join('/var/lib', `lien-thong-${shortHash(cluster)}`)
  mkdirSync(outside, { recursive: true, mode: 0o700 })
  chownSync(outside, as.uid, as.gid)
  const inside = path.join(outside, 'postgres')
  symlinkSync(inside, cluster)
  return inside
}

/** The cluster's place for a server of another user: inside the data folder where that user can get there, else outside. */
function forOtherUser(dataDir: string, cluster: string, as: { way: 'other'; uid: number; gid: number }): string {
  // The server's user must pass through, and may neither list nor read what lies beside the cluster.
  chmodSync(dataDir, 0o711)
  const there = statSync(cluster, { throwIfNoEntry: false })
  if (!reachable(as, path.dirname(cluster))) {
    if (!there) return outsideFolder(cluster, as)
    throw cannotStart(
      `Người dùng số ${as.uid} của máy chủ cơ sở dữ liệu không vào được ${cluster}. Hãy chuyển DATA_DIR tới một thư mục mà mọi người dùng đi qua được (ví dụ /srv/lienthong).`,
      `The database server's user ${as.uid} cannot enter ${cluster}. Move DATA_DIR to a folder that every user may pass through (/srv/lienthong, say).`,
    )
  }
  // Made inside a user namespace on a machine that no longer allows one.
  if (there && there.uid !== as.uid) execFileSync('chown', ['-R', `${as.uid}:${as.gid}`, cluster])
  return cluster
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
  if (as.way === 'other') cluster = forOtherUser(dataDir, cluster, as)
  if (restoreLinks(native) && reachable(as, path.join(native, 'bin', 'postgres'))) {
    return { cluster, bin: path.join(native, 'bin'), as }
  }
  // Named by what is copied, so that programs of a newer release are copied again.
  const { size, mtimeMs } = statSync(path.join(native, 'bin', 'postgres'))
  const copy = copyBinaries(native, `${cluster}-programs-${shortHash(`${native} ${size} ${mtimeMs}`)}`)
  return { cluster, bin: path.join(copy, 'bin'), as }
}
