import { useEffect, useRef, useState } from 'react'
import { Anchor } from '../anchor/anchor.tsx'
import { useAlive } from '../form/date.tsx'
import { Icon } from '../icon/icon.tsx'

export type PdfFrameProps = { href: string; name: string; pages?: number }

function Open(props: PdfFrameProps & { words: string }) {
  const size = props.pages ? ` (PDF, ${props.pages} trang)` : ' (PDF)'
  return (
    <div className="lt-pdf__none">
      <Icon name="document" size="large" />
      <p>{props.words}</p>
      <Anchor href={props.href} className="lt-btn">
        <Icon name="download" size="small" />
        Mở {props.name}
        {size}
      </Anchor>
    </div>
  )
}

/** Draws the file into the element; says how it went. */
function useDrawn(href: string, alive: boolean) {
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'coming' | 'there' | 'failed'>('coming')
  useEffect(() => {
    const element = place.current
    if (!alive || !element) return
    let gone = false
    let close = () => {}
    setState('coming')
    import('./pdf.browser.ts')
      .then(({ drawPdf }) => drawPdf(element, href))
      .then((drawn) => {
        close = drawn.close
        if (gone) close()
        else setState('there')
      })
      .catch(() => !gone && setState('failed'))
    return () => {
      gone = true
      close()
    }
  }, [href, alive])
  return { place, state }
}

/**
 * A PDF within the page: drawn page by page, on phones too, with its words to select. Without script the browser's own viewer
 * stands there, and where there is none, a link. `href` is below /tep/.
 */
export function PdfFrame(props: PdfFrameProps) {
  const { href, name } = props
  const alive = useAlive()
  const { place, state } = useDrawn(href, alive)
  const reach = { tabIndex: 0 }
  return (
    <>
      <noscript>
        <object className="lt-pdf" data={`${href}#toolbar=0&navpanes=0&view=FitH`} type="application/pdf" aria-label={name}>
          <Open {...props} words="Trình duyệt này không hiện được PDF trong trang." />
        </object>
      </noscript>
      <section className="lt-pdfpages" aria-label={name} aria-busy={alive && state === 'coming'} {...reach}>
        {state === 'failed' && <Open {...props} words="Không hiện được tệp trong trang." />}
        <div ref={place} />
        {alive && state !== 'failed' && (
          <Anchor href={href} className="lt-pdfpages__open lt-hit" target="_blank" rel="noreferrer">
            <Icon name="open" size="tiny" />
            Mở tệp PDF
          </Anchor>
        )}
      </section>
    </>
  )
}
