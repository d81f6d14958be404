/** A field as a page shows it: its name, its kind of control, and what stands in it or may be chosen. */
export type Field = { name: string; kind: string; value: string; choices: string[] }
export type Form = { action: string; upload: boolean; fields: Field[] }

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x27;', "'")

function fieldsIn(html: string): Field[] {
  const inputs = [...html.matchAll(/<(?:input|button)\b[^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, 'name') ?? '',
    kind: attribute(tag, 'type') ?? 'text',
    value: attribute(tag, 'value') ?? '',
    choices: [],
  }))
  const areas = [...html.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/g)].map(([, tag = '', value = '']) => ({
    name: attribute(tag, 'name') ?? '',
    kind: 'textarea',
    value: value.trim(),
    choices: [],
  }))
  const selects = [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, tag = '', inside = '']) => {
    const choices = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => attribute(option, 'value') ?? '')
    return { name: attribute(tag, 'name') ?? '', kind: 'select', value: choices.find((one) => one !== '') ?? '', choices }
  })
  return [...inputs, ...areas, ...selects].filter(({ name }) => name !== '')
}

/** Every posted form that a page's HTML holds, as a browser without script would send it. */
export const formsOf = (html: string, address: string): Form[] =>
  [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, tag = '']) => /method="post"/i.test(tag))
    .map(([, tag = '', inside = '']) => ({
      action: attribute(tag, 'action') || address,
      upload: /multipart\/form-data/.test(tag),
      fields: fieldsIn(inside),
    }))
