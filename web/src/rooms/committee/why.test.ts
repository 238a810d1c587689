import { expect, test } from 'vitest'
import { translate } from '@/app/translate'
import en from './en.json'
import type { Decision } from './types'
import { whyOf } from './why'
import zh from './zh.json'

const books = { 'zh-CN': { committee: zh }, en: { committee: en } }
const say = (lang: 'zh-CN' | 'en') => (key: string, values?: Record<string, unknown>) =>
  translate(books, lang, 'committee', key, values)
const reasons = [
  { key: 'regime', words: ['“三管三必须”'] },
  { key: 'timed', words: [] },
  { key: 'topicOwner', words: [] },
]
const decision = (d: Partial<Decision>) => ({ why: '规则6', ...d }) as Decision

test('the desk says why in the language of the screen', () => {
  expect(whyOf(say('zh-CN'), decision({ reasons }))).toBe(
    '规则6：指名的责任制“三管三必须”；规则13：有期限；规则15：责任单位的行业',
  )
  expect(whyOf(say('en'), decision({ reasons }))).toBe(
    'Rule 6: names the duty regime “三管三必须”; Rule 13: has a deadline; Rule 15: the sector of the unit',
  )
})

test('what was read before reasons were kept still says why', () => {
  expect(whyOf(say('en'), decision({}))).toBe('规则6')
})
