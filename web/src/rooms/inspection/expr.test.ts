import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ExprError, parseExpr, truth } from './expr'

interface Example {
  expr: string
  self?: string
  answers?: Record<string, string>
  want?: boolean
  error?: string
}

// The same examples hold the server's reader: internal/inspection/checklist/testdata/expr.json.
const file = new URL('../../../../internal/inspection/checklist/testdata/expr.json', import.meta.url)
const examples = JSON.parse(readFileSync(file, 'utf8')) as Example[]

describe('conditions', () => {
  it.each(examples)('$expr', x => {
    if (x.error) {
      const failed = () => parseExpr(x.expr)
      expect(failed).toThrow(ExprError)
      expect(failed).toThrow(x.error)
      return
    }
    const e = parseExpr(x.expr)
    expect(truth(e.eval(name => x.answers?.[name] ?? '', x.self ?? ''))).toBe(x.want)
  })
  it('names what it asks about, once each', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how conditions name items
    expect(parseExpr('${a} = ${b} or ${a} > 1').refs).toEqual(['a', 'b'])
  })
})
