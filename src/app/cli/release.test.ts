import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { repositoryFolder } from '#platform/config/config.ts'

const folders: string[] = []
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

const names = ['-c', 'user.name=Nguyễn Văn Giữ', '-c', 'user.email=giu@example.vn']
const git = (root: string, ...args: string[]) => execFileSync('git', [...names, ...args], { cwd: root, encoding: 'utf8' }).trim()

/** A repository of ours about to be released, with what the command reads and writes. */
function repository(changelog: string): string {
  const root = mkdtempSync(path.join(tmpdir(), 'bản phát hành '))
  folders.push(root)
  cpSync(path.join(repositoryFolder, 'bin'), path.join(root, 'bin'), { recursive: true })
  mkdirSync(path.join(root, 'db'))
  const version = { name: 'small', version: '0.2.0' }
  writeFileSync(path.join(root, 'package.json'), `${JSON.stringify({ ...version, type: 'module' }, null, 2)}\n`)
  const lock = { ...version, lockfileVersion: 3, packages: { '': version, 'node_modules/other': { version: '0.2.0' } } }
  writeFileSync(path.join(root, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`)
  writeFileSync(path.join(root, 'CHANGELOG.md'), changelog)
  writeFileSync(path.join(root, 'db', 'releases'), '# Releases\nv0.1.0 0123456\n')
  git(root, 'init', '-q')
  git(root, 'add', '-A')
  git(root, 'commit', '-qm', 'before')
  return root
}

function release(root: string) {
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: 'x',
    GIT_AUTHOR_EMAIL: 'x@example.vn',
    GIT_COMMITTER_NAME: 'x',
    GIT_COMMITTER_EMAIL: 'x@example.vn',
  }
  return spawnSync(process.execPath, [path.join(root, 'bin', 'release.mjs')], { env, encoding: 'utf8' })
}

test('a release is a dated commit, and the next one records it and opens the next version; nothing is tagged', () => {
  const root = repository('# Changelog\n\n## 0.2.0 (unreleased)\n\n- Something.\n')
  const said = release(root)
  expect(said.status, said.stderr).toBe(0)
  const commit = git(root, 'rev-parse', 'HEAD~1')
  expect(said.stdout).toContain(`git tag -a v0.2.0 ${commit}`)
  expect(git(root, 'tag')).toBe('')
  expect(git(root, 'show', `${commit}:CHANGELOG.md`)).toMatch(/## 0\.2\.0 \(\d{4}-\d\d-\d\d\)/)
  expect(JSON.parse(git(root, 'show', `${commit}:package.json`)).version).toBe('0.2.0')
  expect(readFileSync(path.join(root, 'db', 'releases'), 'utf8')).toBe(`# Releases\nv0.1.0 0123456\nv0.2.0 ${commit}\n`)
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  expect(lock).toMatchObject({
    version: '0.3.0',
    packages: { '': { version: '0.3.0' }, 'node_modules/other': { version: '0.2.0' } },
  })
  expect(git(root, 'status', '--porcelain')).toBe('')

  const again = release(root)
  expect(again).toMatchObject({ status: 69, stderr: expect.stringContaining('chưa nói gì về 0.3.0') })
})

test('what is not ready is not released', () => {
  const root = repository('# Changelog\n\n## 0.1.0 (2026-01-01)\n')
  expect(release(root)).toMatchObject({ status: 69, stderr: expect.stringContaining('thiếu dòng') })
  writeFileSync(path.join(root, 'thesis.txt'), 'x')
  expect(release(root)).toMatchObject({ status: 69, stderr: expect.stringContaining('còn thay đổi chưa ghi') })
  expect(git(root, 'log', '--oneline').split('\n')).toHaveLength(1)
})
