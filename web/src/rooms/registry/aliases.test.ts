import { expect, it } from 'vitest'
import { aliasesOf } from './data'

it('reads names however they are listed, each once', () => {
  expect(aliasesOf('应急局、应急管理局，应急局; emergency\n ')).toEqual(['应急局', '应急管理局', 'emergency'])
  expect(aliasesOf('  ')).toEqual([])
})
