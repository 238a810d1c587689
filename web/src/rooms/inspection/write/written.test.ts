import { expect, it } from 'vitest'
import type { Form } from '@/checklist/form'
import { review } from '@/checklist/form'
import { begin } from '../check/draft'
import { type Written, written, writtenBody, wrongIn } from './written'

const form: Form = {
  items: [
    { name: 'exit', kind: 'yesno', label: '安全出口畅通', required: true },
    { name: 'gas', kind: 'yesno', label: '燃气报警器', required: true },
  ],
}
const list = { id: 'list', version: 3, title: '加油站', form }
const sheet: Written = {
  ...written(begin(list, { id: 'site', name: '演示加油站' }, Date.parse('2026-11-27T09:30:00+08:00'), 0)),
  day: '2026-11-27',
  from: '08:10',
  to: '09:05',
  answers: { exit: { item: 'exit', value: 'yes' }, gas: { item: 'gas', value: 'no', note: '未接电' } },
}

it('sends the times as they were typed, by the county’s clock', () => {
  const body = writtenBody({ ...sheet, counterpart: ' 站长 ', note: ' 复印件已留 ' }, review(form, sheet.answers))
  expect(body).toMatchObject({
    started: '2026-11-27T00:10:00.000Z',
    ended: '2026-11-27T01:05:00.000Z',
    offsetMs: 0,
    version: 3,
    counterpart: { post: '站长', signed: true },
    note: '复印件已留',
  })
  expect(body.answers.map(a => a.item)).toEqual(['exit', 'gas'])
  expect(body.answers[1]?.action?.id).toBeTruthy() // the finding becomes a hazard of its own
})

it('says that the other side did not sign, and why', () => {
  const body = writtenBody({ ...sheet, counterpart: '站长', refused: '对结果有异议' }, review(form, sheet.answers))
  expect(body.counterpart).toEqual({ post: '站长', signed: false, refused: '对结果有异议' })
})

it.each<[Partial<Written>, string[]]>([
  [{}, []],
  [{ to: '07:00' }, ['to']],
  [{ day: '' }, ['day']],
  [{ from: '8点' }, ['from']],
  [{ source: 'joint' }, ['team']],
  [{ refused: '不在场' }, ['refused']],
])('finds what is wrong with %j', (part, want) => expect(wrongIn({ ...sheet, ...part })).toEqual(want))
