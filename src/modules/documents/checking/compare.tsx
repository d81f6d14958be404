import { useState } from 'react'
import { FileDrop, Note, useAlive, useSay } from '#platform/look/index.ts'
import type { CheckedFile } from './check.ts'

/** What became of one file that was held against the document's. */
type Compared = { name: string; found: CheckedFile | null; failed: boolean }

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function compared(file: File, files: readonly CheckedFile[]): Promise<Compared> {
  try {
    const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    return { name: file.name, found: files.find((one) => one.sha256 === sha256) ?? null, failed: false }
  } catch {
    return { name: file.name, found: null, failed: true }
  }
}

function Result({ of }: { of: Compared }) {
  const say = useSay()
  if (of.failed)
    return (
      <Note tone="warn">
        {of.name}:{' '}
        {say('trình duyệt này không tính được; hãy so mã băm bằng tay.', 'this browser cannot; compare the hash by hand.')}
      </Note>
    )
  if (!of.found)
    return (
      <Note tone="bad">
        {of.name}:{' '}
        {say(
          'KHÁC với bản đã phát hành. Tệp đã bị sửa, hoặc là bản in ra rồi quét, bản lưu lại.',
          'DIFFERS from what was issued. It was changed, or printed and scanned, or saved anew.',
        )}
      </Note>
    )
  return (
    <Note tone="ok">
      {of.name}:{' '}
      {of.found.main
        ? say('đúng từng byte là văn bản đã phát hành.', 'is byte for byte the document that was issued.')
        : say('đúng từng byte là phụ lục đã phát hành.', 'is byte for byte an annex that was issued.')}
    </Note>
  )
}

/** Holds a file against the hashes of the document, in the browser: the file goes nowhere. Without script there is nothing to press. */
export function CompareFile({ files }: { files: readonly CheckedFile[] }) {
  const say = useSay()
  const alive = useAlive()
  const [results, setResults] = useState<readonly Compared[]>([])
  if (!alive) return null
  const chosen = async (list: readonly File[]) => setResults(await Promise.all(list.map((file) => compared(file, files))))
  return (
    <>
      <FileDrop
        name="compare"
        label={say('So tệp của bạn với bản gốc', 'Compare your file with the original')}
        invitation={[say('Kéo tệp vào đây hoặc', 'Drop a file here or'), say('chọn tệp', 'choose one')]}
        limits={say('Tệp không rời khỏi máy của bạn.', 'The file does not leave your computer.')}
        multiple
        compare={(list) => void chosen(list)}
      />
      <div role="status" className="lt-stack lt-stack--close">
        {results.map((one) => (
          <Result key={one.name} of={one} />
        ))}
      </div>
    </>
  )
}
