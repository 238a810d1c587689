import type { Measure } from './clock'
import type { PackState } from './pack'
import type { Parcel } from './parcel'

/** What screens see of the phone's own house. It changes identity whenever anything in it changes. */
export interface Snapshot {
  ready: boolean
  parcels: Parcel[]
  /** How many the county has not received: the number that never lies. */
  owed: number
  busy: boolean
  /** The county asks who we are: nothing goes until somebody signs in again. */
  signIn: boolean
  pack: PackState
  /** Whether the browser promised not to clear this phone's records by itself; undefined while unknown. */
  persisted?: boolean
  clock?: Measure
  /** The phone had no room for the last change: it stands in memory only, until there is room or the tab ends. */
  full: boolean
  /** The phone had no room for what the county sent: what it shows is older. */
  packFull: boolean
  /** This browser keeps nothing at all: everything lasts as long as the tab. */
  keepsNothing: boolean
}

export const empty: Snapshot = {
  ready: false,
  parcels: [],
  owed: 0,
  busy: false,
  signIn: false,
  pack: { rows: 0 },
  full: false,
  packFull: false,
  keepsNothing: false,
}
