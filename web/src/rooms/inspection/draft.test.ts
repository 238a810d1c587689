import { describe, expect, it } from 'vitest'
import type { Item } from './data'
import { changed, keepImported, moved, newDraft, newItem, removed, withKind } from './draft'

const item = (name: string, group?: string, kind: Item['kind'] = 'yesno'): Item => ({ name, kind, label: name, group })
const names = (items: Item[]) => items.map(i => i.name).join(' ')
const list = [item('a'), item('g', undefined, 'group'), item('b', 'g'), item('c', 'g'), item('d')]

describe('the editor of a checklist', () => {
  it('begins with what was read from a workbook, however often the screen is drawn', () => {
    const head = { code: 'own', title: '自编', siteKinds: [] }
    const address = keepImported({ head, form: { items: list, lists: [] }, faults: [], left: [] })
    expect(address).toBe('/checklists/new?from=workbook')
    for (let drawn = 0; drawn < 3; drawn++)
      expect(newDraft('workbook')).toMatchObject({ ...head, form: { items: list } })
    expect(newDraft()).toMatchObject({ code: '', title: '' })
  })
  it('moves an item past its neighbour', () => {
    expect(names(moved(list, 3, -1))).toBe('a g c b d')
  })
  it('moves a group with everything inside it', () => {
    expect(names(moved(list, 1, -1))).toBe('g b c a d')
    expect(names(moved(list, 1, 1))).toBe('a d g b c')
  })
  it('moves an item past a whole group', () => {
    expect(names(moved(list, 0, 1))).toBe('g b c a d')
    expect(names(moved(list, 4, -1))).toBe('a d g b c')
  })
  it('leaves the first and the last where they are', () => {
    expect(names(moved(list, 0, -1))).toBe('a g b c d')
    expect(names(moved(list, 4, 1))).toBe('a g b c d')
  })
  it('takes a group out with its items', () => {
    expect(names(removed(list, 1))).toBe('a d')
  })
  it('puts an item that joins a group at the end of it', () => {
    expect(names(changed(list, 0, { ...item('a'), group: 'g' }))).toBe('g b c a d')
    expect(names(changed(list, 2, item('b')))).toBe('a g c d b')
  })
  it('renames a group for its items too', () => {
    expect(changed(list, 1, item('h', undefined, 'group'))[2]?.group).toBe('h')
  })
  it('finds a free name', () => {
    expect(newItem([item('q1'), item('q3')]).name).toBe('q4')
  })
  it('drops what a note cannot have', () => {
    const note = withKind({ ...item('a'), finding: 'true()', asks: [{ photos: 1 }], list: 'yes_no_na' }, 'note', {
      items: [],
    })
    expect(note).toEqual({ name: 'a', kind: 'note', label: 'a', group: undefined })
  })
})
