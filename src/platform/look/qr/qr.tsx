/** A QR code as the server drew it: one path, each square two units wide. Black on white in every theme, with its quiet margin. */
export function QrCode(props: { size: number; path: string; label: string; width?: number }) {
  const { size, path, label, width = 120 } = props
  return (
    <svg
      className="lt-qr"
      viewBox={`-8 -8 ${size + 16} ${size + 16}`}
      width={width}
      height={width}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x="-8" y="-8" width={size + 16} height={size + 16} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
