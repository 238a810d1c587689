import type { FieldRoom } from '../rooms'
import { routesOf } from '../screens'

const found = import.meta.glob<{ default: FieldRoom }>('../../rooms/*/field.ts', { eager: true })

export const rooms = Object.values(found).map(m => m.default)
export const routes = routesOf(rooms)
