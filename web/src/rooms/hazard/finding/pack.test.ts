import { describe, expect, it } from 'vitest'
import { fitting, usage, type Word } from './pack'

const word = (key: string, sectors?: string[]): Word => ({ sort: 'category', word: key, zh: key, en: key, sectors })
const all = [word('exit'), word('electric'), word('gas_use'), word('dust', ['industry'])]

describe('the categories of a capture', () => {
  it('stand in the order of what was found at the site, also without a network', () => {
    const used = usage([{ category: 'exit' }, { category: 'exit' }], 's1', { id: 's1', used: ['gas_use', 'electric'] })
    expect(fitting(all, undefined, used).map(w => w.word)).toEqual(['gas_use', 'electric', 'exit', 'dust'])
  })
  it('believe this phone about the site where the county knows nothing yet', () => {
    const used = usage([{ category: 'electric', site: 's1' }, ...Array(5).fill({ category: 'exit' })], 's1', undefined)
    expect(fitting(all, 'catering', used).map(w => w.word)).toEqual(['electric', 'exit', 'gas_use'])
  })
})
