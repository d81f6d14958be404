import { randomUUID } from 'node:crypto'
import { Refused } from '#kernel/refused.ts'
import type { Receive, Received } from '#platform/blobs/received.ts'

/** What stands in the body in the place of a file that came in. */
export const handle = /^tep:[0-9a-f-]{36}$/
/** What stands there when it was no base64. */
const noBase64 = 'no-base64'

/** Most of a body that is no file. */
const mostWords = 1024 * 1024

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** A body while it is read: the chunk at hand and how far it is read. */
type Feed = { from: AsyncIterator<Uint8Array>; chunk: Buffer; at: number; ended: boolean }

async function more(feed: Feed): Promise<boolean> {
  while (feed.at >= feed.chunk.length && !feed.ended) {
    const next = await feed.from.next()
    feed.ended = next.done === true
    feed.chunk = next.done ? Buffer.alloc(0) : Buffer.from(next.value)
    feed.at = 0
  }
  return !feed.ended
}

/** The text of the string that is being read, piece by piece, to its closing quotation mark. `\/` is the only escape in base64. */
async function* stringIn(feed: Feed): AsyncGenerator<string> {
  while (await more(feed)) {
    const end = feed.chunk.indexOf(quote, feed.at)
    const text = feed.chunk.toString('latin1', feed.at, end < 0 ? feed.chunk.length : end)
    feed.at = end < 0 ? feed.chunk.length : end + 1
    yield text
    if (end >= 0) return
  }
}

/** What the base64 of a string means, as it flows; `said` tells afterwards whether it was base64 at all. */
async function* bytesIn(feed: Feed, said: { base64: boolean }): AsyncGenerator<Uint8Array> {
  let left = ''
  for await (const text of stringIn(feed)) {
    left = (left + text).replaceAll('\\/', '/')
    const ready = left.length - (left.length % 4) - 4
    if (!said.base64 || ready <= 0) continue
    const unescaped = left.slice(0, ready)
    said.base64 = !/[^A-Za-z0-9+/]/.test(unescaped)
    left = left.slice(ready)
    yield Buffer.from(unescaped, 'base64')
  }
  said.base64 &&= left.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(left)
  if (said.base64) yield Buffer.from(left, 'base64')
}

/** Which string of the body comes next: the value of `content`, a name, anything. */
type Place = { inString: boolean; escaped: boolean; word: string; awaits: 'nothing' | 'colon' | 'value' }

function step(place: Place, byte: number): void {
  if (place.inString) {
    if (place.escaped) place.escaped = false
    else if (byte === backslash) place.escaped = true
    else if (byte === quote) {
      place.inString = false
      place.awaits = place.word === 'content' ? 'colon' : 'nothing'
    }
    if (place.word.length < 9) place.word += String.fromCharCode(byte)
    return
  }
  if (byte === quote) Object.assign(place, { inString: true, word: '', awaits: 'nothing' })
  else if (byte === colon && place.awaits === 'colon') place.awaits = 'value'
  else if (!isBlank(byte)) place.awaits = 'nothing'
}

/** Reads on to the next string that is the value of `content`; answers the bytes before it, and whether there is one. */
async function upToFile(feed: Feed, place: Place): Promise<{ words: Buffer; file: boolean }> {
  const parts: Buffer[] = []
  while (await more(feed)) {
    const from = feed.at
    while (feed.at < feed.chunk.length) {
      const byte = feed.chunk[feed.at] ?? 0
      feed.at += 1
      if (byte === quote && !place.inString && place.awaits === 'value') {
        Object.assign(place, { awaits: 'nothing' })
        return { words: Buffer.concat([...parts, feed.chunk.subarray(from, feed.at)]), file: true }
      }
      step(place, byte)
    }
    parts.push(feed.chunk.subarray(from))
    if (parts.reduce((sum, part) => sum + part.length, 0) > mostWords) throw new Refused('too-large', 'body')
  }
  return { words: Buffer.concat(parts), file: false }
}

/**
 * A JSON body without its files: each string that is the value of `content` goes to `receive` as it flows, decoded, and a handle
 * stands in its place, by which `came` knows it afterwards.
 */
export async function* withoutFiles(
  body: AsyncIterable<Uint8Array>,
  receive: Receive,
  came: Map<string, Received>,
): AsyncGenerator<Buffer> {
  const feed: Feed = { from: body[Symbol.asyncIterator](), chunk: Buffer.alloc(0), at: 0, ended: false }
  const place: Place = { inString: false, escaped: false, word: '', awaits: 'nothing' }
  for (;;) {
    const { words, file } = await upToFile(feed, place)
    yield words
    if (!file) return
    const said = { base64: true }
    const received = await receive(bytesIn(feed, said))
    const name = `tep:${randomUUID()}`
    came.set(name, received)
    // The string may not have ended; then the body is no JSON, with or without this mark.
    yield Buffer.from(`${said.base64 ? (received.size === 0 ? '' : name) : noBase64}${feed.ended ? '' : '"'}`)
  }
}
