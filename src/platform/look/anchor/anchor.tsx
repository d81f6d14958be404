import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { Form, Link, useInRouterContext } from 'react-router'

/** Files and the API are answered outside the page router. */
const outsidePages = /^\/(tep|api)\//
const isPage = (href: string) => (href.startsWith('/') || href.startsWith('?')) && !outsidePages.test(href)

export type AnchorProps = Omit<ComponentPropsWithoutRef<'a'>, 'href'> & {
  href: string
  /** Load the whole page anew (sign-out, change of role). */
  whole?: boolean | undefined
}

/** A link. Inside the application it changes the page without loading it anew; everywhere else it is a plain link. */
export function Anchor({ href, whole, ...rest }: AnchorProps) {
  const routed = useInRouterContext() && isPage(href)
  if (routed) return <Link {...rest} to={href} reloadDocument={whole ?? false} />
  return <a {...rest} href={href} />
}

export type PostFormProps = Omit<ComponentPropsWithoutRef<'form'>, 'method' | 'action' | 'encType'> & {
  /** Address that receives the form; the page itself when left out. */
  action?: string | undefined
  method?: 'get' | 'post' | undefined
  whole?: boolean | undefined
  /** Needed where files are sent. */
  encType?: 'multipart/form-data' | undefined
  children?: ReactNode
}

/** A form that posts with and without script. Inside the application the page stays; elsewhere it is a plain form. */
export function PostForm({ action, method = 'post', whole, encType, ...rest }: PostFormProps) {
  const routed = useInRouterContext()
  if (!routed) return <form {...rest} action={action} method={method} encType={encType} />
  const place = { ...(action === undefined ? {} : { action }), ...(encType ? { encType } : {}) }
  return <Form {...rest} {...place} method={method} reloadDocument={whole ?? false} />
}
