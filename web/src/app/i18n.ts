import { useCallback, useSyncExternalStore } from 'react'
import { setLanguage } from '@/api/client'
import en from './en.json'
import { onPrefs, prefs, setPref, usePrefs } from './prefs'
import { type Lang, translate, type Words } from './translate'
import zh from './zh.json'

// Simplified Chinese is the source; every key exists in both languages (test/i18n.test.ts). What we need of a
// translation library is sixty lines, and a library would be a sixth of what a phone loads first.

const books: Record<Lang, Record<string, Words>> = { 'zh-CN': { app: zh }, en: { app: en } }
const listeners = new Set<() => void>()
let edition = 0

setLanguage(prefs().lang)
onPrefs(() => setLanguage(prefs().lang)) // before anyone who is told later asks the server again

/** strings adds a room's words; a room calls it once at the top of its index. */
export function strings(namespace: string, chinese: Words, english: Words): void {
  books['zh-CN'][namespace] = chinese
  books.en[namespace] = english
  edition++
  for (const listener of listeners) listener()
}

export type T = (key: string, values?: Record<string, unknown>) => string

/** useT returns the words of one namespace; a key without words comes back as it is. */
export function useT(namespace = 'app'): T {
  const { lang } = usePrefs()
  const known = useSyncExternalStore(listen, () => edition)
  return useCallback(
    (key, values) => {
      void known // words that arrive later are a new translator
      return translate(books, lang, namespace, key, values)
    },
    [lang, namespace, known],
  )
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function switchLanguage(): void {
  setPref('lang', prefs().lang === 'en' ? 'zh-CN' : 'en')
}
