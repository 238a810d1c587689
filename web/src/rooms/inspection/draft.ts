import type { ChecklistView, Form, ImportedForm, Item } from './data'

/** What the editor holds: a checklist that is not stored yet. */
export interface Draft {
  id: string
  revision: number
  code: string
  title: string
  titleEn: string
  siteKinds: string[]
  sector: string
  form: Form
}

const yesNo = {
  name: 'yes_no_na',
  options: [
    { value: 'yes', label: '是', labelEn: 'Yes' },
    { value: 'no', label: '否', labelEn: 'No' },
    { value: 'na', label: '不适用', labelEn: 'Not applicable' },
  ],
}

let imported: ImportedForm | undefined

/** keepImported hands what a workbook held over to the editor, and returns the address of that. */
export function keepImported(form: ImportedForm): string {
  imported = form
  return '/checklists/new?from=workbook'
}

/** newDraft is what the editor begins with: nothing, or what was read from a workbook just now. */
export function newDraft(origin?: string): Draft {
  const from = origin === 'workbook' ? imported : undefined
  return {
    id: '',
    revision: 0,
    code: from?.head.code ?? '',
    title: from?.head.title ?? '',
    titleEn: from?.head.titleEn ?? '',
    siteKinds: from?.head.siteKinds ?? [],
    sector: from?.head.sector ?? '',
    form: from?.form ?? { items: [newItem([])], lists: [yesNo] },
  }
}

export function draftOf(v: ChecklistView): Draft {
  return {
    id: v.id,
    revision: v.revision,
    code: v.code,
    title: v.title,
    titleEn: v.titleEn ?? '',
    siteKinds: v.siteKinds,
    sector: v.sector ?? '',
    form: v.form,
  }
}

/** newItem is a yes/no item whose no wants a photograph, under a name that is free. */
export function newItem(items: Item[], group?: string): Item {
  let n = items.length + 1
  while (items.some(i => i.name === `q${n}`)) n++
  return { name: `q${n}`, kind: 'yesno', label: '', list: 'yes_no_na', required: true, group, asks: [{ photos: 1 }] }
}

/** withKind changes the kind of an item and drops what the new kind cannot have. */
export function withKind(it: Item, kind: Item['kind'], form: Form): Item {
  const next: Item = { ...it, kind }
  if (kind === 'yesno') next.list = form.lists?.find(isYesNo)?.name ?? 'yes_no_na'
  else if (kind === 'choice' || kind === 'choices') next.list = form.lists?.find(l => !isYesNo(l))?.name ?? ''
  else delete next.list
  if (kind === 'group' || kind === 'note') {
    for (const key of ['constraint', 'finding', 'asks', 'category', 'required'] as const) delete next[key]
  }
  return next
}

type AnyList = NonNullable<Form['lists']>[number]

export function isYesNo(l: AnyList): boolean {
  const values = l.options.map(o => o.value)
  return values.includes('yes') && values.includes('no') && values.every(v => v === 'yes' || v === 'no' || v === 'na')
}

/** moved puts an item one place up or down; a group takes its items along. */
export function moved(items: Item[], at: number, by: -1 | 1): Item[] {
  const end = endOf(items, at)
  if (by < 0) {
    if (at === 0) return items
    const before = startOf(items, at - 1, items[at]?.group)
    return [...items.slice(0, before), ...items.slice(at, end), ...items.slice(before, at), ...items.slice(end)]
  }
  if (end >= items.length) return items
  const after = endOf(items, end)
  return [...items.slice(0, at), ...items.slice(end, after), ...items.slice(at, end), ...items.slice(after)]
}

/** endOf is the place behind an item and everything inside it. */
export function endOf(items: Item[], at: number): number {
  const inside = new Set([items[at]?.name])
  let i = at + 1
  while (i < items.length && inside.has(items[i]?.group)) {
    inside.add(items[i]?.name)
    i++
  }
  return i
}

/** startOf is the item of the same level that the one at this place belongs to. */
function startOf(items: Item[], at: number, level: string | undefined): number {
  let i = at
  while (i > 0 && (items[i]?.group ?? '') !== (level ?? '') && items[i]?.name !== level) i--
  return i
}

/** removed takes an item out, a group with its items. */
export function removed(items: Item[], at: number): Item[] {
  return [...items.slice(0, at), ...items.slice(endOf(items, at))]
}

/** changed puts an item in its place; one that joined another group goes to the end of it. */
export function changed(items: Item[], at: number, next: Item): Item[] {
  const was = items[at]
  if ((was?.group ?? '') === (next.group ?? '')) {
    return items.map((x, i) => (i === at ? next : x.group && x.group === was?.name ? { ...x, group: next.name } : x))
  }
  const inside = items.slice(at + 1, endOf(items, at))
  const rest = removed(items, at)
  const group = rest.findIndex(x => x.name === next.group)
  const to = group < 0 ? rest.length : endOf(rest, group)
  return [...rest.slice(0, to), next, ...inside, ...rest.slice(to)]
}
