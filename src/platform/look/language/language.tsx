import { createContext, type ReactNode, useContext } from 'react'
import { PostForm } from '../anchor/anchor.tsx'

export type Language = 'vi' | 'en'

const Spoken = createContext<Language>('vi')

/** The language of everything below that is offered in both: sign-in, navigation, errors, public pages. */
export function LanguageProvider(props: { language: Language; children: ReactNode }) {
  return <Spoken value={props.language}>{props.children}</Spoken>
}

export const useLanguage = (): Language => useContext(Spoken)

/** Picks the words of the language in use: `say('Đăng xuất', 'Sign out')`. */
export function useSay(): (vi: string, en: string) => string {
  const language = useLanguage()
  return (vi, en) => (language === 'en' ? en : vi)
}

/** Tiếng Việt or English: posts `language` to `action`, which keeps it in a cookie and comes back. */
export function LanguageSwitch(props: { action?: string }) {
  const language = useLanguage()
  return (
    <PostForm action={props.action ?? '/ngon-ngu'} className="lt-seg" whole>
      <button type="submit" name="language" value="vi" lang="vi" aria-pressed={language === 'vi'}>
        Tiếng Việt
      </button>
      <button type="submit" name="language" value="en" lang="en" aria-pressed={language === 'en'}>
        English
      </button>
    </PostForm>
  )
}
