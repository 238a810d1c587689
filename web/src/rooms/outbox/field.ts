import type { FieldRoom } from '@/app/rooms'

/** What lies on this phone. The strip at the top of every screen leads here, so it needs no place in the menu. */
const room: FieldRoom = {
  name: 'outbox',
  nav: [],
  routes: [{ path: '/outbox', load: () => import('./Outbox') }],
}

export default room
