import { useEffect, useRef } from 'react'
import { PostForm } from '../anchor/anchor.tsx'
import { Kbd } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import { useSay } from '../language/language.tsx'

/** The search field of every screen; Ctrl K goes to it. */
export function SearchField(props: { query?: string | undefined }) {
  const field = useRef<HTMLInputElement>(null)
  const say = useSay()
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', go)
    return () => document.removeEventListener('keydown', go)
  }, [])
  return (
    <PostForm
      action="/tra-cuu"
      method="get"
      role="search"
      aria-label={say('Tra cứu chung', 'General search')}
      className="lt-find"
    >
      <Icon name="search" size="small" />
      <input
        ref={field}
        type="search"
        name="q"
        defaultValue={props.query}
        placeholder={say('Tìm theo số, ký hiệu, trích yếu…', 'Find by number, symbol, subject…')}
        aria-label={say('Tra cứu', 'Search')}
        autoComplete="off"
        spellCheck={false}
      />
      <Kbd>Ctrl K</Kbd>
    </PostForm>
  )
}

export type SearchBoxProps = {
  /** "Tìm trong sổ"; spoken. */
  label: string
  placeholder: string
  name?: string
  query?: string | undefined
  /** Address that answers; the page itself when left out. Not used with `within`. */
  action?: string
  /** Stands within a form of filters instead of being one. */
  within?: boolean
  /** 44 px high, as wide as its place. */
  wide?: boolean
}

/** A search within a list or a page. */
export function SearchBox(props: SearchBoxProps) {
  const classes = `lt-find${props.wide ? ' lt-find--wide' : ''}`
  const inside = (
    <>
      <Icon name="search" size="small" />
      <input
        type="search"
        name={props.name ?? 'q'}
        defaultValue={props.query}
        aria-label={props.label}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  )
  if (props.within) return <search className={classes}>{inside}</search>
  return (
    <PostForm method="get" role="search" aria-label={props.label} className={classes} action={props.action}>
      {inside}
    </PostForm>
  )
}
