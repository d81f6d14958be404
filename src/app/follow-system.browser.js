// Stands in the head, before anything is painted: under the theme "as the system" the scheme follows the system, at once
// and when it changes. The cookie counts where the server could not write the theme itself.
;((page) => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const kept = /(?:^|;\s*)giao-dien=(light|dark)/.exec(document.cookie)?.[1]
  const follow = () => page.setAttribute('data-mantine-color-scheme', kept ?? (dark.matches ? 'dark' : 'light'))
  if (page.dataset.theme !== 'system') return
  follow()
  if (!kept) dark.addEventListener('change', follow)
})(document.documentElement)
