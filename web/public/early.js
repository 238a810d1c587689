// Runs before the first paint so that the page never flashes in the wrong theme or size.
;(() => {
  const root = document.documentElement
  const read = key => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const theme = read('anlan.theme')
  const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  const density = read('anlan.density')
  if (density) root.dataset.density = density
  const lang = read('anlan.lang')
  if (lang) root.lang = lang
})()
