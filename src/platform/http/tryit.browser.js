// The forms of the page that tries the API: fill the address, send, show status and answer.
function addressOf(form) {
  const query = new URLSearchParams()
  let path = form.dataset.path
  for (const input of form.querySelectorAll('input[data-in]')) {
    if (input.dataset.in === 'path') path = path.replace(`{${input.name}}`, encodeURIComponent(input.value))
    else if (input.value !== '') query.append(input.name, input.value)
  }
  return query.size > 0 ? `${path}?${query}` : path
}

async function send(form) {
  const body = form.elements.namedItem('body')?.value
  const head = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }
  const answer = await fetch(addressOf(form), { method: form.dataset.method, ...head })
  const text = await answer.text()
  try {
    return `${answer.status}\n${JSON.stringify(JSON.parse(text), null, 2)}`
  } catch {
    return `${answer.status}\n${text}`
  }
}

document.addEventListener('submit', async (event) => {
  event.preventDefault()
  const shown = event.target.nextElementSibling
  shown.hidden = false
  shown.textContent = 'Đang gửi…'
  shown.textContent = await send(event.target).catch(() => 'Không nối được tới máy chủ. Hãy thử lại.')
})
