import type { Change, Piece } from './compare.ts'

const tag = { same: 'span', in: 'ins', out: 'del' } as const

function Words({ of }: { of: readonly Piece[] }) {
  return of.map((piece, at) => {
    const Kind = tag[piece.kind]
    return <Kind key={`${at}-${piece.kind}`}>{piece.text}</Kind>
  })
}

const spoken = { same: '', in: 'Thêm: ', out: 'Bỏ: ', edited: 'Sửa: ' } as const
const classes = { same: 'lt-diff__same', in: 'lt-diff__in', out: 'lt-diff__out', edited: 'lt-diff__in' } as const

/** A comparison: what was put in is underlined, what was taken out is struck through, and both are said in words. */
export function Changes({ of }: { of: readonly Change[] }) {
  return (
    <div className="lt-diff">
      {of.map((change, at) => (
        <p key={`${at}-${change.kind}`} className={classes[change.kind]}>
          {spoken[change.kind] && <span className="lt-vh">{spoken[change.kind]}</span>}
          <Words of={change.pieces} />
        </p>
      ))}
    </div>
  )
}
