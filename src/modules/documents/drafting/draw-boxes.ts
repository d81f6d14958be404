import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { type Boxes, boxNames } from './boxes.ts'

/** The uploaded file with its boxes drawn and numbered as in the form: for who places them without script. Never signed. */
export async function withBoxesDrawn(bytes: Uint8Array, boxes: Boxes): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true })
  const pages = pdf.getPages()
  for (const box of boxes) {
    const page = pages[box.page - 1]
    if (!page || box.width === 0) continue
    const blue = rgb(0.04, 0.31, 0.62)
    page.drawRectangle({
      x: box.x,
      y: box.y,
      width: box.width,
      height: box.height,
      borderColor: blue,
      borderWidth: 1,
      color: blue,
      opacity: 0.12,
    })
    page.drawText(String(boxNames.indexOf(box.name) + 1), { x: box.x + 1, y: box.y + box.height - 8, size: 8, color: blue })
  }
  return pdf.save()
}
