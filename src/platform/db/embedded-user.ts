import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { cannotStart } from '#platform/config/problem.ts'

/**
 * As whom the server runs. PostgreSQL refuses root, therefore root runs it inside a user namespace, where root's own files
 * belong to an ordinary user, or, where namespaces are forbidden (many containers), as another user of the machine.
 */
export type RunAs = { way: 'self' } | { way: 'namespace'; uid: number; gid: number } | { way: 'other'; uid: number; gid: number }

/** What to spawn for a program of the server, with the identity to spawn it under. */
export function asServer(as: RunAs, program: string, args: readonly string[]) {
  const identity: Pick<SpawnSyncOptions, 'uid' | 'gid'> = as.way === 'other' ? { uid: as.uid, gid: as.gid } : {}
  if (as.way !== 'namespace') return { file: program, args: [...args], identity }
  return { file: 'unshare', args: ['--user', `--map-user=${as.uid}`, `--map-group=${as.gid}`, program, ...args], identity }
}

/** Users of this machine by name, without root. initdb insists on a user that the machine knows. */
function knownUsers(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid }) => name !== '' && uid > 0)
}

function serverUser(): { uid: number; gid: number } {
  const users = knownUsers()
  const found = ['postgres', 'nobody', 'daemon'].map((name) => users.find((user) => user.name === name)).find(Boolean) ?? users[0]
  if (found) return found
  throw cannotStart(
    'Máy chủ cơ sở dữ liệu không chạy được dưới quyền root và máy này không có người dùng nào khác. Hãy tạo một người dùng (useradd lienthong) và chạy lại.',
    'The database server does not run as root and this machine has no other user. Create one (useradd lienthong) and start again.',
  )
}

function namespacesWork({ uid, gid }: { uid: number; gid: number }): boolean {
  const tried = spawnSync('unshare', ['--user', `--map-user=${uid}`, `--map-group=${gid}`, 'true'], { stdio: 'ignore' })
  return tried.status === 0
}

/** Decides as whom an existing or future cluster in `cluster` runs: its owner, if it exists, must be the one who runs it. */
export function chooseUser(cluster: string): RunAs {
  const me = process.getuid?.() ?? 0
  const owner = existsSync(cluster) ? statSync(cluster) : null
  if (me !== 0) {
    if (!owner || owner.uid === me) return { way: 'self' }
    throw cannotStart(
      `Thư mục cơ sở dữ liệu ${cluster} thuộc người dùng số ${owner.uid}. Hãy chạy dưới người dùng đó, hoặc chọn DATA_DIR khác.`,
      `The database folder ${cluster} belongs to user ${owner.uid}. Run as that user, or choose another DATA_DIR.`,
    )
  }
  if (owner && owner.uid !== 0) return { way: 'other', uid: owner.uid, gid: owner.gid }
  const user = serverUser()
  return { way: namespacesWork(user) ? 'namespace' : 'other', uid: user.uid, gid: user.gid }
}
