import type { ComponentType } from 'react'
import type { IconName } from '@/parts'
import type { Params } from './router'

// A room joins a shell by a file of its own (rooms/<room>/desk.ts or field.ts); no list here has to be edited.

export interface Screen {
  params: Params
}

export interface NavEntry {
  /** Where it stands in the menu: small numbers first. */
  order: number
  to: string
  /** Other addresses that belong to the entry. */
  also?: string[]
  /** A key in the room's words. */
  label: string
  icon: IconName
  /** The second key of "g x". */
  key?: string
  /** Shown only to posts that may do this. */
  action?: string
  group: 'work' | 'base' | 'system'
}

export interface Room {
  name: string
  nav: NavEntry[]
  routes: { path: string; load: () => Promise<{ default: ComponentType<Screen> }> }[]
}

export interface Entry extends NavEntry {
  room: string
}

export function entriesOf(rooms: Room[], can: (action: string) => boolean): Entry[] {
  return rooms
    .flatMap(room => room.nav.map(nav => ({ ...nav, room: room.name })))
    .filter(nav => !nav.action || can(nav.action))
    .sort((a, b) => a.order - b.order)
}
