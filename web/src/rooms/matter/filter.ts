// One filter, held in the address: the table, the board, the calendar, the print and the export all read it from there.

export const views = ['table', 'board', 'calendar'] as const
export type View = (typeof views)[number]

/** The names that choose matters; everything else in the address is about how they are shown. */
export const chosen = ['state', 'lamp', 'unit', 'branch', 'area', 'topic', 'q'] as const
export type Chosen = (typeof chosen)[number]
export type Filter = Partial<Record<Chosen, string>>

type Address = Record<string, string | undefined>

export function filterOf(address: Address): Filter {
  const filter: Filter = {}
  for (const name of chosen) {
    const value = address[name]?.trim()
    if (value) filter[name] = value
  }
  return filter
}

export function viewOf(address: Address): View {
  return views.find(v => v === address.view) ?? 'table'
}

/** addressOf is the shareable form: sorted, so that two equal filters are one address. */
export function addressOf(filter: Filter, view: View = 'table'): string {
  const query = new URLSearchParams()
  for (const name of chosen) if (filter[name]) query.set(name, filter[name])
  if (view !== 'table') query.set('view', view)
  const text = query.toString()
  return `/matters${text ? `?${text}` : ''}`
}

export function isEmpty(filter: Filter): boolean {
  return chosen.every(name => !filter[name])
}

/** without drops names from a filter: a chip that is taken off, or a column of the board that sets its own state. */
export function without(filter: Filter, ...names: Chosen[]): Filter {
  const rest = { ...filter }
  for (const name of names) delete rest[name]
  return rest
}
