import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { setLanguage } from '@/api/client'
import en from './en.json'
import { prefs, setPref } from './prefs'
import zh from './zh.json'

// Simplified Chinese is the source; every key exists in both languages (test/i18n.test.ts).

const lng = prefs().lang
setLanguage(lng)
void i18next.use(initReactI18next).init({
  lng,
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { app: zh }, en: { app: en } },
  defaultNS: 'app',
  interpolation: { escapeValue: false },
  initAsync: false,
  returnNull: false,
})

/** strings adds a room's words; a room calls it once at the top of its index. */
export function strings(namespace: string, chinese: object, english: object): void {
  i18next.addResourceBundle('zh-CN', namespace, chinese)
  i18next.addResourceBundle('en', namespace, english)
}

export type T = (key: string, values?: Record<string, unknown>) => string

/** useT returns the words of one namespace. */
export function useT(namespace = 'app'): T {
  const { t } = useTranslation(namespace)
  return useCallback((key, values) => t(key, values ?? {}) as string, [t])
}

export function switchLanguage(): void {
  const lang = prefs().lang === 'en' ? 'zh-CN' : 'en'
  setPref('lang', lang)
  setLanguage(lang)
  void i18next.changeLanguage(lang)
}
