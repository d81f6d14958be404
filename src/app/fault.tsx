import { useLocation } from 'react-router'
import { faultIn as wordsFor } from '#platform/http/faults.en.ts'
import type { FaultWords } from '#platform/http/faults.vi.ts'
import type { PageFault } from '#platform/http/guard.ts'
import type { Language } from '#platform/http/language.ts'
import { refusalSentence } from '#platform/http/refusals.en.ts'
import { ButtonLink, Emblem, PageBody, PageHeader, Row, Stack, useLanguage, useSay } from '#platform/look/index.ts'

export type Shown = FaultWords & { status: number; incident: string | null }

/** A thrown answer with a status, as React Router hands it to an error page. */
export type Answered = { status: number; data: PageFault | unknown }

const faultIn = (data: unknown): PageFault | null =>
  typeof data === 'object' && data !== null && ('refused' in data || 'incident' in data) ? (data as PageFault) : null

/** What the error page says: a refusal in its words, any other status in its own, never anything of an error itself. */
export function shownFor(answered: Answered | null, incident: string | null, language: Language): Shown {
  const faultWords = (status: number) => wordsFor(status, language)
  if (!answered) return { ...faultWords(500), status: 500, incident }
  const { status } = answered
  const fault = faultIn(answered.data)
  if (fault && 'incident' in fault) return { ...faultWords(status), status, incident: fault.incident }
  if (fault && status !== 404)
    return { title: faultWords(status).title, text: refusalSentence(fault.refused.code, language), status, incident: null }
  return { ...faultWords(status), status, incident: status >= 500 ? incident : null }
}

function FaultWordsView({ of, inside = false }: { of: Shown; inside?: boolean }) {
  const say = useSay()
  const language = useLanguage()
  const { pathname, search } = useLocation()
  const body = (
    <PageBody narrow top={!inside}>
      <div lang={language}>
        <Stack gap="wide">
          {!inside && <h1>{of.title}</h1>}
          <p>{of.text}</p>
          {of.incident && (
            <p>
              {say('Mã sự cố', 'Incident number')}: <b className="lt-num">{of.incident}</b>
            </p>
          )}
          <Row wrap>
            {of.status === 401 && (
              <ButtonLink kind="primary" href="/dang-nhap">
                {say('Đăng nhập', 'Sign in')}
              </ButtonLink>
            )}
            {(of.status >= 500 || of.status === 429) && (
              <ButtonLink kind="primary" href={pathname + search}>
                {say('Thử lại', 'Try again')}
              </ButtonLink>
            )}
            <ButtonLink href="/">{say('Về trang đầu', 'To the first page')}</ButtonLink>
          </Row>
        </Stack>
      </div>
    </PageBody>
  )
  if (!inside) return body
  return (
    <>
      <PageHeader title={of.title} />
      {body}
    </>
  )
}

/** What stands in place of a page that could not be shown: inside the office's frame, or as a whole page of its own. */
export function FaultView({ of, inside }: { of: Shown; inside?: boolean }) {
  if (inside) return <FaultWordsView of={of} inside />
  return (
    <>
      <div className="lt-national" />
      <main id="noi-dung" tabIndex={-1}>
        <PageBody narrow top>
          <Emblem size={48} />
        </PageBody>
        <FaultWordsView of={of} />
      </main>
    </>
  )
}
