/** What stands at a field that was left empty; the form says it in one sentence, with the field's own label. */
export const needed: unique symbol = Symbol('needed')

type Names<V> = readonly (false | (keyof V & string))[]

/** Needs names the values that a form cannot do without; where that depends on an answer, false stands for "not now". */
export type Needs<V> = Names<V> | ((values: V) => Names<V>)

/** lacking finds what is needed and empty. */
export function lacking<V>(values: V, needs: Needs<V>): Record<string, typeof needed> {
  const names = typeof needs === 'function' ? needs(values) : needs
  return Object.fromEntries(names.filter(name => name && isEmpty(values[name])).map(name => [name, needed]))
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) ? value.length === 0 : value === null || value === undefined
}
