export type Lang = 'zh-CN' | 'en'

export interface Words {
  [key: string]: string | Words
}

type Books = Record<Lang, Record<string, Words>>

/**
 * translate finds the words of a key (names with dots between them) and fills its {{places}}; where one thing reads
 * otherwise than many, English has key_one beside the key. Words missing in one language are taken from the Chinese; a
 * key that has none at all comes back as it is.
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
    const found = words && (singular(words, tongue, key, values.count) ?? find(words, key))
    if (found !== undefined) return fill(found, values)
  }
  return key
}

function singular(words: Words, lang: Lang, key: string, count: unknown): string | undefined {
  return lang === 'en' && count === 1 ? find(words, `${key}_one`) : undefined
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
