import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot, root, tell } from './lib/places.mjs'

/**
 * Makes a release of the version that package.json names: two commits, no tag. The first dates the section of CHANGELOG.md; it is
 * what the release is. The second writes that commit into db/releases, from where the upgrade test takes it to make the data of
 * the previous version, and opens the next version. The tag is the owner's; the line to type stands at the end.
 */
function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  tell(stderr.trim())
  process.exit(70)
}

function refuse(vietnamese, english) {
  tell(vietnamese)
  tell(english)
  process.exit(69)
}

const read = (...parts) => readFileSync(inRoot(...parts), 'utf8')
const write = (text, ...parts) => writeFileSync(inRoot(...parts), text)

/** The version in package.json and in both places of the lock file where the project names itself. */
function setVersion(version) {
  const manifest = read('package.json').replace(/^ {2}"version": ".*"/m, `  "version": "${version}"`)
  write(manifest, 'package.json')
  const lock = JSON.parse(read('package-lock.json'))
  lock.version = version
  lock.packages[''].version = version
  write(`${JSON.stringify(lock, null, 2)}\n`, 'package-lock.json')
}

if (process.argv.length > 2) {
  const asked = process.argv.slice(2).join(' ')
  tell(
    `Cách gõ: npm run release (không có tùy chọn; phiên bản lấy từ package.json). ${asked === '--help' ? '' : `Thừa "${asked}".`}`,
  )
  tell('Usage: npm run release (no options; the version is taken from package.json).')
  process.exit(asked === '--help' ? 0 : 64)
}

const { version } = JSON.parse(read('package.json'))
const heading = `## ${version} (unreleased)`
const changelog = read('CHANGELOG.md')
const releases = read('db', 'releases')

if (git('status', '--porcelain') !== '')
  refuse('Cây làm việc còn thay đổi chưa ghi. Hãy commit trước.', 'The working tree has changes: commit them first.')
if (!changelog.includes(heading)) refuse(`CHANGELOG.md thiếu dòng "${heading}".`, `CHANGELOG.md lacks the line "${heading}".`)
const [, section = ''] = changelog.split(heading)
if (section.split('\n## ')[0].trim() === '')
  refuse(`CHANGELOG.md chưa nói gì về ${version}.`, `CHANGELOG.md says nothing about ${version} yet.`)
if (releases.includes(`v${version} `)) refuse(`db/releases đã có v${version}.`, `db/releases names v${version} already.`)

const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
const dated = changelog.replace(heading, `## ${version} (${day})`)
write(dated, 'CHANGELOG.md')
git('commit', '--quiet', '-am', `Release ${version}`)
const commit = git('rev-parse', 'HEAD')

const [major, minor] = version.split('.').map(Number)
const next = `${major}.${minor + 1}.0`
write(`${releases.trimEnd()}\nv${version} ${commit}\n`, 'db', 'releases')
write(dated.replace(`## ${version} (`, `## ${next} (unreleased)\n\n## ${version} (`), 'CHANGELOG.md')
setVersion(next)
git('commit', '--quiet', '-am', `Version ${version} is recorded, ${next} begins`)

console.log(`Bản phát hành ${version}: ${commit}. Người giữ kho gắn thẻ bằng (the owner tags it with):`)
console.log(`  git tag -a v${version} ${commit} -m "Liên Thông ${version}"`)
