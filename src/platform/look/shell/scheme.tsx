import type { MouseEvent } from 'react'
import { PostForm } from '../anchor/anchor.tsx'
import { IconButton } from '../button/button.tsx'
import { useSay } from '../language/language.tsx'

/** The word system follows the device; only a choice of the person is remembered. */
export type Scheme = 'light' | 'dark' | 'system'

/** Cookie in which a person's theme is remembered; the server writes it on <html data-mantine-color-scheme>. */
export const schemeCookie = 'giao-dien'

function turn(event: MouseEvent<HTMLButtonElement>) {
  const page = document.documentElement
  const next: Scheme = page.getAttribute('data-mantine-color-scheme') === 'dark' ? 'light' : 'dark'
  const button = event.currentTarget
  event.preventDefault()
  page.setAttribute('data-mantine-color-scheme', next)
  button.value = next === 'dark' ? 'light' : 'dark'
  const action = button.form?.action
  if (action)
    void fetch(action, { method: 'POST', body: new URLSearchParams({ scheme: next }), redirect: 'manual', keepalive: true })
}

/**
 * Changes between light and dark at once and tells the server behind the scenes; without script the form itself posts
 * `scheme=light|dark` to `action`, which sets the cookie and sends the person back.
 */
export function SchemeSwitch(props: { scheme: Scheme; action?: string }) {
  const say = useSay()
  return (
    <PostForm action={props.action ?? '/giao-dien'} className="lt-scheme" whole>
      <IconButton
        icon="moon"
        label={say('Đổi nền sáng, tối', 'Light or dark')}
        name="scheme"
        value={props.scheme === 'dark' ? 'light' : 'dark'}
        onClick={turn}
      />
    </PostForm>
  )
}
