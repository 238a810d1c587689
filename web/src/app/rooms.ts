import type { ComponentType } from 'react'
import type { IconName } from '@/parts'
import type { Params } from './router'

// A room joins a shell by a file of its own (rooms/<room>/desk.ts or field.ts); no list here has to be edited.

export interface Screen {
  params: Params
}

/** The words of a label themselves: on a phone a room's book is not loaded for the sake of a menu. */
export interface Label {
  zh: string
  en: string
}

/** An entry of a menu. On the desk its label is a key in the room's words. */
export interface NavEntry<L = string> {
  /** Where it stands in the menu: small numbers first. */
  order: number
  to: string
  /** Other addresses that belong to the entry. */
  also?: string[]
  label: L
  icon: IconName
  /** The second key of "g x". */
  key?: string
  /** Shown only to posts that may do this. */
  action?: string
  group: 'work' | 'base' | 'system' | 'home'
  /** On a phone: rows of the offline pack whose number stands beside the label. */
  counts?: { kind: string; of?: (row: Record<string, unknown>) => boolean }
}

export interface Room<L = string> {
  name: string
  nav: NavEntry<L>[]
  /** Keys of its own screens, for the sheet of keys: shown where the address fits. */
  keys?: { at: RegExp; keys: string[]; label: L }[]
  routes: { path: string; load: () => Promise<{ default: ComponentType<Screen> }> }[]
}

export interface Entry<L = string> extends NavEntry<L> {
  room: string
}

/** FieldRoom is a room of the phone's shell. */
export type FieldRoom = Room<Label>

/** withWords lets a screen bring its room's book, so that the first load of the desk is without it. */
export const withWords =
  <M>(words: () => Promise<unknown>, load: () => Promise<M>): (() => Promise<M>) =>
  async () => {
    const [screen] = await Promise.all([load(), words()])
    return screen
  }

export function entriesOf<L>(rooms: Room<L>[], can: (action: string) => boolean): Entry<L>[] {
  return rooms
    .flatMap(room => room.nav.map(nav => ({ ...nav, room: room.name })))
    .filter(nav => !nav.action || can(nav.action))
    .sort((a, b) => a.order - b.order)
}
