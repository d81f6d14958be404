import { toSVG } from 'bwip-js/node'

/** A QR code as one path in a square of `size`, each of its squares two units wide; without the quiet margin of four squares that belongs around it. */
export type Qr = { size: number; path: string }

/** The QR code of an address; a seventh of it may be soiled before it stops being read. */
export function qrOf(text: string): Qr {
  // The level of correction belongs to QR codes alone, so the package's own type does not name it.
  const asked = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 }
  const drawn = toSVG(asked)
  const [, width] = /viewBox="0 0 (\d+) \d+"/.exec(drawn) ?? []
  const paths = [...drawn.matchAll(/<path d="([^"]+)"/g)].map(([, path]) => path)
  if (!width || paths.length !== 1 || !paths[0]) throw new Error('no QR code was drawn')
  return { size: Number(width), path: paths[0] }
}
