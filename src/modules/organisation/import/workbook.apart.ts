import readXlsxFile from 'read-excel-file/node'
import { answerApart } from '#platform/apart/answer.ts'

// The process that a workbook from outside is unpacked in, whatever it says of its size.
answerApart(({ bytes }: { bytes: Uint8Array }) => readXlsxFile(Buffer.from(bytes)).catch(() => null))
