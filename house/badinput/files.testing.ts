import { deflateSync } from 'node:zlib'
import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { letterPdf } from '#platform/pdf/letter.testing.ts'

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

async function drawn(size: [number, number], change: (pdf: PDFDocument) => unknown = () => undefined): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage(size)
  page.drawRectangle({ x: 20, y: 20, width: 300, height: 300, color: rgb(0.9, 0.9, 0.9) })
  for (const y of [500, 520]) page.drawText('So: 12 van ban thu nghiem co chu de doc duoc', { x: 60, y, size: 12 })
  await change(pdf)
  return pdf.save()
}

/** A page whose stream unpacks to 60 MB of nothing. */
function bomb(): Uint8Array {
  const packed = deflateSync(Buffer.alloc(60_000_000, 0x20)).toString('latin1')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
    `<</Filter/FlateDecode/Length ${packed.length}>>stream\n${packed}\nendstream`,
  ]
  const body = objects.map((one, at) => `${at + 1} 0 obj${one}endobj\n`).join('')
  return latin(`%PDF-1.7\n${body}trailer<</Root 1 0 R/Size 5>>\n%%EOF`)
}

export type BadFile = { what: string; name: string; bytes: Uint8Array }

/** Files that no door takes, whatever it asks for. */
export const foreign = (): BadFile[] => [
  { what: 'an empty file', name: 'rong.pdf', bytes: new Uint8Array() },
  { what: 'a program', name: 'a.exe', bytes: latin('MZ\x90\0\x03') },
  { what: 'a program named as a PDF', name: 'a.pdf', bytes: latin('MZ\x90\0\x03') },
  { what: 'a page with a script', name: 'a.html', bytes: latin('<script>alert(1)</script>') },
  { what: 'a drawing with a script', name: 'a.svg', bytes: latin('<svg onload="alert(1)"/>') },
  { what: 'a double ending', name: 'van-ban.pdf.exe', bytes: letterPdf('Nội dung') },
  { what: 'a name written backwards', name: 'van-ban\u202efdp.exe', bytes: letterPdf('Nội dung') },
  { what: 'a path for a name', name: '../../../etc/passwd', bytes: latin('root:x:0:0') },
  { what: 'a NUL in the name', name: 'a.exe\0.bin', bytes: latin('MZ\x90') },
  { what: 'a name without end', name: `${'a'.repeat(5000)}.bin`, bytes: latin('x') },
  { what: 'only dots for a name', name: '...', bytes: latin('x') },
  { what: 'random bytes', name: 'a.bin', bytes: new Uint8Array(4096).map((_, at) => (at * 7919) % 251) },
  { what: 'a zip named as a PDF', name: 'a.pdf', bytes: latin('PK\x03\x04\x14\0\0\0') },
]

/** Files that are no PDF to work with. */
export const badPdfs = async (): Promise<BadFile[]> => [
  { what: 'a broken-off PDF', name: 'a.pdf', bytes: letterPdf('Nội dung').slice(0, 300) },
  { what: 'a PDF with another head', name: 'a.pdf', bytes: latin('hello %PDF-1.7') },
  { what: 'a head and nothing else', name: 'a.pdf', bytes: latin('%PDF-1.7\n') },
  {
    what: 'no pages',
    name: 'a.pdf',
    bytes: latin(
      '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF',
    ),
  },
  {
    what: 'pages that contain themselves',
    name: 'a.pdf',
    bytes: latin(
      '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF',
    ),
  },
  {
    what: 'a password',
    name: 'a.pdf',
    bytes: await drawn([595, 842], (pdf) => pdf.encrypt({ userPassword: 'mo', ownerPassword: 'chu' })),
  },
  { what: 'a script on opening', name: 'a.pdf', bytes: await drawn([595, 842], (pdf) => pdf.addJavaScript('a', 'app.alert(1)')) },
  { what: 'a page that unpacks without end', name: 'a.pdf', bytes: bomb() },
  { what: 'an image named as a PDF', name: 'a.pdf', bytes: latin('\xff\xd8\xff\xe0') },
  { what: 'a stamp on page 1', name: 'a.pdf', bytes: letterPdf('Kính gửi\nTUYỆT MẬT\nNội dung') },
  { what: 'a stamp for a name', name: 'TỐI MẬT.pdf', bytes: letterPdf('Nội dung') },
  { what: 'a scan without words and without the tick', name: 'a.pdf', bytes: await blank() },
]

async function blank(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage([595, 842])
  return pdf.save()
}

/** Files that stand for a document whose places are to be found. */
export const badMains = async (): Promise<BadFile[]> => [
  { what: 'a page of five metres', name: 'a.pdf', bytes: await drawn([14_173, 14_173]) },
  { what: 'a picture', name: 'a.png', bytes: latin('\x89PNG\r\n') },
  { what: 'a text', name: 'a.txt', bytes: latin('van ban') },
  { what: 'an office document', name: 'a.docx', bytes: latin('PK\x03\x04') },
]

/** Files that are no table. */
export const badSheets = (): BadFile[] => [
  { what: 'no zip', name: 'a.xlsx', bytes: latin('a,b,c\n1,2,3') },
  { what: 'an empty zip', name: 'a.xlsx', bytes: latin(`PK\x05\x06${'\0'.repeat(18)}`) },
  { what: 'a zip without sheets', name: 'a.xlsx', bytes: latin('PK\x03\x04\x14\0\0\0\x08\0') },
  { what: 'letters of another encoding', name: 'a.csv', bytes: latin('tên;họ\n\xe9\xff;b') },
  { what: 'an open quotation', name: 'a.csv', bytes: latin('a,b\n"c,d') },
  { what: 'a table of something else', name: 'a.csv', bytes: latin('gia,so luong\n1,2') },
  { what: 'two bytes', name: 'a.csv', bytes: latin('ab') },
  { what: 'the old format', name: 'a.xls', bytes: latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') },
]

/** Files that hold no key and no certificate. */
export const badKeys = (): BadFile[] => [
  { what: 'an empty sequence', name: 'a.p12', bytes: latin('\x30\0') },
  { what: 'a length beyond the file', name: 'a.p12', bytes: latin('\x30\x84\xff\xff\xff\xff\x02') },
  { what: 'sequences without end', name: 'a.p12', bytes: new Uint8Array(200_000).fill(0x30) },
  { what: 'an indefinite length', name: 'a.p12', bytes: latin('\x30\x80\x30\x80\x30\x80') },
  { what: 'a private key in words', name: 'a.pem', bytes: latin('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----') },
  { what: 'a broken-off certificate', name: 'a.pem', bytes: latin('-----BEGIN CERTIFICATE-----\nMIIB') },
  {
    what: 'a certificate of nothing',
    name: 'a.cer',
    bytes: latin('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
  },
  { what: 'a text', name: 'a.txt', bytes: latin('mat khau') },
]

/** The head of a PNG of a size, with a colour type (6: with an alpha channel), and nothing that could be drawn. */
function pngHead(width: number, height: number, colour = 6): Uint8Array {
  const bytes = Buffer.alloc(100)
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 0, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.set([8, colour], 24)
  return new Uint8Array(bytes)
}

/** Files that are no picture of a seal. */
export const badSeals = (): BadFile[] => [
  { what: 'a PNG without its data', name: 'dau.png', bytes: pngHead(400, 400) },
  { what: 'a PNG of noise', name: 'dau.png', bytes: new Uint8Array([...pngHead(400, 400), ...Array(4000).fill(0xa5)]) },
  { what: 'a PNG without a side', name: 'dau.png', bytes: pngHead(0, 400) },
  { what: 'a PNG of a hundred thousand dots', name: 'dau.png', bytes: pngHead(100_000, 100_000) },
  { what: 'a PNG of four thousand million dots', name: 'dau.png', bytes: pngHead(0xffffffff, 1) },
  { what: 'a PNG with an opaque ground', name: 'dau.png', bytes: pngHead(400, 400, 2) },
  { what: 'a PNG that breaks off in its head', name: 'dau.png', bytes: pngHead(400, 400).slice(0, 20) },
  { what: 'a PDF named as a PNG', name: 'dau.png', bytes: letterPdf('Nội dung') },
  { what: 'a JPEG named as a PNG', name: 'dau.png', bytes: latin(`\xff\xd8\xff\xe0${'\0'.repeat(200)}`) },
  {
    what: 'a drawing named as a PNG',
    name: 'dau.png',
    bytes: latin(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(100)}</svg>`),
  },
  { what: 'nothing', name: 'dau.png', bytes: new Uint8Array() },
  {
    what: 'a PNG of 50 MB',
    name: 'dau.png',
    bytes: new Uint8Array(Buffer.concat([pngHead(400, 400), Buffer.alloc(50 * 1024 * 1024)])),
  },
]
