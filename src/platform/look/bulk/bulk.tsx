import { useEffect, useRef, useState } from 'react'
import { Button } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/paths.ts'

export type BulkDeed = {
  /** Posted with the form: `name`=`value`. */
  name: string
  value: string
  /** "Phát hành"; the number of the chosen that it fits follows, then `noun`. */
  label: string
  noun?: string
  icon?: IconName
  primary?: boolean
  /** Keys of the lines that it fits; all when left out. */
  fits?: readonly string[]
  /** Where it posts, when not to the form's own address. */
  action?: string
}
export type BulkBarProps = {
  /** Name of the boxes in the table (`RowCheck`), all within the same form. */
  boxes: string
  deeds: readonly BulkDeed[]
  /** What is chosen: "văn bản". */
  noun?: string
}

const boxesOf = (form: HTMLFormElement, name: string) =>
  [...form.elements].filter((one): one is HTMLInputElement => one instanceof HTMLInputElement && one.name === name)

/** The keys of the ticked lines; null until the page is alive, and for ever without script. */
function useChosen(boxes: string) {
  const bar = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  useEffect(() => {
    const form = bar.current?.closest('form')
    if (!form) return
    const look = () => setChosen(boxesOf(form, boxes).flatMap((box) => (box.checked ? [box.value] : [])))
    look()
    form.addEventListener('change', look)
    return () => form.removeEventListener('change', look)
  }, [boxes])
  const setAll = (checked: boolean) => {
    const form = bar.current?.closest('form')
    if (!form) return
    for (const box of boxesOf(form, boxes)) box.checked = checked
    form.dispatchEvent(new Event('change'))
  }
  return { bar, chosen, setAll }
}

function Deed(props: { of: BulkDeed; chosen: readonly string[] | null }) {
  const { of, chosen } = props
  const fitting = chosen?.filter((key) => of.fits === undefined || of.fits.includes(key)).length
  const count = fitting === undefined ? '' : ` ${fitting}`
  return (
    <button
      type="submit"
      name={of.name}
      value={of.value}
      formAction={of.action}
      className={of.primary ? 'lt-bulk__primary' : undefined}
      disabled={fitting === 0}
    >
      {of.icon && <Icon name={of.icon} size="small" />}
      <span>
        {of.label}
        <span className="lt-num">{count}</span>
        {of.noun && ` ${of.noun}`}
      </span>
    </button>
  )
}

/**
 * Deeds for the chosen lines of a table; stands within the table's form. Appears once something is ticked and floats
 * above the foot; each deed says how many of the chosen it fits. Without script it shows as soon as a box is ticked,
 * without the numbers.
 */
export function BulkBar(props: BulkBarProps) {
  const { bar, chosen, setAll } = useChosen(props.boxes)
  return (
    <div className="lt-bulk" ref={bar} data-chosen={chosen ? chosen.length : undefined}>
      <section aria-label="Với các dòng đã chọn">
        {chosen && (
          <>
            <span className="lt-bulk__count" role="status">
              Đã chọn <span className="lt-num">{chosen.length}</span>
            </span>
            <button type="button" className="lt-bulk__link" onClick={() => setAll(true)}>
              Chọn tất cả
            </button>
            <i />
          </>
        )}
        {props.deeds.map((deed) => (
          <Deed key={deed.name + deed.value} of={deed} chosen={chosen} />
        ))}
        {chosen && (
          <button type="button" className="lt-bulk__close" aria-label="Bỏ chọn" onClick={() => setAll(false)}>
            <Icon name="close" size="small" />
          </button>
        )}
      </section>
    </div>
  )
}

/** Above a list of boxes: how many are chosen, all at once, none. Without script it is not there; each box is. */
export function ChooseAll(props: { boxes: string; noun: string }) {
  const { bar, chosen, setAll } = useChosen(props.boxes)
  return (
    <div className="lt-row lt-row--wrap" ref={bar}>
      {chosen && (
        <>
          <span className="lt-small lt-2" role="status">
            Đã chọn <span className="lt-num">{chosen.length}</span> {props.noun}
          </span>
          <Button size="small" kind="ghost" type="button" onClick={() => setAll(true)}>
            Chọn tất cả
          </Button>
          {chosen.length > 0 && (
            <Button size="small" kind="ghost" type="button" onClick={() => setAll(false)}>
              Bỏ chọn
            </Button>
          )}
        </>
      )}
    </div>
  )
}
