import { useSyncExternalStore } from 'react'

// What a person chose for this screen. It stays in this browser; public/early.js reads the same keys before first paint.

export interface Prefs {
  theme: 'light' | 'dark' | 'auto'
  density: string
  lang: 'zh-CN' | 'en'
  keys: 'on' | 'off'
}

const fallback: Prefs = { theme: 'light', density: '', lang: 'zh-CN', keys: 'on' }
const listeners = new Set<() => void>()
let current = load()

function stored(key: string): string | null {
  try {
    return localStorage.getItem(`anlan.${key}`)
  } catch {
    return null
  }
}

function load(): Prefs {
  const all: Record<string, string> = { ...fallback }
  for (const key of Object.keys(fallback)) {
    const value = stored(key)
    if (value) all[key] = value
  }
  return all as unknown as Prefs
}

export function prefs(): Prefs {
  return current
}

export function setPref<K extends keyof Prefs>(key: K, value: Prefs[K]): void {
  current = { ...current, [key]: value }
  try {
    localStorage.setItem(`anlan.${key}`, value)
  } catch {
    // A locked-down browser: the choice holds until the page is left.
  }
  apply()
  for (const listener of listeners) listener()
}

/** onPrefs calls the listener after each change, here or in another tab, until what it returns is called. */
export function onPrefs(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePrefs(): Prefs {
  return useSyncExternalStore(onPrefs, () => current)
}

export function isDark(p: Prefs = current): boolean {
  return p.theme === 'dark' || (p.theme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches)
}

let shellDensity = 'standard'

/** setShellDensity names the density of a shell where the person chose none. */
export function setShellDensity(density: string): void {
  shellDensity = density
  apply()
}

function apply(): void {
  const root = document.documentElement
  root.dataset.theme = isDark() ? 'dark' : 'light'
  root.dataset.density = current.density || shellDensity
  root.lang = current.lang
}

/** Another tab of this browser chose something: this one follows. */
export function followTabs(): void {
  window.addEventListener('storage', () => {
    current = load()
    apply()
    for (const listener of listeners) listener()
  })
}

/** isElder tells the few places that draw by number (antd, canvases) that type is large. */
export function isElder(p: Prefs = current): boolean {
  return p.density === 'elder'
}
