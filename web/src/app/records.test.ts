import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pageOf, pages } from './records'

const root = join(__dirname, '../../..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

/** The addresses of the desk's rooms. */
function routes(): string[] {
  const rooms = readdirSync(join(root, 'web/src/rooms'))
  return rooms.flatMap(room => {
    try {
      return [...read('web/src/rooms', room, 'desk.ts').matchAll(/path: '([^']+)'/g)].map(m => m[1] ?? '')
    } catch {
      return [] // a room of phones only
    }
  })
}

describe('the pages of records', () => {
  it('are routes of the desk', () => {
    const known = routes()
    expect(known.length).toBeGreaterThan(30)
    expect(Object.values(pages).filter(p => !known.includes(p))).toEqual([])
  })
  it('are those that the server knows', () => {
    const list = [...read('internal/api/pages.go').matchAll(/"([a-z.]+)":\s+"([a-z/]+)\/",/g)]
    expect(list.length).toBeGreaterThan(2)
    for (const [, kind = '', path] of list) expect([kind, pageOf(kind, ':id')]).toEqual([kind, `${path}/:id`])
  })
  it('are none for what has none', () => {
    expect(pageOf('registry.unit', 'u1')).toBe('/units/u1')
    expect(pageOf('event.event', 'e1')).toBeUndefined()
  })
})
