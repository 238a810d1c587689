// Runs before the first paint so that the page never flashes in the wrong theme or size, and before any other
// script, so that these find what browsers from Chromium 87 and Safari 14 on do not have yet.
;(() => {
  const give = (to, name, value) => {
    if (!to[name]) Object.defineProperty(to, name, { value, writable: true, configurable: true })
  }
  const own = Object.prototype.hasOwnProperty
  give(Object, 'hasOwn', (of, key) => own.call(of, key))
  function at(n) {
    const i = Math.trunc(n) || 0
    return this[i < 0 ? this.length + i : i]
  }
  for (const list of [Array, String, Object.getPrototypeOf(Uint8Array)]) give(list.prototype, 'at', at)
})()
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
