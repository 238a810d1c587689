import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { evaluate } from './expr'

interface Vector {
  expr: string
  self?: string
  given?: Record<string, string>
  want: string | number | boolean | null
}

const file = new URL('../../../internal/inspection/checklist/testdata/expressions.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[]

it.each(vectors)('$expr', v => {
  expect(evaluate(v.expr, name => v.given?.[name] ?? '', v.self ?? '') ?? null).toEqual(v.want)
})

it('gives up on what is nested too deep instead of the stack', () => {
  expect(evaluate(`${'('.repeat(5000)}1${')'.repeat(5000)}`, () => '')).toBeUndefined()
})
