import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { expect, it } from 'vitest'

// Chromium 87 and Safari 14 are the oldest browsers that we promise. The compiler turns their syntax; what their
// library lacks, early.js gives or nobody uses.

const web = join(import.meta.dirname, '..')
const early = readFileSync(join(web, 'public/early.js'), 'utf8')
const missing =
  'delete Object.hasOwn; for (const c of [Array, String, Object.getPrototypeOf(Uint8Array)]) delete c.prototype.at;'
const page = { document: { documentElement: { dataset: {} } }, matchMedia: () => ({ matches: false }) }

it('gives old browsers what they lack, as the new ones have it', () => {
  const old = createContext({ ...page })
  const ask = (code: string) => runInContext(`JSON.stringify([${code}])`, old) as string
  runInContext(missing, old)
  expect(ask('typeof Object.hasOwn, typeof [].at, typeof "".at, typeof new Uint8Array(1).at')).toBe(
    '["undefined","undefined","undefined","undefined"]',
  )
  runInContext(early, old)
  const asked = `Object.hasOwn({a: 1}, 'a'), Object.hasOwn({}, 'toString'), Object.hasOwn(Object.create(null), 'a'),
    Object.hasOwn('ab', 'length'), [1, 2].at(-1), [1, 2].at(0), [1, 2].at(2), [1, 2].at(-3), [1, 2].at(), [1, 2].at(1.9), [1, 2].at('x'),
    '安澜'.at(-1), '安澜'.at(2), new Uint8Array([1, 2]).at(-2), Object.keys([1]).length`
  expect(ask(asked)).toBe(runInContext(`JSON.stringify([${asked}])`, createContext({})))
  for (const it of [
    'let n = 0; for (const x in [1]) n++; n === 1',
    "(() => { try { Object.hasOwn(null, 'a') } catch { return true } })()",
  ])
    expect(runInContext(it, old)).toBe(true)
})

it('leaves newer browsers their own', () => {
  const fresh = createContext({ ...page })
  runInContext('var own = Object.hasOwn, at = [].at', fresh)
  runInContext(early, fresh)
  expect(runInContext('own === Object.hasOwn && at === [].at', fresh)).toBe(true)
})

it('nothing newer than that is used', () => {
  const newer =
    /\bstructuredClone\b|\bAbortSignal\.(timeout|any)\b|\bObject\.groupBy\b|\bArray\.fromAsync\b|\bPromise\.withResolvers\b|\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|isWellFormed)\(|\(\?<[=!]/
  const src = join(web, 'src')
  const guilty = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    f => /\.tsx?$/.test(f) && !/\.(test|d)\.tsx?$/.test(f) && newer.test(readFileSync(join(src, f), 'utf8')),
  )
  expect(guilty).toEqual([])
})
