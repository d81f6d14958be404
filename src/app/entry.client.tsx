import { type ReactNode, StrictMode, startTransition, useLayoutEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { watchSending } from '#platform/look/form/send-watched.ts'
import { keepTyped } from './typed-early.browser.ts'

const putBack = keepTyped()

function Alive({ children }: { children: ReactNode }) {
  useLayoutEffect(putBack, [])
  return children
}

watchSending()

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <Alive>
        <HydratedRouter />
      </Alive>
    </StrictMode>,
  )
})
