import { flowOf, headOf, type Source } from '#platform/blobs/received.ts'
import { counted, isSecretStamp, lineEnd } from '../secrecy.ts'

/** More letters than the longest stamp has: what follows on such a line changes nothing. */
const longest = 16

/** The encoding that a text says by its first bytes; UTF-8 where it says nothing. */
async function encodingOf(source: Source): Promise<string> {
  const [first, second] = await headOf(source, 2)
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** True when a line of a text file is a grade of state secret; read as it flows, however long it is. */
export async function textBearsStamp(source: Source): Promise<boolean> {
  const decoder = new TextDecoder(await encodingOf(source))
  let line = ''
  for await (const chunk of flowOf(source)) {
    for (const sign of decoder.decode(chunk as Uint8Array, { stream: true })) {
      if (lineEnd.test(sign)) {
        if (isSecretStamp(line)) return true
        line = ''
      } else if (line.length < longest && counted.test(sign)) line += sign
    }
  }
  return isSecretStamp(line)
}
