import { addressFilter } from '@/app/filter'

// One filter, held in the address: the table, the board, the calendar, the print and the export all read it from there.

export const views = ['table', 'board', 'calendar'] as const
export type View = (typeof views)[number]

/** The names that choose matters; everything else in the address is about how they are shown. */
export const chosen = ['state', 'lamp', 'unit', 'branch', 'area', 'topic', 'q'] as const
export type Chosen = (typeof chosen)[number]
export type Filter = Partial<Record<Chosen, string>>

export const { filterOf, viewOf, addressOf, isEmpty } = addressFilter('/matters', chosen, views)

/** without drops names from a filter: a chip that is taken off, or a column of the board that sets its own state. */
export function without(filter: Filter, ...names: Chosen[]): Filter {
  const rest = { ...filter }
  for (const name of names) delete rest[name]
  return rest
}
