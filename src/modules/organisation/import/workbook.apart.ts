import readXlsxFile from 'read-excel-file/node'

// The process that a workbook from outside is unpacked in, whatever it says of its size: one question, one answer.
process.once('message', async (asked) => {
  const { bytes } = asked as { bytes: Uint8Array }
  process.send?.(await readXlsxFile(Buffer.from(bytes)).catch(() => null))
})
