import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { blobFile, hashOfFile, type Manifest, unusable } from './manifest.ts'

/** What bringing files made, newest last; taken away again when restoring cannot go on. */
export type Brought = { take: () => Promise<void> }

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Copies the large files of a backup and checks each copy. @throws Error with a sentence; nothing of it is left then */
export async function bringFiles(folder: string, blobFolder: string, files: Manifest['files']): Promise<Brought> {
  const made: string[] = []
  const take = async () => {
    for (const path of made.reverse()) await rm(path, { recursive: true, force: true })
  }
  const makeFolder = async (path: string) => {
    const first = await mkdir(path, { recursive: true, mode: 0o700 })
    if (first) made.push(first)
  }
  try {
    await makeFolder(blobFolder)
    for (const { sha256 } of files) {
      const to = join(blobFolder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
      await makeFolder(dirname(to))
      if (!(await isThere(to))) made.push(to)
      await copyFile(blobFile(folder, sha256), to)
      if ((await hashOfFile(to)) !== sha256) throw unusable(`Tệp ${sha256} không chép nguyên vẹn được.`)
    }
    return { take }
  } catch (error) {
    await take()
    const { code } = error as { code?: string }
    if (code === 'cannot-start') throw error
    throw unusable(
      `Không chép được tệp vào ${blobFolder} (${code ?? (error as Error).message}): hãy xem thư mục đó có ghi được và còn chỗ trống không. Chưa có gì được khôi phục.`,
      error,
    )
  }
}
