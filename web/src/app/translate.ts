export type Lang = 'zh-CN' | 'en'

export interface Words {
  [key: string]: string | Words
}

type Books = Record<Lang, Record<string, Words>>

const plurals: Record<Lang, Intl.PluralRules> = {
  'zh-CN': new Intl.PluralRules('zh-CN'),
  en: new Intl.PluralRules('en'),
}

/**
 * translate finds the words of a key (names with dots between them), in the form that a count asks for (key_one,
 * key_other), and fills its {{places}}. Words missing in one language are taken from the Chinese; a key that has none
 * at all comes back as it is.
 */
export function translate(
  books: Books,
  lang: Lang,
  namespace: string,
  key: string,
  values: Record<string, unknown> = {},
): string {
  for (const tongue of [lang, 'zh-CN'] as const) {
    const words = books[tongue][namespace]
    const found = words && (plural(words, tongue, key, values.count) ?? find(words, key) ?? find(words, `${key}_other`))
    if (found !== undefined) return fill(found, values)
  }
  return key
}

function plural(words: Words, lang: Lang, key: string, count: unknown): string | undefined {
  return typeof count === 'number' ? find(words, `${key}_${plurals[lang].select(count)}`) : undefined
}

function find(words: Words, key: string): string | undefined {
  let at: string | Words | undefined = words
  for (const name of key.split('.')) {
    if (typeof at !== 'object' || !Object.hasOwn(at, name)) return undefined
    at = at[name]
  }
  return typeof at === 'string' ? at : undefined
}

function fill(text: string, values: Record<string, unknown>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}
