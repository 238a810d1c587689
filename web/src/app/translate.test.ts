import { expect, it } from 'vitest'
import { translate } from './translate'

const books = {
  'zh-CN': { todo: { nav: '我的待办', waiting: '另有 {{count}} 件', only: '只有中文', verb: { sign: '签收' } } },
  en: {
    todo: {
      nav: 'My to-do',
      waiting: '{{count}} more of them',
      waiting_one: '{{count}} more',
      verb: { sign: 'Sign' },
    },
  },
}

it.each([
  ['zh-CN', 'nav', undefined, '我的待办'],
  ['en', 'nav', undefined, 'My to-do'],
  ['en', 'verb.sign', undefined, 'Sign'],
  ['zh-CN', 'waiting', { count: 1 }, '另有 1 件'],
  ['en', 'waiting', { count: 1 }, '1 more'],
  ['en', 'waiting', { count: 0 }, '0 more of them'],
  ['en', 'waiting', { count: 21 }, '21 more of them'],
  ['en', 'waiting', { count: '1' }, '1 more of them'],
  ['en', 'nav', { count: 1 }, 'My to-do'],
  ['en', 'only', undefined, '只有中文'],
  ['en', 'verb', undefined, 'verb'],
  ['en', 'verb.sign.deep', undefined, 'verb.sign.deep'],
  ['en', 'constructor', undefined, 'constructor'],
  ['zh-CN', 'waiting', {}, '另有  件'],
] as const)('%s %s %o says %s', (lang, key, values, words) =>
  expect(translate(books, lang, 'todo', key, values)).toBe(words),
)

it('knows nothing of rooms that were not loaded', () => expect(translate(books, 'en', 'nowhere', 'nav')).toBe('nav'))

it('does not read a value as a pattern', () =>
  expect(translate(books, 'en', 'todo', 'waiting', { count: '$& {{count}}' })).toBe('$& {{count}} more of them'))
