import { join } from 'node:path'
import type readXlsxFile from 'read-excel-file/node'
import { Refused } from '#kernel/refused.ts'
import { askApart } from '#platform/apart/apart.ts'
import { type Source, wholeOf } from '#platform/blobs/received.ts'
import { csvCells, type Table, tableOf } from './table.ts'

/** A province's whole staff fits well; what unpacks to more is no list of people. */
const largest = { unpacked: 200_000_000, rows: 30_000 }

// What a zip says of itself may be a lie: it is unpacked apart, where it hurts nobody.
const reader = { program: join(import.meta.dirname, 'workbook.apart.ts'), longest: 20_000, memory: 512 }
type Sheets = Awaited<ReturnType<typeof readXlsxFile>>

/** The sum of what the entries of a zip say they unpack to, from its central directory; null when it is no zip. */
export function unpackedSize(bytes: Buffer): number | null {
  if (bytes.readUInt32LE(0) !== 0x04034b50) return null
  let size = 0
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 46 <= bytes.length; ) {
    size += bytes.readUInt32LE(at + 24)
    at = bytes.indexOf('PK\u0001\u0002', at + 46, 'latin1')
  }
  return size
}

async function sheetsOf(bytes: Buffer): Promise<Table[]> {
  const unpacked = unpackedSize(bytes)
  if (unpacked === null) throw new Refused('unreadable-file', 'file')
  if (unpacked > largest.unpacked) throw new Refused('too-large', 'file')
  const sheets = await askApart<Sheets | null>(reader, { bytes })
  if (!sheets) throw new Refused('unreadable-file', 'file')
  return sheets.map(({ sheet, data }) => tableOf(sheet, data))
}

export type ImportFile = { name: string; content: Source }

async function tablesIn({ name, content }: ImportFile): Promise<Table[]> {
  const bytes = Buffer.from(await wholeOf(content))
  if (bytes.length < 4) throw new Refused('unreadable-file', 'file')
  if (!/\.csv$/i.test(name)) return sheetsOf(bytes)
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    return [tableOf(name.replace(/\.csv$/i, ''), csvCells(text.decode(bytes)))]
  } catch {
    throw new Refused('unreadable-file', 'file')
  }
}

/** The sheets of an .xlsx, or of one .csv (UTF-8) for each sheet. @throws Refused unreadable-file | too-large */
export async function readTables(files: readonly ImportFile[]): Promise<Table[]> {
  const tables: Table[] = []
  // One after the other: no more than one lies in memory.
  for (const file of files) tables.push(...(await tablesIn(file)))
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0)
  if (rows > largest.rows) throw new Refused('too-large', 'file')
  return tables
}
