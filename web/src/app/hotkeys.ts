import { useEffect, useRef } from 'react'
import { prefs } from './prefs'

// Single keys for people who live here: "/", "j", "g t". They can be turned off (WCAG 2.1.4) and never fire while typing.

export type Keymap = Record<string, (() => void) | undefined>

const maps: Keymap[] = []
let first = ''
let firstAt = 0

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    Boolean(target.closest('[role=combobox],[role=menu]'))
  )
}

function hear(e: KeyboardEvent) {
  if (prefs().keys === 'off' || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return
  if (e.key !== '?' && document.querySelector('[role=dialog][aria-modal=true]')) return
  const pair = e.timeStamp - firstAt < 1200 ? `${first} ${e.key}` : ''
  first = e.key
  firstAt = e.timeStamp
  for (const map of [...maps].reverse()) {
    const action = (pair && map[pair]) || map[e.key]
    if (!action) continue
    e.preventDefault()
    action()
    return
  }
}

/** useHotkeys adds keys while a component is on screen; the newest map is asked first. */
export function useHotkeys(map: Keymap): void {
  const latest = useRef(map)
  latest.current = map
  useEffect(() => {
    const proxy = new Proxy({} as Keymap, { get: (_, key) => latest.current[String(key)] })
    if (maps.length === 0) window.addEventListener('keydown', hear)
    maps.push(proxy)
    return () => {
      maps.splice(maps.indexOf(proxy), 1)
      if (maps.length === 0) window.removeEventListener('keydown', hear)
    }
  }, [])
}
