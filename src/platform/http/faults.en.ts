import { type FaultWords, faultWords } from './faults.vi.ts'
import type { Language } from './language.ts'

const known: Record<number, FaultWords> = {
  400: {
    title: 'The request cannot be read',
    text: 'The address or what was sent is not in order. Nothing was stored. Go back and try again.',
  },
  401: { title: 'You are not signed in', text: 'Sign in and open this page again.' },
  403: { title: 'Not allowed', text: 'Your present role may not do this. Change your role or ask somebody who may.' },
  404: { title: 'Page not found', text: 'This address does not exist, has moved, or is not yours to see. Check the link.' },
  405: { title: 'This page does not take that', text: 'Nothing was stored. Go back and try again.' },
  409: { title: 'This cannot be done now', text: 'It has moved on to another step. Reload the page to see its present state.' },
  410: { title: 'The link no longer works', text: 'It was used or has expired.' },
  413: { title: 'Too much was sent', text: 'Choose a smaller file. Nothing was stored; the back button keeps what you typed.' },
  429: { title: 'Too many requests', text: 'Wait a few minutes and try again. Nothing is lost.' },
  503: { title: 'The system is resting', text: 'The database is not ready. What was saved is safe. Try again in a few minutes.' },
  507: {
    title: 'The storage is full',
    text: 'It could not be saved. What was saved before is safe. Tell the administrator and try again.',
  },
}

const fault: FaultWords = {
  title: 'Something went wrong',
  text: 'What you just did is not finished; what was saved before is safe. Try again. If it fails again, tell the administrator the incident number.',
}

const english = (status: number): FaultWords => known[status] ?? (status >= 500 ? fault : (known[400] ?? fault))

/** Title and text of a fault page in the language of the visitor. */
export const faultIn = (status: number, language: Language): FaultWords =>
  language === 'en' ? english(status) : faultWords(status)
