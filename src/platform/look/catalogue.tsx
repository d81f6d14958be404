import { buttonExamples } from './button/button.examples.tsx'
import type { Example } from './catalogue/example.ts'
import { furtherExamples } from './catalogue/further.examples.tsx'
import { formExamples } from './form/form.examples.tsx'
import { noticeExamples } from './notice/notice.examples.tsx'
import { stateExamples } from './state/state.examples.tsx'

/** Every piece with its examples, in the order of use. */
export const examples: readonly Example[] = [
  ...stateExamples,
  ...buttonExamples,
  ...formExamples,
  ...noticeExamples,
  ...furtherExamples,
]

/** Every piece of the look beside its name; names and figures are invented. */
export function Catalogue() {
  return (
    <div className="lt-catalogue__pieces">
      {examples.map((example) => (
        <section key={example.name} className={`lt-catalogue__piece${example.wide ? ' lt-catalogue__piece--wide' : ''}`}>
          <h2>{example.name}</h2>
          <div className={`lt-catalogue__stage${example.flush ? ' lt-catalogue__stage--flush' : ''}`}>{example.view}</div>
        </section>
      ))}
    </div>
  )
}
