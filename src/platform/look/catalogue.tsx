import { buttonExamples } from './button/button.examples.tsx'
import type { Example } from './catalogue/example.ts'
import { furtherExamples } from './catalogue/further.examples.tsx'
import { formExamples } from './form/form.examples.tsx'
import { noticeExamples } from './notice/notice.examples.tsx'
import { SchemeSwitch } from './shell/scheme.tsx'
import { stateExamples } from './state/state.examples.tsx'

/** Every piece with its examples, in the order of use. */
export const examples: readonly Example[] = [
  ...stateExamples,
  ...buttonExamples,
  ...formExamples,
  ...noticeExamples,
  ...furtherExamples,
]

/** The page on which every piece of the look can be seen; names and figures are invented. */
export function Catalogue() {
  return (
    <main className="lt-catalogue" id="noi-dung">
      <header>
        <h1>Mẫu giao diện</h1>
        <p className="lt-2">Mọi mảnh của giao diện. Tên người, cơ quan và số liệu đều là hư cấu.</p>
        <span className="lt-spacer" />
        <SchemeSwitch scheme="light" />
      </header>
      <div className="lt-catalogue__pieces">
        {examples.map((example) => (
          <section key={example.name} className={`lt-catalogue__piece${example.wide ? ' lt-catalogue__piece--wide' : ''}`}>
            <h2>{example.name}</h2>
            <div className={`lt-catalogue__stage${example.flush ? ' lt-catalogue__stage--flush' : ''}`}>{example.view}</div>
          </section>
        ))}
      </div>
    </main>
  )
}
