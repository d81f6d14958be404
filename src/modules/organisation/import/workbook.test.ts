import { crc32, createDeflateRaw } from 'node:zlib'
import { expect, test } from 'vitest'
import { readTables } from './workbook.ts'

const megabytes = 256
const blanks = Buffer.alloc(1 << 20, ' ')

async function packed(): Promise<{ body: Buffer; sum: number }> {
  const pieces: Buffer[] = []
  const deflate = createDeflateRaw().on('data', (piece: Buffer) => pieces.push(piece))
  let sum = 0
  for (let at = 0; at < megabytes; at += 1) {
    sum = crc32(blanks, sum)
    if (!deflate.write(blanks)) await new Promise((done) => deflate.once('drain', done))
  }
  await new Promise<void>((done) => deflate.end(done))
  return { body: Buffer.concat(pieces), sum }
}

/** What a zip says of one of its files: how it is packed, its sum, its length packed and unpacked. */
function factsOf({ body, sum }: { body: Buffer; sum: number }, unpacked: number): Buffer {
  const facts = Buffer.alloc(22)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(8, 4)
  facts.writeUInt32LE(sum, 10)
  facts.writeUInt32LE(body.length, 14)
  facts.writeUInt32LE(unpacked, 18)
  return facts
}

/** A workbook with one sheet of blanks, which says in its directory that it unpacks to a hundred bytes. */
async function liar(): Promise<Buffer> {
  const sheet = await packed()
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const [truth, lie] = [factsOf(sheet, megabytes << 20), factsOf(sheet, 100)]
  const named = Buffer.from([name.length, 0, 0, 0])
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), truth, named, name, sheet.body])
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), lie, named, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

test('a workbook that unpacks to more than it says hurts a process apart, not this one', { timeout: 60_000 }, async () => {
  const bytes = await liar()
  expect(bytes.length).toBeLessThan(1 << 20)
  const before = process.resourceUsage().maxRSS
  await expect(readTables([{ name: 'nguoi.xlsx', content: bytes }])).rejects.toMatchObject({ code: 'unreadable-file' })
  expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(megabytes / 2)
})
