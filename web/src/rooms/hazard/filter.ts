import { addressFilter } from '@/app/filter'

// One filter, held in the address: the table, the board, the map, the print and the export all read it from there.

export const views = ['table', 'board', 'map'] as const
export type View = (typeof views)[number]

/** The names that choose hazards; everything else in the address is about how they are shown. */
export const chosen = [
  'state',
  'grade',
  'area',
  'branch',
  'unit',
  'site',
  'finder',
  'checker',
  'source',
  'sector',
  'category',
  'listed',
  'relapse',
  'stopped',
  'overdue',
  'from',
  'to',
  'q',
] as const
export type Chosen = (typeof chosen)[number]
export type Filter = Partial<Record<Chosen, string>>

export const { filterOf, viewOf, addressOf, isEmpty } = addressFilter('/hazards', chosen, views)

/** Nothing but what is open, or everything, of the county or a township: the figures that are kept say how many. */
export const isPlain = (filter: Filter): boolean =>
  chosen.every(name => name === 'area' || !filter[name] || (name === 'state' && filter.state === 'open'))

/** The filters that are switched by one press: what people ask for every day. */
export const quick: { key: string; set: Filter }[] = [
  { key: 'open', set: { state: 'open' } },
  { key: 'overdue', set: { overdue: 'true' } },
  { key: 'major', set: { grade: 'major' } },
  { key: 'listed', set: { listed: 'county' } },
  { key: 'stopped', set: { stopped: 'true' } },
  { key: 'relapse', set: { relapse: 'true' } },
]

/** isSet tells whether all that a switch sets is set. */
export function isSet(filter: Filter, set: Filter): boolean {
  return Object.entries(set).every(([name, value]) => filter[name as Chosen] === value)
}
