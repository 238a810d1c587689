import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { fromProblem } from './refused'

const missing = { location: 'body.text', message: '“正文”没有填写，请补上。', called: '正文' }

it('calls a field what the form calls it, and leaves other sentences alone', () => {
  const problem = new Problem(422, 'field_required', '', '', [
    missing,
    { location: 'body.day', message: '“2022-02-30”不存在。', called: '' },
  ])
  const labels = { text: '不对在哪里', day: '日期' }
  expect(fromProblem(problem, labels)).toEqual({ text: '“不对在哪里”没有填写，请补上。', day: '“2022-02-30”不存在。' })
})

it('keeps the server’s word for a field that the form does not show', () => {
  expect(fromProblem(new Problem(422, 'field_required', '', '', [missing]), {})).toEqual({
    text: missing.message,
  })
})
