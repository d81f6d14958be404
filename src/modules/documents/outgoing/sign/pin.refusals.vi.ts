import type { Refusal } from '#platform/http/attempt.ts'
import { refusalWords } from '#platform/http/refusals.vi.ts'
import { remoteWords } from '#platform/remote/refusals.vi.ts'

/** What a person reads where a PIN is asked for: nothing typed is said as such, and costs no try. */
export const pinWords = ({ code, about }: Refusal): string =>
  code === 'bad-input' && about === 'pin'
    ? 'Chưa nhập mã PIN.'
    : code === 'remote-refused'
      ? remoteWords(about)
      : refusalWords[code]
