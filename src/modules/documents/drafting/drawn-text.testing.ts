/** One stretch of text at a place (PDF points) written at an angle (degrees). */
export type Written = { text: string; x: number; y: number; size?: number; angle?: number }

const hex = (text: string) =>
  [...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const shown = ({ text, x, y, size = 14, angle = 0 }: Written) => {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
  const matrix = [cos, sin, -sin, cos, x, y].map((value) => value.toFixed(4)).join(' ')
  return `BT /F1 ${size} Tf ${matrix} Tm <${hex(text)}> Tj ET`
}

const stream = (text: string, head = '') => `<<${head}/Length ${Buffer.byteLength(text)}>>stream\n${text}\nendstream`

/** Every sign is its own code; what it means stands in the font's table, as word processors write it. */
const meanings = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end`

/**
 * A PDF of one page on which each stretch is drawn by an operator of its own, and with it a remark that lies on the page.
 * All signs are 0.6 times as wide as high.
 */
export function pageWith(written: readonly Written[], remark?: string): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R${remark === undefined ? '' : '/Annots[9 0 R]'}>>`,
    stream(written.map(shown).join('\n')),
    '<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/DW 600>>',
    '<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 -200 600 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>',
    stream(meanings),
    `<</Type/Annot/Subtype/Text/Rect[400 700 420 720]/Contents<feff${hex(remark ?? '')}>>>`,
  ]
  const body = objects.map((one, at) => `${at + 1} 0 obj${one}endobj\n`).join('')
  return new Uint8Array(Buffer.from(`%PDF-1.7\n${body}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`))
}
