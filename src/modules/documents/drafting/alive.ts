import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False on the server, without script and in the first drawing; true once the page is alive. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
