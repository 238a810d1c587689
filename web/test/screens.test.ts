import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const e2e = new URL('../e2e/', import.meta.url)

/** Files beside the lists that are no list. */
const tools = ['look.ts', 'prepare.ts']

// A list of screens that no test names would be a list that nobody looks at.
it('looks at every list of screens once', () => {
  const tests = readdirSync(e2e)
    .filter(f => f.endsWith('.screens.test.ts'))
    .map(f => readFileSync(new URL(f, e2e), 'utf8'))
  const lists = readdirSync(new URL('screens/', e2e)).filter(f => !tools.includes(f))
  expect(lists.length).toBeGreaterThan(4)
  for (const list of lists) {
    const name = list.replace('.ts', '')
    const looks = tests.filter(t => t.includes(`from './screens/${name}'`) && t.includes(`...${name}`))
    expect(looks, list).toHaveLength(1)
  }
})
