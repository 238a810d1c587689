import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { evaluate, isTrue } from './expr'

interface Example {
  expr: string
  self?: string
  answers?: Record<string, string>
  want?: boolean
  error?: string
}

// The same examples hold the server's reader.
const file = new URL('../../../internal/inspection/checklist/testdata/expr.json', import.meta.url)
const examples = JSON.parse(readFileSync(file, 'utf8')) as Example[]

it.each(examples)('$expr', x => {
  const value = evaluate(x.expr, name => x.answers?.[name] ?? '', x.self ?? '')
  if (x.error) expect(value).toBeUndefined()
  else expect(value !== undefined && isTrue(value)).toBe(x.want)
})

it('gives up on what is nested too deep instead of the stack', () => {
  expect(evaluate(`${'('.repeat(5000)}1${')'.repeat(5000)}`, () => '')).toBeUndefined()
})
