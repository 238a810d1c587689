import { evaluate, isTrue, type Value } from './expr'

// What a checklist asks and what the answers come to, on the phone. The county works the same out again and decides.

export type Kind =
  | 'yesno'
  | 'choice'
  | 'choices'
  | 'integer'
  | 'number'
  | 'text'
  | 'note'
  | 'photo'
  | 'place'
  | 'barcode'
  | 'group'

export interface Item {
  name: string
  kind: Kind
  group?: string
  label: string
  labelEn?: string
  hint?: string
  hintEn?: string
  required?: boolean
  relevant?: string
  constraint?: string
  message?: string
  messageEn?: string
  list?: string
  finding?: string
  asks?: { when?: string; photos?: number; note?: boolean }[]
  category?: string
  major?: boolean
  basis?: { document: string; clause?: string }[]
}

export interface Form {
  items: Item[]
  lists?: { name: string; options: { value: string; label: string; labelEn?: string }[] }[]
}

export interface Picture {
  hash: string
  /** The camera's own file behind a rendition. */
  original?: string
  at?: string
  lon?: number
  lat?: number
  accuracy?: number
  gallery?: string
}

export interface Action {
  id: string
  text?: string
  grade?: 'general' | 'maybe_major'
  due?: string
  fixed?: Picture[]
}

export interface Answer {
  item: string
  value?: string
  values?: string[]
  point?: { lon: number; lat: number; accuracy?: number }
  photos?: Picture[]
  note?: string
  action?: Action
}

export type Answers = Record<string, Answer>

export const asked = (kind: Kind) => kind !== 'note' && kind !== 'group'

export function isEmpty(kind: Kind, a: Answer | undefined): boolean {
  if (!a) return true
  if (kind === 'photo') return !a.photos?.length
  if (kind === 'place') return !a.point
  if (kind === 'choices') return !a.values?.length
  return !a.value?.trim()
}

/** exprValue is an answer as expressions see it. */
export function exprValue(kind: Kind, a: Answer | undefined): Value {
  if (isEmpty(kind, a) || !a) return ''
  if (kind === 'photo') return a.photos?.length ?? 0
  if (kind === 'place') return `${a.point?.lat} ${a.point?.lon} 0 ${a.point?.accuracy ?? 0}`
  if (kind === 'choices') return (a.values ?? []).join(' ')
  return (a.value ?? '').trim()
}

export type Lack = 'answer' | 'photos' | 'note' | 'constraint'

/** What one item comes to with its answer. */
export interface State {
  item: Item
  shown: boolean
  answered: boolean
  finding: boolean
  photos: number
  note: boolean
  lacks: Lack[]
}

/** review goes through a form in its order and says of each item whether it is asked and what it lacks. */
export function review(form: Form, answers: Answers): State[] {
  const items = new Map(form.items.map(i => [i.name, i]))
  const shown = new Map<string, boolean>()
  const isShown = (item: Item): boolean => {
    const known = shown.get(item.name)
    if (known !== undefined) return known
    shown.set(item.name, false)
    const group = item.group ? items.get(item.group) : undefined
    const yes = (!group || isShown(group)) && (!item.relevant || isTrue(evaluate(item.relevant, get) ?? true))
    shown.set(item.name, yes)
    return yes
  }
  const get = (name: string): Value => {
    const item = items.get(name)
    return item && isShown(item) ? exprValue(item.kind, answers[name]) : ''
  }
  return form.items.map(item => stateOf(item, isShown(item), answers[item.name], get))
}

function stateOf(item: Item, shown: boolean, a: Answer | undefined, get: (name: string) => Value): State {
  const answered = !isEmpty(item.kind, a)
  const state: State = { item, shown, answered, finding: false, photos: 0, note: false, lacks: [] }
  if (!shown || !asked(item.kind)) return state
  if (!answered) return { ...state, lacks: item.required ? ['answer'] : [] }
  const self = exprValue(item.kind, a)
  const holds = (text: string) => isTrue(evaluate(text, get, self) ?? false)
  const finds = item.finding || (item.kind === 'yesno' ? ". = 'no'" : '')
  state.finding = finds !== '' && holds(finds)
  for (const ask of item.asks ?? []) {
    if (ask.when ? !holds(ask.when) : !state.finding) continue
    state.photos = Math.max(state.photos, ask.photos ?? 0)
    state.note ||= ask.note ?? false
  }
  if (item.constraint && !isTrue(evaluate(item.constraint, get, self) ?? true)) state.lacks.push('constraint')
  const after = state.finding ? a?.action?.fixed : undefined // fixed on the spot is shown by a picture
  if ((a?.photos?.length ?? 0) < state.photos || after?.length === 0) state.lacks.push('photos')
  if (state.note && !a?.note?.trim()) state.lacks.push('note')
  return state
}

/** sent are the answers that the county receives: those of items that are asked, each finding with its hazard. */
export function sent(states: State[], answers: Answers, newID: () => string): Answer[] {
  return states
    .filter(s => s.shown && s.answered)
    .map(s => {
      const { action, ...a } = answers[s.item.name] as Answer
      return s.finding ? { ...a, action: { ...action, id: action?.id || newID() } } : a
    })
}
