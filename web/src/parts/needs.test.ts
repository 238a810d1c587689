import { expect, it } from 'vitest'
import { lacking, needed } from './needs'

const blank = { text: ' \n', unit: null, files: [] as string[], due: undefined, count: 0, agreed: false }

it('finds what is needed and empty, and nothing else', () => {
  expect(lacking(blank, ['text', 'unit', 'files', 'due', 'count', 'agreed'])).toEqual({
    text: needed,
    unit: needed,
    files: needed,
    due: needed,
  })
  expect(lacking({ text: '好', unit: { id: '1' }, files: ['a'] }, ['text', 'unit', 'files'])).toEqual({})
})

it('asks only for what the answers so far ask for', () => {
  const needs = (v: { answer: string; reason: string }) => ['answer', v.answer === 'no' && 'reason'] as const
  expect(lacking({ answer: '', reason: '' }, needs)).toEqual({ answer: needed })
  expect(lacking({ answer: 'yes', reason: '' }, needs)).toEqual({})
  expect(lacking({ answer: 'no', reason: '' }, needs)).toEqual({ reason: needed })
})
