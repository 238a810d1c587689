import { expect, it } from 'vitest'
import { match } from './router'

it.each([
  ['/', '/', {}],
  ['/units', '/units/', {}],
  ['/units/:id', '/units/u1', { id: 'u1' }],
  ['/units/:id/posts/:post', '/units/u1/posts/p2', { id: 'u1', post: 'p2' }],
  ['/todo/:key', '/todo/a%2Fb', { key: 'a/b' }],
  ['/units/:id', '/units', undefined],
  ['/units', '/matters', undefined],
  ['/units/:id', '/units/u1/x', undefined],
])('%s on %s', (pattern, path, want) => expect(match(pattern, path)).toEqual(want))
