import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Room, Screen } from './rooms'
import { match, type Params } from './router'

type Lazy = LazyExoticComponent<ComponentType<Screen>>

export interface Route {
  path: string
  Screen: Lazy
}

/** routesOf makes each screen a chunk of its own, loaded when first visited. */
export function routesOf(rooms: Pick<Room, 'routes'>[]): Route[] {
  return rooms.flatMap(room => room.routes.map(r => ({ path: r.path, Screen: lazy(r.load) })))
}

export function findRoute(routes: Route[], path: string): { Screen: Lazy; params: Params } | undefined {
  const fixed = [...routes].sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')))
  for (const route of fixed) {
    const params = match(route.path, path)
    if (params) return { Screen: route.Screen, params }
  }
  return undefined
}
