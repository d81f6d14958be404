const chosenAtFirst = ({ options }: HTMLSelectElement) =>
  Math.max(
    0,
    [...options].findIndex((option) => option.defaultSelected),
  )

function filled(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
  if (field instanceof HTMLSelectElement) return field.selectedIndex !== chosenAtFirst(field)
  if (!(field instanceof HTMLInputElement)) return false
  const ticked = field.type === 'checkbox' || field.type === 'radio'
  return ticked ? field.checked !== field.defaultChecked : field.value !== field.defaultValue
}

/** Something else stands in a field than the server sent: it was filled before the page came alive. */
export const filledEarly = (form: HTMLFormElement): boolean => [...form.elements].some(filled)
