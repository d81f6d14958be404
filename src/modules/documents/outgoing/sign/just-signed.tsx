import { useSearchParams } from 'react-router'
import { Note } from '#platform/look/index.ts'

/** What the press before did, said on the page to which it led. */
export function JustSigned({ next }: { next?: boolean }) {
  const [asked] = useSearchParams()
  const deed = asked.has('ky') ? 'Đã ký và chuyển văn thư cấp số.' : asked.has('tra') ? 'Đã trả lại.' : null
  return deed ? (
    <Note tone="ok" live>
      {deed}
      {next && ' Đây là văn bản tiếp theo.'}
    </Note>
  ) : null
}
