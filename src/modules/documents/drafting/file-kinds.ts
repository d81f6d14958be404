import { Refused } from '#kernel/refused.ts'

/** Kinds of files that go with a document: name ending, media type, and the first bytes where the kind has any of its own. */
const zipped = [0x50, 0x4b, 0x03, 0x04]
const compound = [0xd0, 0xcf, 0x11, 0xe0]
const office = 'application/vnd.openxmlformats-officedocument'
const kinds: readonly { endings: readonly string[]; type: string; starts: readonly (readonly number[])[] }[] = [
  { endings: ['pdf'], type: 'application/pdf', starts: [[0x25, 0x50, 0x44, 0x46]] },
  { endings: ['jpg', 'jpeg'], type: 'image/jpeg', starts: [[0xff, 0xd8, 0xff]] },
  { endings: ['png'], type: 'image/png', starts: [[0x89, 0x50, 0x4e, 0x47]] },
  {
    endings: ['tif', 'tiff'],
    type: 'image/tiff',
    starts: [
      [0x49, 0x49, 0x2a, 0],
      [0x4d, 0x4d, 0, 0x2a],
    ],
  },
  { endings: ['docx'], type: `${office}.wordprocessingml.document`, starts: [zipped] },
  { endings: ['xlsx'], type: `${office}.spreadsheetml.sheet`, starts: [zipped] },
  { endings: ['pptx'], type: `${office}.presentationml.presentation`, starts: [zipped] },
  { endings: ['odt'], type: 'application/vnd.oasis.opendocument.text', starts: [zipped] },
  { endings: ['ods'], type: 'application/vnd.oasis.opendocument.spreadsheet', starts: [zipped] },
  { endings: ['zip'], type: 'application/zip', starts: [zipped] },
  { endings: ['doc'], type: 'application/msword', starts: [compound] },
  { endings: ['xls'], type: 'application/vnd.ms-excel', starts: [compound] },
  { endings: ['ppt'], type: 'application/vnd.ms-powerpoint', starts: [compound] },
  { endings: ['txt', 'csv'], type: 'text/plain', starts: [[]] },
  { endings: ['xml'], type: 'application/xml', starts: [[]] },
]

/** ".pdf,.docx,…" for the file field. */
export const attachable = kinds.flatMap((kind) => kind.endings.map((ending) => `.${ending}`)).join(',')

/** What a file is by its ending, if its first bytes (`bytes`) agree. @throws Refused unreadable-file (`about`) */
export function mediaTypeOf(name: string, bytes: Uint8Array, about: string): string {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  const kind = kinds.find((one) => one.endings.includes(ending))
  const agrees = kind?.starts.some((signs) => signs.every((sign, at) => bytes[at] === sign))
  if (!kind || !agrees || bytes.length === 0) throw new Refused('unreadable-file', about)
  return kind.type
}

export const isPicture = (type: string): boolean => type.startsWith('image/')
export const isText = (type: string): boolean => type === 'text/plain' || type === 'application/xml'
