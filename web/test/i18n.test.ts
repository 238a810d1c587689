import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '..', 'src')

function files(dir: string, name: RegExp): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter(f => name.test(f))
    .map(f => join(dir, f))
}

type Words = { [key: string]: string | Words }

function flat(words: Words, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all.set(prefix + key, value)
    else for (const [k, v] of flat(value, `${prefix}${key}.`)) all.set(k, v)
  }
  return all
}

const read = (file: string) => flat(JSON.parse(readFileSync(file, 'utf8')) as Words)
/** English has a singular beside the words for many; Chinese has not. */
const isOne = (key: string) => key.endsWith('_one')
const keys = (words: Map<string, string>) => [...words.keys()].filter(key => !isOne(key)).sort()
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(m => m[1]).sort()

const folders = files(src, /(^|\/)zh\.json$/)

describe.each(folders)('%s', zhFile => {
  const enFile = zhFile.replace(/zh\.json$/, 'en.json')
  const zh = read(zhFile)
  const en = read(enFile)

  it('has the same keys in both languages', () => {
    expect(keys(en)).toEqual(keys(zh))
  })

  it('says something under every key', () => {
    const silent = [...zh, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(silent).toEqual([])
  })

  it('fills the same values in both languages', () => {
    for (const [key, text] of en) {
      if (isOne(key)) continue
      expect({ key, holes: holes(text) }).toEqual({ key, holes: holes(zh.get(key) ?? '') })
    }
  })

  it('says one thing beside many in one way: key_one, in English, where the words of the key count', () => {
    const uncounted = [...en.keys()].filter(k => isOne(k) && !holes(en.get(k.slice(0, -4)) ?? '').includes('count'))
    const otherwise = [...en.keys(), ...zh.keys()].filter(k => /_(zero|two|few|many|other)$/.test(k))
    expect({ uncounted, otherwise, chinese: [...zh.keys()].filter(isOne) }).toEqual({
      uncounted: [],
      otherwise: [],
      chinese: [],
    })
  })

  it('leaves no Chinese sentence in the English', () => {
    const left = [...en].filter(
      ([key, text]) => /[\u4e00-\u9fff]{3,}/.test(text) && !/[A-Za-z]/.test(text) && !key.includes('other'),
    )
    expect(left).toEqual([])
  })
})

describe('screens', () => {
  it('use only words that exist', () => {
    const missing: string[] = []
    for (const file of files(src, /\.tsx$/)) missing.push(...unknownWords(file))
    expect(missing).toEqual([])
  })

  it('keep no Chinese outside of the word files', () => {
    // What people type, place names matched to data, the name of the product, the labels of both menus, and what is
    // printed on an official document.
    const allowed =
      /(app\/time\.ts|app\/router\.tsx|parts\/DateField\.tsx|board\/tiles\.ts|committee\/lines\.ts|inspection\/draft\.ts|rooms\/\w+\/(field|desk)\.ts|document\/chinese\.ts)$/
    const found = files(src, /\.tsx?$/)
      .filter(f => !allowed.test(f) && !/\.test\./.test(f))
      .filter(f => /[\u4e00-\u9fff]/.test(withoutComments(readFileSync(f, 'utf8'))))
    expect(found).toEqual([])
  })
})

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1')
}

/** Looks at t('literal.key') where the file binds t with useT('room'). */
function unknownWords(file: string): string[] {
  const code = readFileSync(file, 'utf8')
  const missing: string[] = []
  for (const [, name, namespace = 'app'] of code.matchAll(/const (\w+) = useT\((?:'([\w-]*)')?\)/g)) {
    const words = namespaceWords(namespace)
    if (!words) continue
    for (const [, key = ''] of code.matchAll(new RegExp(`(?<![\\w.])${name}\\('([^']+)'`, 'g'))) {
      const known = [...bound(code, name ?? '')].some(ns => namespaceWords(ns)?.has(key))
      if (!known) missing.push(`${file}: ${namespace}:${key}`)
    }
  }
  return missing
}

function bound(code: string, name: string): Set<string> {
  const all = new Set<string>()
  for (const m of code.matchAll(new RegExp(`const ${name} = useT\\((?:'([\\w-]*)')?\\)`, 'g'))) all.add(m[1] ?? 'app')
  return all
}

const cache = new Map<string, Set<string> | undefined>()

function namespaceWords(namespace: string): Set<string> | undefined {
  if (!cache.has(namespace)) {
    const file = folders.find(f => f.endsWith(`/${namespace}/zh.json`))
    cache.set(namespace, file ? new Set(read(file).keys()) : undefined)
  }
  return cache.get(namespace)
}
