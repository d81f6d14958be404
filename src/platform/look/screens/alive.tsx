import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { screens } from './screens.tsx'

const place = document.querySelector('#man-hinh')
const screen = screens[location.pathname.slice(1)]
if (place && screen)
  hydrateRoot(place, <StrictMode>{screen()}</StrictMode>, { onRecoverableError: (error) => console.error(error) })
